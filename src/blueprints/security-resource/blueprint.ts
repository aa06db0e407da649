// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import { AUDIT_ROLES } from '../audit-roles.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addResourcePrefixParameter } from '../common.ts';
import { arnOfOurs, ours } from '../ours.ts';

/** What the audit account watches the others with. */
export const securityResource: Blueprint = {
  id: 'security-resource',
  title: note`Audit roles and the AWS Config aggregator in the audit account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-SecurityResource',
  destination: 'audit',
  regions: 'home',
  capabilities: ['CAPABILITY_NAMED_IAM'],
  dependsOn: ['stackset-administration', 'stackset-execution'],
  sensitiveParameters: [],
  // An aggregator of the whole organization outside the management account is refused without both.
  serviceAccess: [{ principal: 'config.amazonaws.com', delegated: true }],
  isEnabled: () => true,
  template: makeSecurityResourceTemplate,
  // Accounts stays empty: the whole organization, new accounts included, without a list that goes stale.
  parameters: ({ config }) => ({ ManagedResourcePrefix: config.resourcePrefix }),
};

function makeSecurityResourceTemplate(): Template {
  return makeTemplate('Configure the Cross-Account IAM Audit Roles for Audit Account', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    new cdk.CfnParameter(scope, 'Accounts', {
      type: 'String',
      description: 'Account Ids with csv. Empty aggregates the whole organization',
      default: '',
      allowedPattern: '^([0-9]{12}(,[0-9]{12})*)?$',
    });
    const administration = addAuditRole(scope, cdk, 'AdministrationRole', 'Administrator');
    const readOnly = addAuditRole(scope, cdk, 'ReadOnlyRole', 'ReadOnly');
    addAggregator(scope, cdk);

    new cdk.CfnOutput(scope, 'CrossAccountAdminRole', {
      description: 'Audit Administrator Role',
      value: administration.attrArn,
    });
    new cdk.CfnOutput(scope, 'CrossAccountReadOnlyRole', {
      description: 'Audit ReadOnly Role',
      value: readOnly.attrArn,
    });
  });
}

/** A role for Lambda functions of the audit account which may become `<prefix>-<kind>ExecutionRole` elsewhere. */
function addAuditRole(
  scope: Scope,
  cdk: typeof Cdk,
  logicalId: string,
  kind: keyof typeof AUDIT_ROLES,
): Cdk.aws_iam.CfnRole {
  const { audit, execution } = AUDIT_ROLES[kind];
  const roleName = ours(audit);
  return new cdk.aws_iam.CfnRole(scope, logicalId, {
    roleName: cdk.Fn.sub(roleName),
    path: '/',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: ['sts:AssumeRole'] }],
    },
    // The seed's AWSLambdaExecute also reads and writes every bucket of the account.
    managedPolicyArns: [cdk.Fn.sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole')],
    policies: [
      {
        policyName: cdk.Fn.sub(`AssumeRole-${roleName}`),
        policyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 'sts:AssumeRole',
              Resource: cdk.Fn.sub(arnOfOurs('AWS::IAM::Role', execution, { account: '*' })),
              // A role of that name in a foreign account is none of ours.
              Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
            },
          ],
        },
      },
    ],
  });
}

function addAggregator(scope: Scope, cdk: typeof Cdk): void {
  const wholeOrganization = new cdk.CfnCondition(scope, 'WholeOrg', {
    expression: cdk.Fn.conditionEquals(cdk.Fn.ref('Accounts'), ''),
  });
  const role = addAggregatorRole(scope, cdk);
  role.cfnOptions.condition = wholeOrganization;

  new cdk.aws_config.CfnConfigurationAggregator(scope, 'ConfigAggregator', {
    configurationAggregatorName: cdk.Fn.sub(ours(NAMES.aggregator.config)),
    // With a list, each source account must have an AggregationAuthorization; the organization needs none.
    accountAggregationSources: cdk.Fn.conditionIf('WholeOrg', cdk.Aws.NO_VALUE, [
      { AccountIds: cdk.Fn.split(',', cdk.Fn.ref('Accounts')), AllAwsRegions: true },
    ]),
    organizationAggregationSource: cdk.Fn.conditionIf(
      'WholeOrg',
      { RoleArn: role.attrArn, AllAwsRegions: true },
      cdk.Aws.NO_VALUE,
    ),
  });
}

/** Named, unlike what the seed's style would suggest, because the ExecutionRole may only make roles with the prefix. */
function addAggregatorRole(scope: Scope, cdk: typeof Cdk): Cdk.aws_iam.CfnRole {
  return new cdk.aws_iam.CfnRole(scope, 'AggregatorRole', {
    roleName: cdk.Fn.sub(ours(NAMES.role.configAggregator)),
    path: '/',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'config.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': cdk.Aws.ACCOUNT_ID } },
        },
      ],
    },
    managedPolicyArns: [cdk.Fn.sub('arn:${AWS::Partition}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations')],
  });
}
