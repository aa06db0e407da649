import { capabilityAdapter } from '../capabilities/adapters.ts';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { readMemory } from '../domain/setting.ts';
import type { SettingPort } from '../engine/observe/ports.ts';
import { isParameterAbsent, orNull } from './quirks.ts';
import type { AccountAccess } from './setting-adapter.ts';

/** What CloudFormation cannot set, of one account; what was found before is remembered in a parameter of ours there. */
export function makeSettings(access: AccountAccess): (id: string) => SettingPort {
  const { clients } = access;
  return (id) => ({
    async read(wanted, region) {
      return Object.keys(wanted).length === 0 ? {} : (await capabilityAdapter(id)).read(access, wanted, region);
    },
    async put(values, region, found) {
      if (Object.keys(values).length > 0) await (await capabilityAdapter(id)).put(access, values, region, found);
    },
    async recall(memory, region) {
      const ssm = await clients('ssm', region);
      const found = await orNull(ssm.getParameter({ Name: memory }), isParameterAbsent);
      if (found === null) return null;
      const values = readMemory(found.Parameter?.Value ?? '');
      if (values !== null) return values;
      throw new MetsukeError(
        'aws-error',
        say`The parameter ${memory} in ${region} does not say any more what was set before Metsuke.`,
        {
          hint: say`Delete it there to leave the settings as they are, then apply again.`,
        },
      );
    },
    async remember(memory, values, region) {
      const ssm = await clients('ssm', region);
      await ssm.putParameter({
        Name: memory,
        Type: 'String',
        Value: JSON.stringify(values),
        Description: 'What was set before Metsuke, so that it can be given back.',
        Overwrite: true,
      });
    },
    async forget(memory, region) {
      const ssm = await clients('ssm', region);
      await orNull(ssm.deleteParameter({ Name: memory }), isParameterAbsent);
    },
  });
}
