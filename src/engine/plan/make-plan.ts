import type { Blueprint } from '../../blueprints/blueprint.ts';
import { GUARD_DUTY_EXPORT } from '../../blueprints/guardduty-export/names.ts';
import { planDelegatedAdministrators } from '../steps/delegated-administrator/plan.ts';
import { planGuardDuty } from '../steps/guard-duty/plan.ts';
import type { GuardDutyStep } from '../steps/guard-duty/step.ts';
import { planPolicy } from '../steps/policy/plan.ts';
import type { PolicyStep } from '../steps/policy/step.ts';
import { planPolicyTypes } from '../steps/policy-type/plan.ts';
import { linkRepairs, planRepairs } from '../steps/repair/plan.ts';
import { planServiceAccess, STACK_SETS_PRINCIPAL, serviceAccessId } from '../steps/service-access/plan.ts';
import { planServiceLinkedRoles, serviceLinkedRoleId } from '../steps/service-linked-role/plan.ts';
import { BEFORE_ROLES, BEFORE_SESSIONS, planSessionDefaults } from '../steps/session-defaults/plan.ts';
import { managementBlueprints, planManagementStack } from '../steps/stack/management.ts';
import { planExecutionRemoval, planExecutionStacks } from '../steps/stack/plan.ts';
import type { StackStep } from '../steps/stack/step.ts';
import { planStackSet } from '../steps/stack-set/plan.ts';
import type { StackSetStep } from '../steps/stack-set/step.ts';
import type { Step } from '../steps/step.ts';
import { splitAccounts } from './accounts.ts';
import { ACCOUNT_ROLES, BASELINE, EXECUTION, SESSION_KEYS } from './blueprint-ids.ts';
import { deepPlanFindings } from './deep-findings.ts';
import { findingsOf, tooLarge } from './findings.ts';
import type { PlanInput } from './input.ts';
import { deploymentContextOf } from './input.ts';
import { inDependencyOrder } from './order.ts';
import { invitedAccounts } from './owners-command.ts';
import type { Plan, PlannedAccounts, Secrets } from './plan.ts';

/** What must change so that the organization is as the configuration says. Empty steps: nothing. */
export function makePlan(input: PlanInput): Plan {
  const accounts = splitAccounts(input);
  const stackSets = stackSetBlueprints(input).flatMap((blueprint) => planStackSet(blueprint, input, accounts) ?? []);
  const stacks = planStacks(input, accounts);
  const switches = [
    ...planPolicyTypes(input.guardrails, input),
    ...planServiceAccess(input.blueprints, input),
    ...planDelegatedAdministrators(input.blueprints, input, accounts),
    ...planServiceLinkedRoles(stackSets, input),
    ...planSessionDefaults(
      stackSets,
      input,
      [ACCOUNT_ROLES, SESSION_KEYS].map((id) => stepIdOf(blueprintOf(id, input))),
    ),
  ];
  const policies = input.guardrails.flatMap((guardrail) => planPolicy(guardrail, input) ?? []);
  const steps = linkSteps(
    { switches, stacks, stackSets, policies, carried: carriedBy(input), threatDetection: planGuardDuty(input) },
    input.blueprints,
  );
  return {
    format: 'metsuke-plan/1',
    metsukeVersion: input.metsukeVersion,
    purpose: 'apply',
    madeAt: input.now,
    organization: {
      id: input.snapshot.organization.id,
      managementAccountId: input.snapshot.organization.managementAccountId,
    },
    homeRegion: input.config.homeRegion,
    accounts,
    steps: inDependencyOrder(linkRepairs(planRepairs(input), steps, input.blueprints)),
    ...(input.snapshot.deep && { isDeep: true as const }),
    findings: [
      ...findingsOf(input),
      ...deepPlanFindings(steps, input),
      ...tooLarge(steps),
      ...invitedAccounts(steps, input.snapshot.accounts),
    ],
    retained: [],
  };
}

