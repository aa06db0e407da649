import type { RecordingsPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';

/** Whether trails log and recorders record: what no stack tells. */
export function makeRecordings(clients: Clients): RecordingsPort {
  return {
    readState: (part, name, region) =>
      part === 'trail' ? readTrail(clients, name, region) : readRecorder(clients, name, region),
    async start(part, name, region) {
      if (part === 'trail') await (await clients('cloudtrail', region)).startLogging({ Name: name });
      else await (await clients('config', region)).startConfigurationRecorder({ ConfigurationRecorderName: name });
    },
  };
}

async function readTrail(clients: Clients, name: string, region: string) {
  const cloudTrail = await clients('cloudtrail', region);
  const { trailList = [] } = await cloudTrail.describeTrails({ trailNameList: [name], includeShadowTrails: false });
  if (trailList.length === 0) return 'missing' as const;
  const { IsLogging } = await cloudTrail.getTrailStatus({ Name: name });
  return IsLogging === true ? ('on' as const) : ('off' as const);
}

async function readRecorder(clients: Clients, name: string, region: string) {
  const config = await clients('config', region);
  const { ConfigurationRecordersStatus: statuses = [] } = await config.describeConfigurationRecorderStatus({});
  const status = statuses.find((one) => one.name === name);
  if (!status) return 'missing' as const;
  return status.recording === true ? ('on' as const) : ('off' as const);
}
