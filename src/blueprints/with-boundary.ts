import type { Config } from '../config/schema.ts';
import type { JsonObject } from '../domain/json.ts';
import type { Template, TemplateResource } from '../domain/template.ts';
import type { Blueprint } from './blueprint.ts';
import { ROLE_BOUNDARY_ARN } from './stackset-execution/permissions.ts';

/** Blueprints whose roles have no boundary, and why. */
const UNBOUND: Readonly<Record<string, string>> = {
  'audit-execution-roles':
    'An administrator and a reader of everything: no boundary is wide enough, and no other role is so.',
};

/**
 * The blueprint with the permissions boundary on every role that CloudFormation makes through our ExecutionRole. Here, for
 * all of them at once: a new role cannot be made without it.
 */
export function withBoundary(blueprint: Blueprint): Blueprint {
  if (blueprint.kind !== 'stack-set' || blueprint.id in UNBOUND) return blueprint;
  return {
    ...blueprint,
    template: (config) => (hasBoundary(config) ? bound(blueprint.template(config)) : blueprint.template(config)),
  };
}

/** The stack of the ExecutionRole brings it. CloudFormation's own roles need no such stack, so nothing can be put there first. */
export function hasBoundary({ stackSets }: Config): boolean {
  return stackSets.permissionModel === 'SELF_MANAGED';
}

function bound(template: Template): Template {
  // What is off may have no resources at all.
  const roles = Object.entries(template.Resources ?? {}).filter(([, { Type }]) => Type === 'AWS::IAM::Role');
  if (roles.length === 0) return template;
  const withThem = roles.map(([id, role]) => [id, withProperty(role)]);
  return { ...template, Resources: { ...template.Resources, ...Object.fromEntries(withThem) } };
}

function withProperty(role: TemplateResource): TemplateResource {
  return {
    ...role,
    Properties: { ...(role.Properties as JsonObject), PermissionsBoundary: { 'Fn::Sub': ROLE_BOUNDARY_ARN } },
  };
}
