// Nobody is quick by not doing the work: a figure counts when the same stacks, with the same resources, are in the same
// accounts and regions of every peer's organization.
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

const MOST_NAMED = 5;

/** @returns {Promise<{ stacks: readonly string[], resources: readonly string[] }>} of the job, each with where it is */
export async function readWork(sandbox, job) {
  const names = new Set(job.stacks.map(({ name }) => name));
  const resources = (await sandbox.listResources())
    // A stack set's stacks are called StackSet-<name>-<uuid>.
    .map((resource) => ({
      ...resource,
      stack: /^StackSet-(.*)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(resource.stack)?.[1] ?? resource.stack,
    }))
    .filter(({ stack }) => names.has(stack));
  const stacks = resources.map(({ account, region, stack }) => `${stack} in ${account} ${region}`);
  const each = resources.map(
    ({ account, region, stack, logicalId }) => `${logicalId} of ${stack} in ${account} ${region}`,
  );
  return { stacks: [...new Set(stacks)].sort(), resources: each.sort() };
}

/** @returns what is different, or null */
export function compareWork(own, other) {
  const difference = firstDifference(own.stacks, other.stacks) ?? firstDifference(own.resources, other.resources);
  return difference === null ? null : `made ${other.stacks.length} of ${own.stacks.length} stacks: ${difference}`;
}

function firstDifference(own, other) {
  const [missing, more] = [without(own, other), without(other, own)];
  if (missing.length === 0 && more.length === 0) return null;
  const named = (list) =>
    `${list.slice(0, MOST_NAMED).join(', ')}${list.length > MOST_NAMED ? ` and ${list.length - MOST_NAMED} more` : ''}`;
  return [
    ...(missing.length > 0 ? [`without ${named(missing)}`] : []),
    ...(more.length > 0 ? [`but with ${named(more)}`] : []),
  ].join(' ');
}

function without(list, others) {
  const known = new Set(others);
  return list.filter((each) => !known.has(each));
}

/** The stacks whose parameter is not what the change was about. */
export async function readUnchanged(sandbox, job, days) {
  const changed = job.stacks.filter(({ title }) => job.changed.includes(title));
  const found = await Promise.all(changed.map(({ name, accounts }) => readRetention(sandbox, name, accounts[0])));
  return changed.filter((_, index) => found[index] !== String(days)).map(({ title }) => title);
}

async function readRetention(sandbox, name, account) {
  const client = new CloudFormationClient(sandbox.clientOptions(account));
  const { Stacks } = await client.send(new DescribeStacksCommand({}));
  const stack = Stacks.find(({ StackName }) => StackName === name || StackName.startsWith(`StackSet-${name}-`));
  return stack?.Parameters.find(({ ParameterKey }) => ParameterKey === 'RetentionDays')?.ParameterValue;
}
