import type { ConfigurationRecorder } from '@aws-sdk/client-config-service';
import type { Occupant } from '../domain/occupant.ts';
import type { SingletonsPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { readInventoryAssociation } from './inventory-association.ts';
import { readSessionDefaults } from './session-defaults.ts';

export function makeSingletons(clients: Clients): SingletonsPort {
  return {
    async readOccupant(kind, region) {
      switch (kind) {
        case 'config-recorder':
          return readRecorder(clients, region);
        case 'inventory-association':
          return readInventoryAssociation(clients, region);
        case 'session-defaults':
          return readSessionDefaults(clients, region);
        default:
          return kind satisfies never;
      }
    },
  };
}

/** A recorder, or a delivery channel alone: either keeps ours out. */
async function readRecorder(clients: Clients, region: string): Promise<Occupant | null> {
  const config = await clients('config', region);
  const [{ ConfigurationRecorders: recorders = [] }, { DeliveryChannels: channels = [] }] = await Promise.all([
    config.describeConfigurationRecorders({}),
    config.describeDeliveryChannels({}),
  ]);
  // Those that AWS services keep for themselves do not count as the one.
  const recorder = recorders.find(({ servicePrincipal }) => servicePrincipal === undefined);
  const [channel] = channels;
  const delivery = { bucket: channel?.s3BucketName ?? null, prefix: channel?.s3KeyPrefix ?? null };
  if (recorder === undefined) {
    if (channel === undefined) return null;
    const nothing = { recording: false, recordsEverything: false, recordsGlobalTypes: false };
    return { region, name: channel.name ?? '', settings: { ...nothing, ...delivery } };
  }
  const name = recorder.name ?? '';
  const { ConfigurationRecordersStatus: statuses = [] } = await config.describeConfigurationRecorderStatus({
    ConfigurationRecorderNames: [name],
  });
  const recording = statuses.some((status) => status.name === name && status.recording === true);
  return { region, name, settings: { recording, ...scopeOf(recorder), ...delivery } };
}

function scopeOf({ recordingGroup }: ConfigurationRecorder) {
  const recordsEverything = recordingGroup?.allSupported ?? false;
  return { recordsEverything, recordsGlobalTypes: recordingGroup?.includeGlobalResourceTypes ?? false };
}
