// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript
import type { Config } from '../../config/schema.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { Cdk } from '../cdk.ts';
import { ROLE_BOUNDARY } from './boundary.ts';
import type { Permission } from './permission.ts';
import { AUDIT_ROLE_PERMISSIONS, PERMISSIONS, STACK_PERMISSIONS } from './permissions.ts';

/** Characters of a managed policy, white space not counted. A role may have ten of them. Source: IAM quotas. */
export const MANAGED_POLICY_LIMIT = 6_144;

/**
 * The policy documents of the ExecutionRole: stacks of stack sets, and what the templates in them are made of. Several,
 * because all inline policies of a role together may have 10,240 characters only.
 */
export function makeExecutionPolicies(cdk: typeof Cdk, config: Config): readonly object[] {
  const permissions = [
    ...STACK_PERMISSIONS,
    ...Object.values(PERMISSIONS).flat(),
    ...(config.auditExecutionRoles.enabled ? AUDIT_ROLE_PERMISSIONS : []),
  ];
  return packed(mergeByScope(passRolesTogether(permissions))).map((group) => makeDocument(cdk, group));
}

/** Of the roles that are made through the ExecutionRole. A role has one, so all of it is in one document. */
export function makeBoundary(cdk: typeof Cdk): object {
  return makeDocument(cdk, ROLE_BOUNDARY);
}

function makeDocument(cdk: typeof Cdk, permissions: readonly Permission[]): object {
  return { Version: '2012-10-17', Statement: permissions.map((item) => makeStatement(cdk, item)) };
}

/** Statement after statement into the first document that still has room. */
function packed(permissions: readonly Permission[]): readonly (readonly Permission[])[] {
  const groups: { readonly items: Permission[]; length: number }[] = [];
  for (const permission of permissions) {
    const length = lengthOf(permission);
    const group = groups.find((candidate) => candidate.length + length < MANAGED_POLICY_LIMIT);
    if (group) {
      group.items.push(permission);
      group.length += length;
    } else groups.push({ items: [permission], length: FRAME_LENGTH + length });
  }
  return groups.map(({ items }) => items);
}

const FRAME_LENGTH = JSON.stringify({ Version: '2012-10-17', Statement: [] }).length;

/** With the longest values that the placeholders can have. */
function lengthOf({ actions, resources, condition }: Permission): number {
  const statement = { Effect: 'Allow', Action: actions, Resource: resources, Condition: condition };
  return `${JSON.stringify(statement)},`
    .replaceAll('${AWS::Partition}', 'aws-us-gov')
    .replaceAll('${AWS::AccountId}', '0'.repeat(12))
    .replaceAll('${Database}', 'x'.repeat(27))
    .replaceAll('${ManagedResourcePrefix}', 'x'.repeat(22)).length;
}

function makeStatement(cdk: typeof Cdk, { actions, resources, condition }: Permission): object {
  return {
    Effect: 'Allow',
    Action: actions,
    Resource: resources.map((resource) => (resource === '*' ? '*' : substitute(cdk, resource))),
    ...(condition && { Condition: substituteIn(cdk, condition) }),
  };
}

/** Values of conditions may have placeholders, too, and IAM's own variables, which stay. */
function substituteIn(cdk: typeof Cdk, value: Json): unknown {
  if (typeof value === 'string') return /\$\{(?!aws:)/.test(value) ? substitute(cdk, value) : value;
  if (Array.isArray(value)) return value.map((item: Json) => substituteIn(cdk, item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituteIn(cdk, item as Json)]));
}

/** A name in the catalogue of Glue has `_` where the prefix has `-`. */
function substitute(cdk: typeof Cdk, text: string): string {
  if (!text.includes('${Database}')) return cdk.Fn.sub(text);
  const words = cdk.Fn.split('-', cdk.Fn.ref('ManagedResourcePrefix'));
  return cdk.Fn.sub(text, { Database: cdk.Fn.join('_', [cdk.Fn.join('_', words), 'logs']) });
}

/** Every service that gets a role of ours in one statement: a managed policy has few characters. */
function passRolesTogether(permissions: readonly Permission[]): readonly Permission[] {
  const services = new Set(permissions.flatMap(({ passedTo }) => passedTo ?? []));
  const first = permissions.find(({ passedTo }) => passedTo !== undefined);
  if (!first) return permissions;
  const merged = { ...first, condition: { StringEquals: { 'iam:PassedToService': [...services].sort() } } };
  return [...permissions.filter(({ passedTo }) => passedTo === undefined), merged];
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