function carriedBy({ guardrails, config }: PlanInput): ReadonlySet<string> {
  return new Set(guardrails.filter(({ isPartOfAnother }) => isPartOfAnother?.(config)).map(({ id }) => id));
}

/** The values behind the fingerprints of a plan made from this input. Never write them anywhere. */
export function secretsOf(input: PlanInput): Secrets {
  const secrets: Record<string, string> = {};
  for (const blueprint of input.blueprints.filter((candidate) => candidate.isEnabled(input.config))) {
    const parameters = blueprint.parameters(deploymentContextOf(input));
    for (const name of blueprint.sensitiveParameters) {
      const value = parameters[name];
      if (value !== undefined) secrets[input.fingerprint(value)] = value;
    }
  }
  return secrets;
}

export function stackSetBlueprints(input: PlanInput): readonly Blueprint[] {
  return input.blueprints.filter(({ kind }) => kind === 'stack-set');
}

export function blueprintOf(id: string, input: PlanInput): Blueprint {
  const blueprint = input.blueprints.find((candidate) => candidate.id === id);
  if (!blueprint) throw new Error(`no blueprint is called ${id}`);
  return blueprint;
}

function planStacks(input: PlanInput, accounts: PlannedAccounts): readonly Omit<StackStep, 'dependsOn'>[] {
  const execution = blueprintOf(EXECUTION, input);
  const baseline = blueprintOf(BASELINE, input);
  return [
    ...managementBlueprints(input).map((one) => planManagementStack(one, input)),
    planExecutionStacks(execution, baseline, input, accounts),
    planExecutionRemoval(execution, baseline, accountsLeftBehind(input, accounts), 'no-longer-targeted', input),
  ].filter((step) => step !== null);
}

/** Active members that have the baseline although they are governed no longer. */
function accountsLeftBehind(input: PlanInput, accounts: PlannedAccounts) {
  if (input.config.stackSets.permissionModel === 'SERVICE_MANAGED') return [];
  const baseline = input.snapshot.stackSets.find(({ name }) => name === blueprintOf(BASELINE, input).stackName);
  const governed = new Set(accounts.governed.map(({ id }) => id));
  const active = new Set(input.snapshot.accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id));
  const deployed = new Set(baseline?.instances.map(({ account }) => account));
  return [...deployed].filter((id) => active.has(id) && !governed.has(id));
}

/** Findings are exported to what this stack set makes. */
const EXPORT_ID = `stack-set:${GUARD_DUTY_EXPORT}`;

interface Unlinked {
  readonly switches: readonly Step[];
  readonly stacks: readonly Omit<StackStep, 'dependsOn'>[];
  readonly stackSets: readonly Omit<StackSetStep, 'dependsOn'>[];
  readonly policies: readonly Omit<PolicyStep, 'dependsOn'>[];
  /** Ids of guardrails whose statements are in the policy of another. */
  readonly carried: ReadonlySet<string>;
  readonly threatDetection: readonly Omit<GuardDutyStep, 'dependsOn'>[];
}

