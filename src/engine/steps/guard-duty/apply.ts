import pLimit from 'p-limit';
import { MetsukeError } from '../../../domain/errors.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { say } from '../../../domain/say.ts';
import { adviceFor } from '../../apply/advice.ts';
import { type ApplyContext, outcome } from '../../apply/context.ts';
import type { Failure, StepOutcome } from '../../events.ts';
import type { GuardDutyPort, Unprocessed } from '../../observe/guard-duty.ts';
import { isDeployed } from '../../observe/stack-status.ts';
import type { GuardDutyStep } from './step.ts';

/** Everything is safe to repeat: what is there already is found and goes on from there. */
export async function applyGuardDuty(step: GuardDutyStep, context: ApplyContext): Promise<StepOutcome> {
  if (step.action === 'disable') return disable(step, context);
  const theirs = context.ports.inAccount(step.administrator, step.throughRole).guardDuty;
  await delegate(step, context);
  const detector = await detectorOf(theirs, step.region);
  const { features, findingFrequency } = step.settings;
  await theirs.updateDetector(step.region, detector, { features, findingFrequency });
  await theirs.tagDetector(step.region, detector, step.tags);
  await untilSettled(context, () => theirs.updateOrganization(step.region, detector, { autoEnable: 'ALL', features }));
  const unprocessed = await enroll(step, { theirs, detector, context });
  await putFilters(step, { theirs, detector });
  await putExport(step, { theirs, detector, context });
  return outcomeOf(step, unprocessed, context);
}

interface Administration {
  readonly theirs: GuardDutyPort;
  readonly detector: string;
}

type Administering = Administration & { readonly context: ApplyContext };

/** The management account is not enabled by anybody but itself. */
async function delegate({ region, administrator }: GuardDutyStep, { ports }: ApplyContext): Promise<void> {
  if ((await ports.guardDuty.readAdministrator(region)) === null) {
    await ports.guardDuty.delegate(region, administrator);
  }
  await detectorOf(ports.guardDuty, region);
}

/** Who becomes the administrator gets a detector; it may have had one before, or lost it since. */
async function detectorOf(guardDuty: GuardDutyPort, region: string): Promise<string> {
  return (await guardDuty.readDetector(region))?.id ?? guardDuty.createDetector(region);
}

const ATTEMPTS = 10;
const BETWEEN_MS = 3_000;

/** All of GuardDuty needs some seconds to know a new administrator. */
async function untilSettled(context: ApplyContext, call: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const isTooEarly = error instanceof MetsukeError && /administrator/i.test(error.message);
      if (!isTooEarly || attempt === ATTEMPTS || context.signal.aborted) throw error;
      await context.clock.sleep(BETWEEN_MS, context.signal);
    }
  }
}

async function enroll(
  step: GuardDutyStep,
  { theirs, detector, context }: Administering,
): Promise<readonly Unprocessed[]> {
  const { region, settings } = step;
  const refused: Unprocessed[] = [];
  if (step.enroll.length > 0) {
    const addresses = await context.ports.organizations.readAddresses();
    const accounts = new Map(step.enroll.map((account) => [account, addresses.get(account) ?? '']));
    refused.push(...(await theirs.enroll(region, detector, accounts)));
  }
  const failed = new Set(refused.map(({ account }) => account));
  // What is given to new accounts by itself changes nothing for those that are members already.
  const everybody = changesMembers(step) ? await membersOf(theirs, region) : step.enroll;
  const members = everybody.filter((account) => !failed.has(account));
  return [...refused, ...(await theirs.updateMembers(region, detector, members, settings.features))];
}

function changesMembers({ action, changes }: GuardDutyStep): boolean {
  return action === 'enable' || changes.some(({ path }) => path === 'features');
}

async function membersOf(theirs: GuardDutyPort, region: string): Promise<readonly AccountId[]> {
  const detector = await theirs.readDetector(region);
  return detector ? (await theirs.readAdministered(region, detector)).members : [];
}

