import pLimit from 'p-limit';
import { MetsukeError } from '../../../domain/errors.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { say } from '../../../domain/say.ts';
import { adviceFor } from '../../apply/advice.ts';
import { nobodyElse } from '../../apply/canary.ts';
import { type ApplyContext, definitionInClear, outcome } from '../../apply/context.ts';
import { isLockedOut, lockedOutAdvice, lockedOutNote, mayGoOn } from '../../apply/locked-out.ts';
import type { Failure, StepOutcome } from '../../events.ts';
import type { AccountPorts, StackDefinition } from '../../observe/ports.ts';
import { isDeployed, leavesRoleOut } from '../../observe/stack-status.ts';
import type { InstanceChange } from '../change.ts';
import type { StackStep } from './step.ts';

/**
 * Each account has rate limits of its own, and nearly all of the time is waiting for CloudFormation: a thousand accounts
 * take minutes, not half an hour. This bounds what one process and AWS STS have in flight.
 */
const ACCOUNTS_AT_ONCE = 100;

/** Puts a plain stack into each target account, the canary first, or takes it away. */
export async function applyStack(step: StackStep, context: ApplyContext): Promise<StepOutcome> {
  const results: Results = { done: 0, failures: [], newRoles: [], unconfirmed: [] };
  const isCanary = ({ account }: InstanceChange): boolean => account === step.canary;
  await workOn(step.targets.filter(isCanary), { step, context, results });
  const canaryFailed = results.failures.length > 0;
  if (canaryFailed) results.failures.push(nobodyElse(step));
  else
    await workOn(
      step.targets.filter((target) => !isCanary(target)),
      { step, context, results },
    );
  const { failures, newRoles, unconfirmed } = results;
  const accounts = { unusableAccounts: failures.flatMap(({ account }) => account ?? []), newRoles, unconfirmed };
  if (context.signal.aborted) return outcome('interrupted', failures, accounts);
  return outcome(failures.length > 0 ? 'failed' : 'done', failures, accounts);
}

/** Filled while the accounts are worked on. */
interface Results {
  done: number;
  readonly failures: Failure[];
  readonly newRoles: AccountId[];
  readonly unconfirmed: Failure[];
}

interface Work {
  readonly step: StackStep;
  readonly context: ApplyContext;
  readonly results: Results;
}

async function workOn(targets: readonly InstanceChange[], { step, context, results }: Work): Promise<void> {
  const definition = definitionInClear(step.definition, context.secrets);
  const limit = pLimit(ACCOUNTS_AT_ONCE);
  const one = async (target: InstanceChange): Promise<void> => {
    if (context.signal.aborted) return;
    const result = await tryTarget(step, target, definition, context);
    if (typeof result === 'string') results.done += 1;
    else if (result.goesOn) {
      results.unconfirmed.push(result);
      context.emit({ type: 'step-note', step: step.id, finding: lockedOutNote(step, target) });
    } else {
      results.failures.push(result);
      context.emit({ type: 'target-failed', step: step.id, failure: result });
    }
    if (result === 'put') results.newRoles.push(target.account);
    const done = results.done + results.unconfirmed.length;
    const notTried = results.failures.filter((failure) => failure.notTried).length;
    const failed = results.failures.length - notTried;
    const progress = { total: step.targets.length, done, failed, notTried };
    context.emit({ type: 'step-progress', step: step.id, progress });
  };
  await Promise.all(targets.map((target) => limit(() => one(target))));
}

/** `put`: with a role, which AWS needs a moment to see everywhere. */
type Done = 'put' | 'adopted' | 'removed' | 'done';
type TargetFailure = Failure & { readonly goesOn: boolean };

async function tryTarget(
  step: StackStep,
  target: InstanceChange,
  definition: StackDefinition,
  context: ApplyContext,
): Promise<TargetFailure | Done> {
  if (step.action === 'delete' && isStillNeeded(step, target, context)) {
    return { ...placeOf(step, target), ...STILL_NEEDED, goesOn: false };
  }
  try {
    const ports = step.throughRole === null ? context.ports : context.ports.inAccount(target.account, step.throughRole);
    if (step.action !== 'delete') return await putStack(step, target, { ports, definition, context });
    await removeStack(step, target, ports);
    return 'removed';
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return isLockedOut(step, error) ? lockedOut(step, target, error) : makeFailure(step, target, error);
  }
}

/** Without the roles, what could not be removed by a stack set could never be: CloudFormation works through them. */
function isStillNeeded(step: StackStep, { account }: InstanceChange, { failedAccounts }: ApplyContext): boolean {
  if (step.makesRole === null) return false;
  return step.isSharedByAll ? failedAccounts.size > 0 : failedAccounts.has(account);
}

