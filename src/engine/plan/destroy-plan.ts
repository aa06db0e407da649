import type { Finding } from '../../domain/finding.ts';
import { note } from '../../domain/say.ts';
import { guardDutyUnknown, planGuardDutyRemovals } from '../steps/guard-duty/plan.ts';
import { planPolicyDeletion } from '../steps/policy/plan.ts';
import { planSessionDefaults } from '../steps/session-defaults/plan.ts';
import { planRestores } from '../steps/setting/plan.ts';
import { managementBlueprints, planManagementStackRemoval } from '../steps/stack/management.ts';
import { planExecutionRemoval } from '../steps/stack/plan.ts';
import type { StackStep } from '../steps/stack/step.ts';
import { planStackSetDeletion } from '../steps/stack-set/plan.ts';
import type { StackSetStep } from '../steps/stack-set/step.ts';
import type { Step } from '../steps/step.ts';
import { splitAccounts } from './accounts.ts';
import { BLUEPRINT_TAG } from './definition.ts';
import { executionRecordOf, executionRoleOf } from './foundations.ts';
import { movedHome } from './home-region.ts';
import type { PlanInput } from './input.ts';
import { dependentsOf } from './link.ts';
import { stackSetBlueprints } from './make-plan.ts';
import { inDependencyOrder } from './order.ts';
import type { Plan } from './plan.ts';
import { retainedOf } from './retained.ts';

/** Everything of ours goes, except what holds logs. Policies first, roles last. */
export function makeDestroyPlan(input: PlanInput): Plan {
  const accounts = splitAccounts(input);
  const { snapshot } = input;
  const policies = input.guardrails.flatMap((guardrail) => {
    const name = guardrail.policyName(input.config);
    const observed = snapshot.policies.find((policy) => policy.name === name && policy.type === guardrail.type);
    return observed ? [{ ...planPolicyDeletion(guardrail, observed, input), dependsOn: [] }] : [];
  });
  // Policies first: they may exempt other roles than those that the configuration names now.
  const policyIds = policies.map(({ id }) => id);
  const removals = planRemovals(input).map((step) => ({ ...step, dependsOn: [...policyIds, ...step.dependsOn] }));
  // Then what detects: it exports to a bucket with a key of a stack set.
  const detection = planGuardDutyRemovals(input).map((step) => ({ ...step, dependsOn: policyIds }));
  const afterDetection = removals.map((step) => ({
    ...step,
    dependsOn: [...detection.map(({ id }) => id), ...step.dependsOn],
  }));
  const steps: readonly Step[] = [...policies, ...detection, ...afterDetection];
  return {
    format: 'metsuke-plan/1',
    metsukeVersion: input.metsukeVersion,
    purpose: 'destroy',
    madeAt: input.now,
    organization: { id: snapshot.organization.id, managementAccountId: snapshot.organization.managementAccountId },
    homeRegion: input.config.homeRegion,
    accounts,
    steps: inDependencyOrder(steps),
    findings: [...movedHome(input), ...guardDutyUnknown(input), ...staysOn(input)],
    retained: retainedOf(input),
  };
}

/** Switches of the organization are left as they are: somebody else may rely on them. */
function staysOn({ snapshot, blueprints }: PlanInput): readonly Finding[] {
  const principals = new Set(
    blueprints.flatMap(({ serviceAccess }) => serviceAccess ?? []).map(({ principal }) => principal),
  );
  const on = [
    ...snapshot.organization.enabledPolicyTypes.map((type) => note`the policy type ${type}`),
    ...snapshot.serviceAccess
      .filter((principal) => principals.has(principal))
      .map((principal) => note`trusted access of ${principal}`),
    ...snapshot.delegatedAdministrators
      .filter(({ servicePrincipal }) => principals.has(servicePrincipal))
      .map(({ accountId, servicePrincipal }) => note`${accountId} as delegated administrator of ${servicePrincipal}`),
  ];
  if (on.length === 0) return [];
  const hint = note`Others may rely on it; docs/leaving.md has the commands.`;
  return [{ severity: 'info', code: 'stays-on', message: note`What stays switched on: ${on.join(', ')}.`, hint }];
}

/**
 * What depends on another goes before it. What goes through the execution role, then that role, then the record of who
 * has it, then the roles of the management account.
 */
function planRemovals(input: PlanInput): readonly Step[] {
  const stackSets = planStackSetDeletions(input);
  const stacks = managementBlueprints(input).flatMap(
    (blueprint) => planManagementStackRemoval(blueprint, input, 'destroy') ?? [],
  );
  const role = planExecutionRemoval(
    executionRoleOf(input),
    executionRecordOf(input),
    membersWithRole(input),
    'destroy',
    input,
  );
  const ids = new Set([...stackSets, ...stacks].map(({ id }) => id));
  const settings = [...planSessionDefaults(stackSets, input), ...planRestores(stackSets, input)];
  const known = new Set(settings.map(({ step }) => step.id));
  const earlier = (id: string): readonly string[] =>
    settings.filter(({ before }) => before.includes(id)).map(({ step }) => step.id);
  const dependents = (step: Removal): readonly string[] =>
    dependentsOf(step, input.blueprints).filter((id) => ids.has(id));
  const roleId = role ? [role.id] : [];
  const throughRoles = stackSets.filter(({ dropsRecordsOnly }) => !dropsRecordsOnly).map(({ id }) => id);
  const all = stackSets.map(({ id }) => id);
  const afterRoles = (step: Omit<StackStep, 'dependsOn'>): readonly string[] =>
    step.makesRole === null ? dependents(step) : [...all, ...roleId];
  return [
    ...settings.map(({ step, after }) => ({ ...step, dependsOn: after.filter((id) => known.has(id)) })),
    ...stackSets.map((step) => ({
      ...step,
      dependsOn: [...dependents(step), ...(step.dropsRecordsOnly ? roleId : []), ...earlier(step.id)],
    })),
    ...stacks.map((step) => ({ ...step, dependsOn: afterRoles(step) })),
    ...(role ? [{ ...role, dependsOn: throughRoles }] : []),
  ];
}

type Removal = Pick<StackSetStep | StackStep, 'title'>;

/** Stack sets that others made under our names are left alone. */
function planStackSetDeletions(input: PlanInput): readonly Omit<StackSetStep, 'dependsOn'>[] {
  return stackSetBlueprints(input).flatMap((blueprint) => {
    const observed = input.snapshot.stackSets.find(({ name }) => name === blueprint.stackName);
    if (observed?.tags[BLUEPRINT_TAG] !== blueprint.id) return [];
    return [planStackSetDeletion(blueprint, observed, input, 'destroy')];
  });
}

/**
 * Every active member, not only the governed: a run that died may have put the role into an account, and no more. None
 * when nothing of ours is left in the management account: what tells of the members goes last.
 */
function membersWithRole(input: PlanInput) {
  const { snapshot, config } = input;
  if (config.stackSets.permissionModel === 'SERVICE_MANAGED') return [];
  const { stackName } = executionRecordOf(input);
  if (snapshot.stacks.length === 0 && !snapshot.stackSets.some(({ name }) => name === stackName)) return [];
  return snapshot.accounts
    .filter(({ id, state }) => state === 'ACTIVE' && id !== snapshot.organization.managementAccountId)
    .map(({ id }) => id);
}