async function putFilters(step: GuardDutyStep, { theirs, detector }: Administration): Promise<void> {
  const { region, settings, removeFilters } = step;
  if (settings.filters.length + removeFilters.length === 0) return;
  const observed = await theirs.readDetector(region);
  const there = observed ? (await theirs.readAdministered(region, observed)).filters.map(({ name }) => name) : [];
  for (const filter of settings.filters) await theirs.putFilter(region, detector, filter, there.includes(filter.name));
  for (const name of removeFilters.filter((one) => there.includes(one)))
    await theirs.deleteFilter(region, detector, name);
}

/** The key's id is AWS's own: the stack that made it tells. */
async function putExport(
  { region, settings: { exportTo }, throughRole }: GuardDutyStep,
  { theirs, detector, context }: Administering,
) {
  if (exportTo === null) return theirs.putExport(region, detector, null);
  const instances = await context.ports.stackSets.listInstances(exportTo.stackSet);
  const instance = instances.find((one) => one.account === exportTo.account && one.region === region);
  const { stacks } = context.ports.inAccount(exportTo.account, throughRole);
  const stack = instance?.stackId ? await stacks.read(instance.stackId, region) : null;
  const keyArn = stack !== null && isDeployed(stack) ? stack.outputs.KeyArn : undefined;
  if (keyArn === undefined) {
    throw new MetsukeError(
      'not-found',
      say`The stack of ${exportTo.stackSet} in ${exportTo.account} ${region} names no key for the export of findings.`,
      {
        hint: say`Apply again; if it stays so, look at that stack.`,
      },
    );
  }
  return theirs.putExport(region, detector, { bucketArn: exportTo.bucketArn, keyArn });
}

function outcomeOf(
  { id, region }: GuardDutyStep,
  unprocessed: readonly Unprocessed[],
  { emit }: ApplyContext,
): StepOutcome {
  const failures: readonly Failure[] = unprocessed.map(({ account, reason }) => ({
    account,
    region,
    reason,
    advice: adviceFor(reason),
  }));
  for (const failure of failures) emit({ type: 'target-failed', step: id, failure });
  return outcome(failures.length > 0 ? 'failed' : 'done', failures);
}

/** Members first, then the administration, the administrator's own detector last: what is left is found by the next run. */
async function disable(step: GuardDutyStep, context: ApplyContext): Promise<StepOutcome> {
  const { region, administrator, release } = step;
  const { ports } = context;
  const theirs = ports.inAccount(administrator, step.throughRole).guardDuty;
  const detector = await theirs.readDetector(region);
  if (detector) {
    const { members } = await theirs.readAdministered(region, detector);
    await theirs.updateOrganization(region, detector.id, { autoEnable: 'NONE', features: [] });
    const kept = await theirs.release(region, detector.id, members);
    if (kept.length > 0) return outcomeOf(step, kept, context);
    await theirs.putExport(region, detector.id, null);
  }
  const limit = pLimit(ACCOUNTS_AT_ONCE);
  await Promise.all(release.map((account) => limit(() => removeDetector(step, account, context))));
  if (detector) await theirs.deleteDetector(region, detector.id);
  await ports.guardDuty.undelegate(region, administrator);
  return outcome('done');
}

const ACCOUNTS_AT_ONCE = 24;

/** A suspended detector costs nothing. One that somebody tagged is somebody's: it stays, suspended. */
async function removeDetector(step: GuardDutyStep, account: AccountId, { ports, emit }: ApplyContext): Promise<void> {
  const isManagement = account === step.managementAccount;
  const guardDuty = isManagement ? ports.guardDuty : ports.inAccount(account, step.throughRole).guardDuty;
  try {
    const detector = await guardDuty.readDetector(step.region);
    if (detector && !detector.enabled && Object.keys(detector.tags).length === 0) {
      await guardDuty.deleteDetector(step.region, detector.id);
    }
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    const message = say`A suspended detector may be left in ${account} ${step.region}: ${error.message}`;
    const hint = say`It costs nothing; delete it with credentials of that account if you like.`;
    emit({ type: 'step-note', step: step.id, finding: { severity: 'warning', code: 'detector-left', message, hint } });
  }
}
