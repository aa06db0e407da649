import type { Config } from '../../config/schema.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';

/** An IAM role of every governed account that the stacks of its regions use. */
export interface AccountRole {
  isEnabled(config: Config): boolean;
  add(scope: Scope, cdk: typeof Cdk, config: Config): void;
}

/** Each beside the blueprint that uses it. */
const ROLES: readonly AccountRole[] = [];

/** IAM knows no regions: what is deployed to several regions of an account cannot make its roles there. */
export const accountRoles: Blueprint = {
  id: 'account-roles',
  title: 'Roles that the stacks of the regions use, in every governed account',
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

function makeRolesParameters(context: DeploymentContext): Record<string, string> {
  return {
    ManagedResourcePrefix: context.config.resourcePrefix,
    AuditAccountId: context.auditAccountId,
    LogAccountId: context.logAccountId,
    HomeRegion: context.config.homeRegion,
  };
}

function makeRolesTemplate(config: Config): Template {
  return makeTemplate('Roles that Metsuke uses in the regions of this account.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    addAccountParameter(scope, cdk, 'AuditAccountId', 'Account that gathers notifications');
    addAccountParameter(scope, cdk, 'LogAccountId', 'Account that keeps the logs');
    new cdk.CfnParameter(scope, 'HomeRegion', { type: 'String', description: 'Region of the archive and the topics' });
    for (const role of enabledRoles(config)) role.add(scope, cdk, config);
  });
}