const STILL_NEEDED = {
  reason: say`Not tried: what is removed through this role is still there.`,
  advice: say`Repair what could not be removed, then run this again.`,
  notTried: true,
} as const;

async function removeStack(
  step: StackStep,
  { account, region }: InstanceChange,
  { stacks }: Pick<AccountPorts, 'stacks'>,
): Promise<void> {
  const first = step.alsoRemoves[account];
  for (const name of [...(first === undefined ? [] : [first]), step.definition.name]) {
    if (await stacks.read(name, region)) await stacks.delete(name, region);
  }
}

interface PutInput {
  readonly ports: Pick<AccountPorts, 'stacks' | 'roles'>;
  readonly definition: StackDefinition;
  readonly context: ApplyContext;
}

/**
 * Creates or updates. The role is looked at first: in a new account it is not there, and that is all to be known. A role
 * that no stack of ours made is left as it is, and said so; what else is in the stack comes without it.
 */
async function putStack(
  step: StackStep,
  { account, region }: InstanceChange,
  { ports, definition, context }: PutInput,
): Promise<Done> {
  const { makesRole, withoutRole } = step;
  if (makesRole === null) {
    await createOrUpdate(definition, region, ports);
    return 'done';
  }
  if ((await ports.roles.readRole(makesRole)) === null) {
    await makeRole({ definition, without: withoutParameters(step, definition), region }, ports);
    return 'put';
  }
  const observed = await ports.stacks.read(definition.name, region);
  if (observed !== null && isDeployed(observed) && !leavesRoleOut(observed.parameters, withoutRole)) {
    await ports.stacks.update(definition, region);
    // Perhaps a run made the role that was killed seconds ago.
    return 'put';
  }
  context.emit({ type: 'step-note', step: step.id, finding: adoptedRole(makesRole, account) });
  const without = withoutParameters(step, definition);
  if (without !== null) await createOrUpdate(without, region, ports);
  return 'adopted';
}

async function createOrUpdate(
  definition: StackDefinition,
  region: string,
  { stacks }: Pick<AccountPorts, 'stacks'>,
): Promise<void> {
  const observed = await stacks.read(definition.name, region);
  if (observed !== null && isDeployed(observed)) await stacks.update(definition, region);
  else await stacks.create(definition, region);
}

function withoutParameters({ withoutRole }: StackStep, definition: StackDefinition): StackDefinition | null {
  return withoutRole && { ...definition, parameters: { ...definition.parameters, ...withoutRole } };
}

interface RoleToMake {
  readonly definition: StackDefinition;
  readonly without: StackDefinition | null;
  readonly region: string;
}

async function makeRole(
  { definition, without, region }: RoleToMake,
  { stacks }: Pick<AccountPorts, 'stacks'>,
): Promise<void> {
  try {
    await stacks.create(definition, region);
  } catch (error) {
    if (!(error instanceof MetsukeError && /already exists/i.test(error.message))) throw error;
    // Somebody deleted the role behind the stack's back, so that an update would see no difference; or the stack came
    // without it. What else is in it stays: roles may have their boundary there.
    if (without === null) {
      await stacks.delete(definition.name, region);
      await stacks.create(definition, region);
      return;
    }
    await stacks.update(without, region);
    await stacks.update(definition, region);
  }
}

function adoptedRole(role: string, account: AccountId) {
  return {
    severity: 'info',
    code: 'adopted-role',
    message: say`The role ${role} exists in ${account} already; Metsuke uses it without changing it.`,
    account: { id: account },
    hint: say`To let Metsuke manage it, delete the role and apply again.`,
  } as const;
}

/** What all others need fails as a whole; what one account needs fails there. */
function placeOf(step: StackStep, { account, region }: InstanceChange): Pick<Failure, 'account' | 'region'> {
  return step.isSharedByAll || step.makesRole === null ? { account: null, region: null } : { account, region };
}

function makeFailure(step: StackStep, target: InstanceChange, error: MetsukeError): TargetFailure {
  return {
    ...placeOf(step, target),
    reason: error.message,
    advice: error.hint ?? adviceFor(error.message),
    goesOn: false,
  };
}

function lockedOut(step: StackStep, target: InstanceChange, error: MetsukeError): TargetFailure {
  const { account, region } = target;
  return { account, region, reason: error.message, ...lockedOutAdvice(step, target), goesOn: mayGoOn(step, target) };
}
