import { splitAccounts } from './accounts.ts';
import { BLUEPRINT_TAG } from './definition.ts';
import type { PlanInput } from './input.ts';
import { ADMINISTRATION, blueprintOf, EXECUTION, stackSetBlueprints } from './make-plan.ts';
import { inDependencyOrder } from './order.ts';
import type { Plan, RetainedResource, Step } from './plan.ts';
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
  const stackSets = planStackSetDeletions(input);
  const after = (steps: readonly Step[]) => steps.map(({ id }) => id);
  const execution = planExecutionRemoval(blueprintOf(EXECUTION, input), membersWithRole(input), 'destroy', input);
  const administration = planAdministrationRemoval(blueprintOf(ADMINISTRATION, input), input);
  const steps: Step[] = [...policies, ...stackSets];
  if (execution) steps.push({ ...execution, dependsOn: after(stackSets) });
  if (administration) steps.push({ ...administration, dependsOn: after(stackSets) });
  return {
    format: 'metsuke-plan/1',
    metsukeVersion: input.metsukeVersion,
    purpose: 'destroy',
    madeAt: input.now,
    organization: { id: snapshot.organization.id, managementAccountId: snapshot.organization.managementAccountId },
    homeRegion: input.config.homeRegion,
    accounts,
    steps: inDependencyOrder(steps),
    findings: [],
    retained: retainedOf(input),
  };
}

/** Stack sets that others made under our names are left alone. What depends on another goes before it. */
function planStackSetDeletions(input: PlanInput): readonly Step[] {
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

/** Every active member, not only the governed: an account may have been excluded after it was governed. */
function membersWithRole({ snapshot, config }: PlanInput) {
  if (config.stackSets.permissionModel === 'SERVICE_MANAGED') return [];
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
