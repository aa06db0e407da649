import type { RecordingsPort } from '../engine/observe/ports.ts';
import type { Clients } from './clients.ts';
import { readRecorder, readTrail } from './delivering.ts';

/** Whether trails log and recorders record: what no stack tells. */
export function makeRecordings(clients: Clients): RecordingsPort {
  return {
    async readState(part, name, region) {
      const read = part === 'trail' ? readTrail : readRecorder;
      const found = await read(clients, name, region);
      if (found === null) return { state: 'missing', error: null };
      return { state: found.isOn ? 'on' : 'off', error: found.error };
    },
    async start(part, name, region) {
      if (part === 'trail') await (await clients('cloudtrail', region)).startLogging({ Name: name });
      else await (await clients('config', region)).startConfigurationRecorder({ ConfigurationRecorderName: name });
    },
  };
}
