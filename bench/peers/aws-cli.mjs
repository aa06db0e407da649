import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RETENTION } from '../job.mjs';

const script = fileURLToPath(new URL('aws-cli.sh', import.meta.url));

export const awsCli = {
  id: 'aws-cli',
  name: 'AWS CLI by hand',
  prepare({ folder, job }) {
    for (const { title, templateBody, parameters } of job.stacks) {
      writeFileSync(join(folder, `${title}.json`), templateBody);
      writeParameters(folder, `${title}.parameters`, parameters);
    }
    const { parameters } = job.stacks.find(({ title }) => title === 'logging-resource');
    writeParameters(folder, 'logging-resource.changed', { ...parameters, RetentionDays: String(RETENTION.after) });
  },
  phases: {
    /** The loop over all accounts is cut at the limit; the rest of it is worked out from the part that ran. */
    first(context) {
      const roles = runScript(context, 'roles');
      const done = Number(/accounts done: (\d+)/.exec(roles.output)?.[1]);
      const foundation = runScript(context, 'foundation');
      const left = context.accounts - 1 - done;
      return {
        seconds: roles.seconds * (1 + left / done) + foundation.seconds,
        megabytes: Math.max(roles.megabytes, foundation.megabytes),
        isCut: false,
        // of each account: AssumeRole and CreateStack
        ...(left === 0 ? {} : { callsLeft: 2 * left }),
      };
    },
    noop: (context) => runScript(context, 'look'),
    change: (context) => runScript(context, 'change'),
    join: (context) => runScript(context, 'join'),
  },
};

function runScript({ folder, run, limitSeconds }, phase) {
  return run(['bash', script, phase], { FOLDER: folder, DEADLINE: String(limitSeconds) });
}

function writeParameters(folder, name, parameters) {
  const list = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(list));
}
