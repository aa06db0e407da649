import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateServiceLinkedRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import pLimit from 'p-limit';
import { RETENTION, withRetention } from '../job.mjs';

const script = fileURLToPath(new URL('aws-cli.py', import.meta.url));

/** Of each account in the loop: AssumeRole, CreateServiceLinkedRole, CreateStack. */
const CALLS_IN_LOOP = 3;

/** The program, and the Python that it runs in where it is a script. Null where there is none. */
export function findAws() {
  // Not the shim of a version manager, which would make it slower than it is.
  const managed = spawnSync('pyenv', ['which', 'aws'], { encoding: 'utf8' });
  const found = managed.status === 0 ? managed : spawnSync('which', ['aws'], { encoding: 'utf8' });
  if (found.status !== 0) return null;
  const program = realpathSync(found.stdout.trim());
  const interpreter = /^#!(\S*python\S*)/.exec(readFileSync(program, 'latin1'))?.[1];
  const canImport =
    interpreter !== undefined &&
    spawnSync(interpreter, ['-c', 'import awscli.clidriver'], { stdio: 'ignore' }).status === 0;
  return { program, folder: join(program, '..'), importedBy: canImport ? interpreter : null };
}

export function makeAwsCli({ aws, python, quick }) {
  const isInProcess = quick && aws.importedBy !== null;
  const runPhase = ({ folder, run, loopSeconds }, phase) =>
    run([isInProcess ? aws.importedBy : python, script, phase], {
      PATH: `${aws.folder}${delimiter}${process.env.PATH}`,
      FOLDER: folder,
      DEADLINE: String(loopSeconds),
      ...(isInProcess ? { IN_PROCESS: '1' } : {}),
    });
  return {
    id: 'aws-cli',
    name: 'AWS CLI by hand',
    prepare: ({ folder, job }) => writeFiles(folder, job),
    phases: {
      /** The loop over all accounts is cut at the limit; the rest of it is worked out from the part that ran. */
      async first(context) {
        const roles = runPhase(context, 'roles');
        const { done, left, loopSeconds } = JSON.parse(roles.output.trim().split('\n').at(-1));
        await context.untimed(() => enterAll(context, left));
        const rest = runPhase(context, 'foundation');
        return {
          seconds: roles.seconds + (loopSeconds / done.length) * left.length + rest.seconds,
          megabytes: Math.max(roles.megabytes, rest.megabytes),
          isCut: rest.isCut,
          callsLeft: CALLS_IN_LOOP * left.length,
        };
      },
      noop: (context) => runPhase(context, 'look'),
      change: (context) => runPhase(context, 'change'),
      join: (context) => runPhase(context, 'join'),
    },
  };
}

function writeFiles(folder, job) {
  const { stacks, ...rest } = job;
  for (const { title, templateBody, parameters } of stacks) {
    writeFileSync(join(folder, `${title}.json`), templateBody);
    writeParameters(folder, `${title}.parameters`, parameters);
  }
  for (const { title, parameters } of withRetention(stacks, RETENTION.after)) {
    if (job.changed.includes(title)) writeParameters(folder, `${title}.changed`, parameters);
  }
  const items = stacks.map(({ templateBody, parameters, preferences, ...stack }) => ({
    ...stack,
    preferences: preferences === null ? null : toOptions(preferences),
  }));
  writeFileSync(join(folder, 'job.json'), JSON.stringify({ ...rest, stacks: items }));
}

/** Of Metsuke's plan, in the words of the AWS CLI. */
function toOptions({ regionConcurrency, ...counts }) {
  const options = { RegionConcurrencyType: regionConcurrency };
  for (const [name, value] of Object.entries(counts)) options[`${name[0].toUpperCase()}${name.slice(1)}`] = value;
  return options;
}

function writeParameters(folder, name, parameters) {
  const list = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(list));
}

/** The rest of the loop, so that everything after it works in all accounts. */
async function enterAll({ job, sandbox }, accounts) {
  const { name, templateBody, parameters, capabilities } = job.stacks.find(
    ({ title }) => title === 'stackset-execution',
  );
  const list = Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
  const atOnce = pLimit(10);
  const enter = async (account) => {
    const options = sandbox.clientOptions(account);
    const iam = new IAMClient(options);
    for (const { principal } of job.serviceLinkedRoles) {
      await iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName: principal }));
    }
    const stack = { StackName: name, TemplateBody: templateBody, Parameters: list, Capabilities: capabilities };
    await new CloudFormationClient(options).send(new CreateStackCommand(stack));
  };
  await Promise.all(accounts.map((account) => atOnce(() => enter(account))));
}
