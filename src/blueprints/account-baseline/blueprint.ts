// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';
import { arnOfOurs, ourBucket } from '../ours.ts';
import { executionRoleVersion } from '../stackset-execution/blueprint.ts';

/**
 * One free parameter in every governed account, with two uses. People and tools in the account read there who governs
 * it. And a CURRENT instance of this stack set proves that the account's ExecutionRole exists at the version named by
 * ExecutionRoleVersion: the role deployed it. So one list of stack instances tells the planner which accounts still
 * need the role, without a call to each account.
 */
export const accountBaseline: Blueprint = {
  id: 'account-baseline',
  title: note`A parameter in every member account that tells who governs it`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-AccountBaseline',
  destination: 'members',
  regions: 'home',
  capabilities: [],
  dependsOn: ['stackset-execution'],
  foundation: 'execution-record',
  sensitiveParameters: [],
  isEnabled: () => true,
  template: makeBaselineTemplate,
  parameters: makeBaselineParameters,
};

function makeBaselineParameters(context: DeploymentContext): Record<string, string> {
  return {
    ManagedResourcePrefix: context.config.resourcePrefix,
    OrganizationId: context.organizationId,
    ManagementAccountId: context.managementAccountId,
    AuditAccountId: context.auditAccountId,
    LogAccountId: context.logAccountId,
    ExecutionRoleVersion: executionRoleVersion(context),
  };
}

/** `/aws…` is reserved in Parameter Store and the default prefix begins so: the prefix cannot come first. */
export const GOVERNANCE_PARAMETER_NAME = '/metsuke/${ManagedResourcePrefix}/governance';

const GOVERNANCE = {
  organizationId: '${OrganizationId}',
  homeRegion: '${AWS::Region}',
  managementAccountId: '${ManagementAccountId}',
  auditAccountId: '${AuditAccountId}',
  logAccountId: '${LogAccountId}',
  logBucketName: ourBucket(NAMES.bucket.logs, { account: '${LogAccountId}' }),
  securityTopicArn: arnOfOurs('AWS::SNS::Topic', NAMES.topic.security, { account: '${AuditAccountId}' }),
  executionRoleVersion: '${ExecutionRoleVersion}',
};

function makeBaselineTemplate(): Template {
  return makeTemplate('Tells who governs this account.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    new cdk.CfnParameter(scope, 'OrganizationId', { type: 'String' });
    addAccountParameter(scope, cdk, 'ManagementAccountId', 'Account that governs this one');
    addAccountParameter(scope, cdk, 'AuditAccountId', 'Account that gathers notifications');
    addAccountParameter(scope, cdk, 'LogAccountId', 'Account that keeps the logs');
    new cdk.CfnParameter(scope, 'ExecutionRoleVersion', {
      type: 'String',
      description: 'Changes with the ExecutionRole of CloudFormation StackSets in this account',
    });

    new cdk.aws_ssm.CfnParameter(scope, 'Governance', {
      name: cdk.Fn.sub(GOVERNANCE_PARAMETER_NAME),
      type: 'String',
      tier: 'Standard',
      description: 'Who governs this account, as JSON.',
      value: cdk.Fn.sub(JSON.stringify(GOVERNANCE)),
    });
  });
}
