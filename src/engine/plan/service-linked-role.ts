import { note } from '../../domain/say.ts';
import type { PlanInput } from './input.ts';
import type { InstanceChange, ServiceLinkedRoleStep, StackSetStep } from './plan.ts';

/**
 * In accounts in which nothing of the blueprint is at work yet. Not looked at before: AWS says when it is there, which
 * costs the one call that looking would. It is never removed, since others may work with it.
 */
export function planServiceLinkedRoles(
  stackSets: readonly Omit<StackSetStep, 'dependsOn'>[],
  input: PlanInput,
): readonly ServiceLinkedRoleStep[] {
  return stackSets.flatMap((step) => {
    const role = input.blueprints.find(({ id }) => id === step.title)?.serviceLinkedRole;
    const targets = role ? targetsOf(step, input) : [];
    if (role === undefined || targets.length === 0) return [];
    return [
      {
        kind: 'service-linked-role',
        id: serviceLinkedRoleId(role.principal),
        title: note`service-linked role`,
        dependsOn: [],
        principal: role.principal,
        roleName: role.name,
        throughRole: input.config.stackSets.bootstrapRole,
        ownAccount: input.snapshot.organization.managementAccountId,
        targets,
      },
    ];
  });
}

export function serviceLinkedRoleId(principal: string): string {
  return `service-linked-role:${principal}`;
}

function targetsOf({ definition, instances }: Pick<StackSetStep, 'definition' | 'instances'>, input: PlanInput) {
  const observed = input.snapshot.stackSets.find(({ name }) => name === definition.name);
  const atWork = new Set(observed?.instances.flatMap(({ account, status }) => (status === 'CURRENT' ? [account] : [])));
  const byAccount = new Map<string, InstanceChange>();
  for (const change of [...instances.create, ...instances.update]) {
    if (atWork.has(change.account)) continue;
    byAccount.set(change.account, { ...change, region: input.config.homeRegion });
  }
  return [...byAccount.values()];
}
