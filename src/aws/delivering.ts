import type { ConfigStreamDeliveryInfo } from '@aws-sdk/client-config-service';
import type { RecorderCondition, TrailCondition } from '../engine/observe/condition.ts';
import type { Clients } from './clients.ts';
import { plainWords } from './errors.ts';

/** Null: there is no recorder of this name. */
export async function readRecorder(clients: Clients, name: string, region: string): Promise<RecorderCondition | null> {
  const config = await clients('config', region);
  const { ConfigurationRecordersStatus: statuses = [] } = await config.describeConfigurationRecorderStatus({});
  const status = statuses.find((one) => one.name === name);
  if (status === undefined) return null;
  const { recording, lastStatus, lastErrorCode, lastErrorMessage } = status;
  return { isOn: recording === true, error: deliveryErrorOf({ lastStatus, lastErrorCode, lastErrorMessage }) };
}

/** Null: there is no trail of this name. */
export async function readTrail(clients: Clients, name: string, region: string): Promise<TrailCondition | null> {
  const cloudTrail = await clients('cloudtrail', region);
  const { trailList = [] } = await cloudTrail.describeTrails({ trailNameList: [name], includeShadowTrails: false });
  if (trailList.length === 0) return null;
  const { IsLogging, LatestDeliveryError: error, LatestDeliveryTime } = await cloudTrail.getTrailStatus({ Name: name });
  return {
    isOn: IsLogging === true,
    error: error ? plainWords(error) : null,
    deliveredAt: LatestDeliveryTime?.toISOString() ?? null,
  };
}

type Delivery = Partial<
  Record<'lastStatus' | keyof Pick<ConfigStreamDeliveryInfo, 'lastErrorCode' | 'lastErrorMessage'>, string | undefined>
>;

/** Recorders say `Failure`, channels say `FAILURE`. */
export function deliveryErrorOf(delivery: Delivery | undefined): string | null {
  if (delivery?.lastStatus?.toUpperCase() !== 'FAILURE') return null;
  const words = [delivery.lastErrorCode, delivery.lastErrorMessage].filter((text) => text !== undefined && text !== '');
  return plainWords(words.join(': ') || 'FAILURE');
}
