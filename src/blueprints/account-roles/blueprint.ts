import { CAPABILITIES } from '../../capabilities/catalog.ts';
import type { Config } from '../../config/schema.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';
import { remediationRole } from '../config-rules/remediation-role.ts';
import { eventForwardingRole } from '../notification-routes/role.ts';
import type { AccountRole, RoleParameter } from './role.ts';

/** Each beside the blueprint that uses it. */
const ROLES: readonly AccountRole[] = [
  eventForwardingRole,
  remediationRole,
  ...CAPABILITIES.flatMap(({ accountRoles = [] }) => accountRoles),
];

/** IAM knows no regions: what is deployed to several regions of an account cannot make its roles there. */
export const accountRoles: Blueprint = {
  id: 'account-roles',
  title: note`Roles that the stacks of the regions use, in every governed account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-AccountRoles',
  destination: 'governed',
  regions: 'home',
  capabilities: ['CAPABILITY_NAMED_IAM'],
  dependsOn: ['stackset-execution', 'account-baseline'],
  sensitiveParameters: [],
  isEnabled: (config) => enabledRoles(config).length > 0,
  template: makeRolesTemplate,
  parameters: makeRolesParameters,
};

function enabledRoles(config: Config): readonly AccountRole[] {
  return ROLES.filter((role) => role.isEnabled(config));
}

function parametersOf(config: Config): ReadonlySet<RoleParameter> {
  return new Set(enabledRoles(config).flatMap(({ parameters }) => parameters));
}

function makeRolesParameters(context: DeploymentContext): Record<string, string> {
  const values: Readonly<Record<RoleParameter, string>> = {
    AuditAccountId: context.auditAccountId,
    LogAccountId: context.logAccountId,
    HomeRegion: context.config.homeRegion,
  };
  const needed = [...parametersOf(context.config)].map((name) => [name, values[name]]);
  return { ManagedResourcePrefix: context.config.resourcePrefix, ...Object.fromEntries(needed) };
}

function makeRolesTemplate(config: Config): Template {
  return makeTemplate('Roles that Metsuke uses in the regions of this account.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    for (const name of parametersOf(config)) declareParameter(scope, cdk, name);
    for (const role of enabledRoles(config)) role.add(scope, cdk, config);
  });
}

function declareParameter(scope: Scope, cdk: typeof Cdk, name: RoleParameter): void {
  switch (name) {
    case 'AuditAccountId':
      return addAccountParameter(scope, cdk, name, 'Account that gathers notifications');
    case 'LogAccountId':
      return addAccountParameter(scope, cdk, name, 'Account that keeps the logs');
    case 'HomeRegion':
      new cdk.CfnParameter(scope, name, { type: 'String', description: 'Region of the archive and the topics' });
      return;
    default:
      return name satisfies never;
  }
}