/** Roles before what is done through them, switches before what needs them; removal of roles last of all. */
function linkSteps(
  { switches, stacks, stackSets, policies, carried, threatDetection }: Unlinked,
  blueprints: readonly Blueprint[],
): readonly Step[] {
  const ids = new Set([...switches, ...stacks, ...stackSets].map(({ id }) => id));
  const present = (candidates: readonly string[]): readonly string[] => candidates.filter((id) => ids.has(id));
  const isRemoval = ({ action }: { readonly action: StackSetStep['action'] }): boolean => action === 'delete';
  const roles = stacks.filter((step) => step.makesRole !== null);
  const removals = roles.filter(isRemoval).map(({ id }) => id);
  const made = roles.filter((step) => !isRemoval(step)).map(({ id }) => id);
  const others = [...stacks.filter((step) => step.makesRole === null), ...stackSets];
  // What only goes, everywhere or somewhere, goes after all that uses it, and gives nobody anything to wait for.
  const goes = new Set(others.filter(isOnlyRemoved).map(({ id }) => id));
  const stays = (candidates: readonly string[]): readonly string[] => candidates.filter((id) => !goes.has(id));
  // The record of who has the role goes after the role; everything else goes through it.
  const throughRoles = stackSets.filter(({ dropsRecordsOnly }) => !dropsRecordsOnly).map(({ id }) => id);
  // Where accounts are left behind, that record comes last of all: nothing waits for it.
  const isNotLast = (id: string): boolean =>
    removals.length === 0 || !stackSets.some((step) => step.id === id && step.dropsRecordsOnly);
  const needs = (step: (typeof others)[number]): readonly string[] => [
    ...made,
    ...present(goes.has(step.id) ? dependentsOf(step, blueprints) : stays(needsOf(step, blueprints))).filter(isNotLast),
    ...(step.kind === 'stack-set' && step.dropsRecordsOnly ? removals : []),
    ...(step.id === EXPORT_ID ? stopped : []),
    ...(isWithDefaults(step, blueprints) ? present(BEFORE_SESSIONS) : []),
    ...(step.title === ACCOUNT_ROLES ? present(BEFORE_ROLES) : []),
  ];
  const carriers = policies.filter(({ action }) => action !== 'delete').map(({ id }) => id);
  const stopped = threatDetection.filter(({ action }) => action === 'disable').map(({ id }) => id);
  return [
    ...switches.map((step) => ({ ...step, dependsOn: stays(present(step.dependsOn)) })),
    // Either role is made without the other: the execution role trusts the other by its name.
    ...roles.map((step) => ({ ...step, dependsOn: isRemoval(step) ? throughRoles : [] })),
    ...others.map((step) => ({ ...step, dependsOn: needs(step) })),
    ...policies.map((step) => ({
      ...step,
      // No moment without a statement that moves into another policy.
      dependsOn: [
        ...present([`policy-type:${step.policyType}`]),
        ...(step.action === 'delete' && carried.has(step.title) ? carriers : []),
      ],
    })),
    ...threatDetection.map((step) => ({ ...step, dependsOn: step.action === 'disable' ? [] : present([EXPORT_ID]) })),
  ];
}

function isOnlyRemoved(step: Omit<StackStep, 'dependsOn'> | Omit<StackSetStep, 'dependsOn'>): boolean {
  if (step.action === 'delete') return true;
  if (step.kind === 'stack' || step.action !== 'none') return false;
  return step.instances.create.length === 0 && step.instances.update.length === 0;
}

/** What is set with its stacks goes before them. */
export function isWithDefaults({ title }: Deployed, blueprints: readonly Blueprint[]): boolean {
  return blueprints.some(({ id, sessionDefaults }) => id === title && sessionDefaults !== undefined);
}

type Deployed = Pick<StackStep | StackSetStep, 'title'>;

function needsOf({ title }: Deployed, blueprints: readonly Blueprint[]): readonly string[] {
  const blueprint = blueprints.find(({ id }) => id === title);
  const required = blueprint?.dependsOn ?? [];
  return [
    serviceAccessId(STACK_SETS_PRINCIPAL),
    ...(blueprint?.serviceLinkedRole ? [serviceLinkedRoleId(blueprint.serviceLinkedRole.principal)] : []),
    ...(blueprint?.serviceAccess ?? []).flatMap(({ principal }) => [
      serviceAccessId(principal),
      `delegated-administrator:${principal}`,
    ]),
    ...blueprints.filter(({ id }) => required.includes(id)).map(stepIdOf),
  ];
}

/** Steps of what depends on this: they go first when it is removed. */
export function dependentsOf({ title }: Deployed, blueprints: readonly Blueprint[]): readonly string[] {
  return blueprints.filter(({ dependsOn }) => dependsOn.includes(title)).map(stepIdOf);
}

export function stepIdOf({ kind, stackName }: Blueprint): string {
  return `${kind}:${stackName}`;
}
