import type { AccountId, RootId } from '../../domain/ids.ts';
import type { Clock } from '../clock.ts';
import type { Emit, Failure, StepOutcome, StepStatus } from '../events.ts';
import type { Ports, StackDefinition } from '../observe/ports.ts';
import type { Secrets } from '../plan/plan.ts';
import type { PlannedDefinition, PlannedValue } from '../steps/change.ts';

/** What every kind of step needs to be applied. */
export interface ApplyContext {
  readonly root: RootId;
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly emit: Emit;
  /** Aborted when the user interrupts, or the lease is lost. */
  readonly signal: AbortSignal;
  /** Accounts which an earlier step could not prepare. */
  readonly unusableAccounts: ReadonlySet<AccountId>;
  /** Accounts in which a step that this one waited for has failed. */
  readonly failedAccounts: ReadonlySet<AccountId>;
  /** Accounts that got a role in this run. */
  readonly newRoles: ReadonlySet<AccountId>;
  /** Accounts whose role may or may not be there, each with what to say if it is not. */
  readonly unconfirmed: ReadonlyMap<AccountId, Failure>;
}

/** The same for every step of a run. */
export type RunContext = Omit<
  ApplyContext,
  'root' | 'unusableAccounts' | 'failedAccounts' | 'newRoles' | 'unconfirmed'
>;

export function outcome(
  status: StepStatus,
  failures: readonly Failure[] = [],
  accounts: Partial<Pick<StepOutcome, 'unusableAccounts' | 'newRoles' | 'unconfirmed'>> = {},
): StepOutcome {
  return { status, failures, unusableAccounts: [], newRoles: [], unconfirmed: [], ...accounts };
}

/** The definition with its values in clear, as AWS needs it. */
export function definitionInClear(
  planned: PlannedDefinition,
  secrets: Secrets,
): StackDefinition & { description: string } {
  const inClear = (value: PlannedValue): string =>
    'value' in value ? value.value : secretOf(value.fingerprint, secrets);
  const parameters = Object.entries(planned.parameters).map(([name, value]) => [name, inClear(value)]);
  return { ...planned, parameters: Object.fromEntries(parameters) };
}

export function secretOf(fingerprint: string, secrets: Secrets): string {
  const secret = secrets[fingerprint];
  if (secret === undefined)
    throw new Error('a fingerprint of the plan has no value: the plan was not made from this configuration');
  return secret;
}
