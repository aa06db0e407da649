import type { JsonObject } from '../../domain/json.ts';
import type { Cdk } from '../cdk.ts';
import type { Permission } from './permissions.ts';
import { PERMISSIONS, STACK_PERMISSIONS } from './permissions.ts';

/** The policy document of the ExecutionRole: stacks of stack sets, and what the templates in them are made of. */
export function makeExecutionPolicy(cdk: typeof Cdk): object {
  const permissions = passRolesTogether([...STACK_PERMISSIONS, ...Object.values(PERMISSIONS).flat()]);
  return { Version: '2012-10-17', Statement: mergeByScope(permissions).map((item) => makeStatement(cdk, item)) };
}

function makeStatement(cdk: typeof Cdk, { actions, resources, condition }: Permission): object {
  return {
    Effect: 'Allow',
    Action: actions,
    Resource: resources.map((resource) => (resource === '*' ? '*' : cdk.Fn.sub(resource))),
    ...(condition && { Condition: condition }),
  };
}

/** Every service that gets a role of ours in one statement: an inline policy has few characters. */
function passRolesTogether(permissions: readonly Permission[]): readonly Permission[] {
  const services = new Set(permissions.flatMap(({ passedTo }) => passedTo ?? []));
  const [first, ...others] = permissions.filter(({ passedTo }) => passedTo !== undefined);
  if (!first) return permissions;
  const merged = { ...first, condition: { StringEquals: { 'iam:PassedToService': [...services].sort() } } };
  return [...permissions.filter((one) => one !== first && !others.includes(one)), merged];
}

/** Types share resources (a bucket and its policy): one statement for each scope keeps the policy far from IAM's limit. */
function mergeByScope(permissions: readonly Permission[]): readonly Permission[] {
  const merged = new Map<string, Permission>();
  for (const permission of permissions) {
    const key = JSON.stringify([permission.resources, permission.condition ?? null] satisfies [
      readonly string[],
      JsonObject | null,
    ]);
    const actions = [...(merged.get(key)?.actions ?? []), ...permission.actions];
    merged.set(key, { ...permission, actions: [...new Set(actions)].sort() });
  }
  return [...merged.values()];
}
