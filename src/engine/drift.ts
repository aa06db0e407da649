import pLimit from 'p-limit';
import { MetsukeError } from '../domain/errors.ts';
import type { AccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import type { ApplyContext } from './apply/context.ts';
import { followOperation, startOperation } from './apply/operation.ts';
import type { DriftFailure, StackDrift } from './observe/deep.ts';
import type { StacksPort } from './observe/ports.ts';
import type { ObservedStackSet } from './observe/snapshot.ts';
import { type Track, untracked } from './observe/track.ts';
import { splitAccounts } from './plan/accounts.ts';
import { executionRecordOf, executionRoleOf } from './plan/foundations.ts';
import type { PlanInput } from './plan/input.ts';
import { preferencesFor } from './plan/preferences.ts';

/** What somebody changed behind CloudFormation's back. */
export interface DriftReport {
  readonly checked: number;
  readonly drifts: readonly StackDrift[];
  readonly failures: readonly DriftFailure[];
}

export type DriftContext = Pick<ApplyContext, 'ports' | 'clock' | 'emit' | 'signal'> & { readonly track?: Track };

const ACCOUNTS_AT_ONCE = 16;

/** Asks CloudFormation, for every stack set and every plain stack of ours; all at once, as far as AWS allows. */
export async function readDrift(input: PlanInput, context: DriftContext): Promise<DriftReport> {
  const { track = untracked } = context;
  const stackSets = input.snapshot.stackSets.map((stackSet) =>
    track(say`stack sets`, readStackSetDrift(stackSet, input, context)),
  );
  const reports = await Promise.all([...stackSets, readPlainStacks(input, context)]);
  return {
    checked: reports.reduce((sum, { checked }) => sum + checked, 0),
    drifts: reports.flatMap(({ drifts }) => drifts),
    failures: reports.flatMap(({ failures }) => failures),
  };
}

async function readStackSetDrift(
  stackSet: ObservedStackSet,
  input: PlanInput,
  context: DriftContext,
): Promise<DriftReport> {
  const title = input.blueprints.find(({ stackName }) => stackName === stackSet.name)?.id ?? stackSet.name;
  const { stackSets } = context.ports;
  const changes = stackSet.instances.map(({ account, region }) => ({ account, region, reason: 'outdated' as const }));
  const preferences = preferencesFor(changes, input.config);
  try {
    const full = { ...context, secrets: {}, unusableAccounts: new Set<AccountId>() };
    const operationId = await startOperation(stackSet.name, full, () =>
      stackSets.startDriftDetection(stackSet.name, preferences),
    );
    const { results } = await followOperation(stackSet.name, operationId, full, () => {});
    const drifted = (await stackSets.listInstances(stackSet.name)).filter(({ drift }) => drift === 'DRIFTED');
    const drifts = await Promise.all(
      drifted.map(async ({ account, region }) => ({
        title,
        account,
        region,
        resources: await stackSets.listInstanceDrifts(stackSet.name, account, region, operationId),
      })),
    );
    const failures = results
      .filter(({ status }) => status !== 'SUCCEEDED')
      .map(({ account, reason, status }) => ({ title, account, reason: reason ?? status, isExpected: false }));
    return { checked: stackSet.instances.length, drifts, failures };
  } catch (error) {
    return failed(title, null, error);
  }
}

async function readPlainStacks(input: PlanInput, context: DriftContext): Promise<DriftReport> {
  const { config, snapshot } = input;
  const limit = pLimit(ACCOUNTS_AT_ONCE);
  const managed = snapshot.stacks.map(({ name, account }) =>
    readStackDrift(name, account, context.ports.stacks, input),
  );
  const execution = executionRoleOf(input).stackName;
  const members = membersWithRole(input).map((account) =>
    limit(() => {
      const { stacks } = context.ports.inAccount(account, config.stackSets.bootstrapRole);
      return readStackDrift(execution, account, stacks, input);
    }),
  );
  const { track = untracked } = context;
  const reports = await Promise.all([...managed, ...members].map((read) => track(say`stacks of accounts`, read)));
  return {
    checked: reports.reduce((sum, { checked }) => sum + checked, 0),
    drifts: reports.flatMap(({ drifts }) => drifts),
    failures: reports.flatMap(({ failures }) => failures),
  };
}

/** Governed accounts with the baseline: they have an execution role, of our stack or adopted. */
function membersWithRole(input: PlanInput): readonly AccountId[] {
  const baseline = input.snapshot.stackSets.find(({ name }) => name === executionRecordOf(input).stackName);
  const deployed = new Set(baseline?.instances.map(({ account }) => account));
  return splitAccounts(input)
    .governed.map(({ id }) => id)
    .filter((id) => deployed.has(id));
}

async function readStackDrift(
  name: string,
  account: AccountId,
  stacks: StacksPort,
  input: PlanInput,
): Promise<DriftReport> {
  const title = input.blueprints.find(({ stackName }) => stackName === name)?.id ?? name;
  const region = input.config.homeRegion;
  try {
    if ((await stacks.read(name, region)) === null) return { checked: 0, drifts: [], failures: [] };
    const resources = await stacks.detectDrift(name, region);
    return { checked: 1, drifts: resources.length > 0 ? [{ title, account, region, resources }] : [], failures: [] };
  } catch (error) {
    return failed(title, account, error, isInvited(account, input));
  }
}

function isInvited(account: AccountId, { snapshot }: PlanInput): boolean {
  return snapshot.accounts.some(({ id, joined }) => id === account && joined === 'INVITED');
}

function failed(title: string, account: AccountId | null, error: unknown, invited = false): DriftReport {
  if (!(error instanceof MetsukeError)) throw error;
  const isExpected = invited && error.code === 'access-denied';
  return { checked: 0, drifts: [], failures: [{ title, account, reason: error.message, isExpected }] };
}
