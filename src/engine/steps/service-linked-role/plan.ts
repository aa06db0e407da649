import { note } from '../../../domain/say.ts';
import { lostIn, SERVICE_LINKED_ROLE } from '../../plan/deep.ts';
import type { PlanInput } from '../../plan/input.ts';
import type { InstanceChange } from '../change.ts';
import type { Placed } from '../placed.ts';
import type { StackSetStep } from '../stack-set/step.ts';
import type { ServiceLinkedRoleStep } from './step.ts';

/**
 * In accounts in which nothing of the blueprint is at work yet, and where a look at every account missed it. Not looked at
 * before: AWS says when it is there, which costs the one call that looking would. It is never removed, since others may
 * work with it.
 */
export function planServiceLinkedRoles(
  stackSets: readonly Omit<StackSetStep, 'dependsOn'>[],
  input: PlanInput,
): readonly Placed<ServiceLinkedRoleStep>[] {
  return input.blueprints.flatMap(({ id, serviceLinkedRole: role }) => {
    if (role === undefined) return [];
    const step = stackSets.find(({ title }) => title === id);
    const lost = lostIn(input, SERVICE_LINKED_ROLE).filter(({ name }) => name === role.name);
    const inPlaces = step ? targetsOf(step, input) : [];
    const targets = oncePerAccount(
      [...inPlaces, ...(role.inManagementToo ? ofManagement(inPlaces, input) : []), ...lost],
      input,
    );
    if (targets.length === 0) return [];
    return [
      {
        step: {
          kind: 'service-linked-role' as const,
          id: serviceLinkedRoleId(role.principal),
          title: note`service-linked role`,
          principal: role.principal,
          roleName: role.name,
          throughRole: input.config.stackSets.bootstrapRole,
          ownAccount: input.snapshot.organization.managementAccountId,
          targets,
        },
        after: [],
        before: [],
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
  return [...instances.create, ...instances.update].filter(({ account }) => !atWork.has(account));
}

/** When the first stack comes. */
function ofManagement([first]: readonly InstanceChange[], { snapshot }: PlanInput): readonly InstanceChange[] {
  return first ? [{ ...first, account: snapshot.organization.managementAccountId }] : [];
}

function oncePerAccount(changes: readonly InstanceChange[], { config }: PlanInput): readonly InstanceChange[] {
  const region = config.homeRegion;
  return [...new Map(changes.map(({ account, reason }) => [account, { account, region, reason }])).values()];
}
