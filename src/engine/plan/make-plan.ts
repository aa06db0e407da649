import type { Blueprint } from '../../blueprints/blueprint.ts';
import { planDelegatedAdministrators } from '../steps/delegated-administrator/plan.ts';
import { planGuardDuty } from '../steps/guard-duty/plan.ts';
import { planPolicies } from '../steps/policy/plan.ts';
import { planPolicyTypes } from '../steps/policy-type/plan.ts';
import { linkRepairs, planRepairs } from '../steps/repair/plan.ts';
import { planServiceAccess } from '../steps/service-access/plan.ts';
import { planServiceLinkedRoles } from '../steps/service-linked-role/plan.ts';
import { planSessionDefaults } from '../steps/session-defaults/plan.ts';
import { hiddenValues, planSettings } from '../steps/setting/plan.ts';
import { managementBlueprints, planManagementStack } from '../steps/stack/management.ts';
import { planExecutionRemoval, planExecutionStacks } from '../steps/stack/plan.ts';
import type { StackStep } from '../steps/stack/step.ts';
import { planStackSet } from '../steps/stack-set/plan.ts';
import { splitAccounts } from './accounts.ts';
import { deepPlanFindings } from './deep-findings.ts';
import { findingsOf, tooLarge } from './findings.ts';
import { executionRecordOf, executionRoleOf } from './foundations.ts';
import type { PlanInput } from './input.ts';
import { deploymentContextOf } from './input.ts';
import { linkSteps } from './link.ts';
import { inDependencyOrder } from './order.ts';
import { invitedAccounts } from './owners-command.ts';
import type { Plan, PlannedAccounts, Secrets } from './plan.ts';

/** What must change so that the organization is as the configuration says. Empty steps: nothing. */
export function makePlan(input: PlanInput): Plan {
  const accounts = splitAccounts(input);
  const stackSets = stackSetBlueprints(input).flatMap((blueprint) => planStackSet(blueprint, input, accounts) ?? []);
  const settings = [
    ...planPolicyTypes(input.guardrails, input),
    ...planServiceAccess(input.blueprints, input),
    ...planDelegatedAdministrators(input.blueprints, input, accounts),
    ...planServiceLinkedRoles(stackSets, input),
    ...planSessionDefaults(stackSets, input),
    ...planSettings(stackSets, input),
  ];
  const deployments = [...planStacks(input, accounts), ...stackSets];
  const unlinked = { settings, deployments, policies: planPolicies(input), detection: planGuardDuty(input) };
  const steps = linkSteps(unlinked, input.blueprints);
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
  for (const text of hiddenValues(input)) secrets[input.fingerprint(text)] = text;
  return secrets;
}

export function stackSetBlueprints(input: PlanInput): readonly Blueprint[] {
  return input.blueprints.filter(({ kind }) => kind === 'stack-set');
}

function planStacks(input: PlanInput, accounts: PlannedAccounts): readonly Omit<StackStep, 'dependsOn'>[] {
  const role = executionRoleOf(input);
  const record = executionRecordOf(input);
  return [
    ...managementBlueprints(input).map((one) => planManagementStack(one, input)),
    planExecutionStacks(role, record, input, accounts),
    planExecutionRemoval(role, record, accountsLeftBehind(input, accounts), 'no-longer-targeted', input),
  ].filter((step) => step !== null);
}

/** Active members that have the baseline although they are governed no longer. */
function accountsLeftBehind(input: PlanInput, accounts: PlannedAccounts) {
  if (input.config.stackSets.permissionModel === 'SERVICE_MANAGED') return [];
  const baseline = input.snapshot.stackSets.find(({ name }) => name === executionRecordOf(input).stackName);
  const governed = new Set(accounts.governed.map(({ id }) => id));
  const active = new Set(input.snapshot.accounts.filter(({ state }) => state === 'ACTIVE').map(({ id }) => id));
  const deployed = new Set(baseline?.instances.map(({ account }) => account));
  return [...deployed].filter((id) => active.has(id) && !governed.has(id));
}
