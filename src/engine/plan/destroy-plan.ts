import type { Finding } from '../../domain/finding.ts';
import { splitAccounts } from './accounts.ts';
import { ADMINISTRATION, BASELINE, EXECUTION } from './blueprint-ids.ts';
import { BLUEPRINT_TAG } from './definition.ts';
import type { PlanInput } from './input.ts';
import { blueprintOf, stackSetBlueprints } from './make-plan.ts';
import { inDependencyOrder } from './order.ts';
import type { Plan, RetainedResource, StackSetStep, Step } from './plan.ts';
import { planPolicyDeletion } from './policy.ts';
import { resolveResources } from './resolve-template.ts';
import { planAdministrationRemoval, planExecutionRemoval } from './stack.ts';
import { planStackSetDeletion } from './stack-set.ts';
import { isRetained } from './template-diff.ts';
import { parseTemplate } from './template-text.ts';

/** Everything of ours goes, except what holds logs. Policies first, roles last. */
export function makeDestroyPlan(input: PlanInput): Plan {
  const accounts = splitAccounts(input);
  const { snapshot } = input;
  const policies = input.guardrails.flatMap((guardrail) => {
    const name = guardrail.policyName(input.config);
    const observed = snapshot.policies.find((policy) => policy.name === name && policy.type === guardrail.type);
    return observed ? [{ ...planPolicyDeletion(guardrail, observed, input), dependsOn: [] }] : [];
  });
  const steps: readonly Step[] = [...policies, ...planRemovals(input)];
  return {
    format: 'metsuke-plan/1',
    metsukeVersion: input.metsukeVersion,
    purpose: 'destroy',
    madeAt: input.now,
    organization: { id: snapshot.organization.id, managementAccountId: snapshot.organization.managementAccountId },
    homeRegion: input.config.homeRegion,
    accounts,
    steps: inDependencyOrder(steps),
    findings: staysOn(input),
    retained: retainedOf(input),
  };
}

/** Switches of the organization are left as they are: somebody else may rely on them. */
function staysOn({ snapshot, blueprints }: PlanInput): readonly Finding[] {
  const principals = new Set(
    blueprints.flatMap(({ serviceAccess }) => serviceAccess ?? []).map(({ principal }) => principal),
  );
  const on = [
    ...snapshot.organization.enabledPolicyTypes.map((type) => `the policy type ${type}`),
    ...snapshot.serviceAccess
      .filter((principal) => principals.has(principal))
      .map((principal) => `trusted access of ${principal}`),
    ...snapshot.delegatedAdministrators
      .filter(({ servicePrincipal }) => principals.has(servicePrincipal))
      .map(({ accountId, servicePrincipal }) => `${accountId} as delegated administrator of ${servicePrincipal}`),
  ];
  if (on.length === 0) return [];
  const hint = 'Others may rely on it; docs/leaving.md has the commands.';
  return [{ severity: 'info', code: 'stays-on', message: `What stays switched on: ${on.join(', ')}.`, hint }];
}

/** What goes through the execution role, then that role, then the record of who has it, then the administration role. */
function planRemovals(input: PlanInput): readonly Step[] {
  const stackSets = planStackSetDeletions(input);
  const role = planExecutionRemoval(
    blueprintOf(EXECUTION, input),
    blueprintOf(BASELINE, input),
    membersWithRole(input),
    'destroy',
    input,
  );
  const idsOf = (steps: readonly StackSetStep[]) => steps.map(({ id }) => id);
  const roleId = role ? [role.id] : [];
  const administration = planAdministrationRemoval(blueprintOf(ADMINISTRATION, input), input);
  return [
    ...stackSets.map((step) => (step.dropsRecordsOnly ? { ...step, dependsOn: [...step.dependsOn, ...roleId] } : step)),
    ...(role ? [{ ...role, dependsOn: idsOf(stackSets.filter(({ dropsRecordsOnly }) => !dropsRecordsOnly)) }] : []),
    ...(administration ? [{ ...administration, dependsOn: [...idsOf(stackSets), ...roleId] }] : []),
  ];
}

/** Stack sets that others made under our names are left alone. What depends on another goes before it. */
function planStackSetDeletions(input: PlanInput): readonly StackSetStep[] {
  const blueprints = stackSetBlueprints(input);
  const steps = blueprints.flatMap((blueprint) => {
    const observed = input.snapshot.stackSets.find(({ name }) => name === blueprint.stackName);
    if (observed?.tags[BLUEPRINT_TAG] !== blueprint.id) return [];
    const dependents = blueprints.filter(({ dependsOn }) => dependsOn.includes(blueprint.id));
    const step = planStackSetDeletion(blueprint, observed, input, 'destroy');
    return [{ ...step, dependsOn: dependents.map(({ stackName }) => `stack-set:${stackName}`) }];
  });
  const ids = new Set(steps.map(({ id }) => id));
  return steps.map((step) => ({ ...step, dependsOn: step.dependsOn.filter((id) => ids.has(id)) }));
}

/**
 * Every active member, not only the governed: a run that died may have put the role into an account, and no more. None
 * when nothing of ours is left in the management account: what tells of the members goes last.
 */
function membersWithRole(input: PlanInput) {
  const { snapshot, config } = input;
  if (config.stackSets.permissionModel === 'SERVICE_MANAGED') return [];
  const { stackName } = blueprintOf(BASELINE, input);
  if (snapshot.stacks.length === 0 && !snapshot.stackSets.some(({ name }) => name === stackName)) return [];
  return snapshot.accounts
    .filter(({ id, state }) => state === 'ACTIVE' && id !== snapshot.organization.managementAccountId)
    .map(({ id }) => id);
}

/** Resources that CloudFormation keeps when it deletes their stack. */
export function retainedOf({ snapshot }: PlanInput): readonly RetainedResource[] {
  return snapshot.stackSets
    .filter(({ tags }) => tags[BLUEPRINT_TAG] !== undefined)
    .flatMap((stackSet) => {
      const template = parseTemplate(stackSet.templateBody);
      if (!template) return [];
      const kept = Object.entries(resolveResources(template, stackSet.parameters)).filter(([, resource]) =>
        isRetained(resource),
      );
      return stackSet.instances.flatMap(({ account, region }) =>
        kept.map(([logicalId, resource]) => ({
          account,
          region,
          type: resource.Type,
          name: nameOf(resource.Properties, account, region) ?? logicalId,
          why: 'holds logs',
        })),
      );
    });
}

function nameOf(properties: unknown, account: string, region: string): string | null {
  const bucketName = (properties as { BucketName?: unknown } | undefined)?.BucketName;
  const text =
    typeof bucketName === 'object' && bucketName !== null
      ? (bucketName as { 'Fn::Sub'?: string })['Fn::Sub']
      : bucketName;
  if (typeof text !== 'string') return null;
  return text.replaceAll(`\${AWS::AccountId}`, account).replaceAll(`\${AWS::Region}`, region);
}
