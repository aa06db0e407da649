import type { Blueprint } from '../../../blueprints/blueprint.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { ObservedStackInstance } from '../../observe/snapshot.ts';
import { canaryAmong } from '../../plan/accounts.ts';
import { accountsWithRoleOfOthers } from '../../plan/adoption.ts';
import {
  creationChanges,
  deletionChanges,
  desiredDefinition,
  NO_CHANGES,
  plannedDefinition,
} from '../../plan/definition.ts';
import { executionRoleOf } from '../../plan/foundations.ts';
import type { PlanInput } from '../../plan/input.ts';
import { accountsWithoutRole } from '../../plan/missing-role.ts';
import type { PlannedAccounts } from '../../plan/plan.ts';
import type { ChangeReason, InstanceChange } from '../change.ts';
import type { StackStep } from './step.ts';

type PlannedStack = Omit<StackStep, 'dependsOn'>;

/** Parameter of account-baseline that says which version of the execution role its account has. */
const VERSION_PARAMETER = 'ExecutionRoleVersion';

/**
 * The stack with the execution role, in every member account. It is not looked at there: a CURRENT instance of
 * account-baseline with the same version proves it, at no call per account.
 */
export function planExecutionStacks(
  blueprint: Blueprint,
  baseline: Blueprint,
  input: PlanInput,
  accounts: PlannedAccounts,
): PlannedStack | null {
  if (input.config.stackSets.permissionModel === 'SERVICE_MANAGED') return null;
  const observed = input.snapshot.stackSets.find(({ name }) => name === baseline.stackName);
  const wantedVersion = desiredDefinition(baseline, input).parameters[VERSION_PARAMETER];
  const sameVersion = observed?.parameters[VERSION_PARAMETER] === wantedVersion;
  const instances = new Map(observed?.instances.map((instance) => [instance.account, instance]));
  const withoutRole = accountsWithoutRole(input.snapshot);
  const byHand = reasonByHand(input);
  const targets = accounts.governed
    .filter(({ id }) => id !== input.snapshot.organization.managementAccountId)
    .flatMap(({ id }): readonly InstanceChange[] => {
      const reason = isGone(id, input)
        ? 'stack-gone'
        : withoutRole.has(id)
          ? 'failed-last-time'
          : byHand(id, whyAgain(instances.get(id), observed !== undefined, sameVersion));
      return reason === null ? [] : [memberChange(id, reason, input)];
    });
  if (targets.length === 0) return null;
  return memberStacks(blueprint, input, observed && !sameVersion ? 'update' : 'create', targets);
}

/** Who made the administration role by hand made execution roles, too: those are used as they are. */
function reasonByHand(input: PlanInput): (account: AccountId, reason: ChangeReason | null) => ChangeReason | null {
  const proven = accountsWithRoleOfOthers(input);
  const mayBeThere = input.snapshot.roles.some(({ name }) => name === input.config.stackSets.administrationRole);
  return (account, reason) => {
    if (reason !== 'new') return reason;
    return proven.has(account) ? 'role-is-there' : mayBeThere ? 'role-may-be-there' : 'new';
  };
}

/** Somebody deleted it, and an event told so. */
function isGone(account: AccountId, input: PlanInput): boolean {
  const { id } = executionRoleOf(input);
  return (input.snapshot.suspects ?? []).some(
    (suspect) => suspect.title === id && suspect.account === account && suspect.state.kind === 'gone',
  );
}

function memberChange(account: AccountId, reason: ChangeReason, { snapshot, config }: PlanInput): InstanceChange {
  const isInvited = snapshot.accounts.some(({ id, joined }) => id === account && joined === 'INVITED');
  return { account, region: config.homeRegion, reason, ...(isInvited ? { invited: true } : {}) };
}

function whyAgain(
  instance: ObservedStackInstance | undefined,
  anyBaseline: boolean,
  sameVersion: boolean,
): ChangeReason | null {
  if (instance === undefined) return anyBaseline ? 'new-account' : 'new';
  // Nothing works on it until a person has removed it, and then its account is a new one.
  if (instance.status === 'INOPERABLE') return null;
  // Nothing was ever deployed there: its role was missing.
  if (instance.stackId === null) return 'new-account';
  if (instance.status === 'OUTDATED') return 'failed-last-time';
  return sameVersion ? null : 'template-changed';
}

/**
 * Execution stacks of accounts that are governed no longer, or of all when everything is removed. The baseline's stack
 * goes with them; its record goes last, so that a run which dies in between leaves something to tell the next one.
 */
export function planExecutionRemoval(
  blueprint: Blueprint,
  baseline: Blueprint,
  accounts: readonly AccountId[],
  reason: ChangeReason,
  input: PlanInput,
): PlannedStack | null {
  if (accounts.length === 0) return null;
  const targets = accounts.map((account) => memberChange(account, reason, input));
  const step = memberStacks(blueprint, input, 'delete', targets);
  return { ...step, id: `${step.id}:removal`, alsoRemoves: baselineStacksOf(baseline, accounts, input) };
}

function baselineStacksOf(
  baseline: Blueprint,
  accounts: readonly AccountId[],
  { snapshot }: PlanInput,
): Readonly<Record<AccountId, string>> {
  const instances = snapshot.stackSets.find(({ name }) => name === baseline.stackName)?.instances ?? [];
  const stacks = instances.flatMap(({ account, stackId }) => {
    // arn:aws:cloudformation:<region>:<account>:stack/<name>/<id>
    const name = stackId?.split('/')[1];
    return name !== undefined && accounts.includes(account) ? [[account, name] as const] : [];
  });
  return Object.fromEntries(stacks);
}

function memberStacks(
  blueprint: Blueprint,
  input: PlanInput,
  action: StackStep['action'],
  targets: readonly InstanceChange[],
): PlannedStack {
  const desired = desiredDefinition(blueprint, input);
  const definition = plannedDefinition(desired, input);
  return {
    kind: 'stack',
    id: `stack:${blueprint.stackName}`,
    title: blueprint.id,
    action,
    definition,
    region: input.config.homeRegion,
    throughRole: input.config.stackSets.bootstrapRole,
    makesRole: input.config.stackSets.executionRole,
    withoutRole: blueprint.makesRole?.withoutRole ?? null,
    isSharedByAll: false,
    alsoRemoves: {},
    canary: action === 'delete' ? null : canaryAmong(targets, input),
    targets,
    changes:
      action === 'delete'
        ? deletionChanges({ templateBody: definition.templateBody, parameters: desired.parameters, tags: {} })
        : action === 'create'
          ? creationChanges(desired)
          : NO_CHANGES,
  };
}
