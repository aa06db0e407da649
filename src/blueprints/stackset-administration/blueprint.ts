// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript
import { partitionOf } from '../../domain/ids.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint } from '../blueprint.ts';
import { makeTemplate } from '../cdk.ts';

/** The role with which CloudFormation StackSets leaves the management account. */
export const stackSetAdministration: Blueprint = {
  id: 'stackset-administration',
  title: 'AdministrationRole of CloudFormation StackSets in the management account',
  kind: 'stack',
  stackName: 'AWSOrganizations-StackSetAdministration',
  destination: 'management',
  regions: 'home',
  capabilities: ['CAPABILITY_NAMED_IAM'],
  dependsOn: [],
  sensitiveParameters: [],
  isEnabled: (config) => config.stackSets.permissionModel === 'SELF_MANAGED',
  template: makeAdministrationTemplate,
  parameters: ({ config }) => ({
    AdministrationRoleName: config.stackSets.administrationRole,
    ExecutionRoleName: config.stackSets.executionRole,
  }),
};

/** ARN of the AdministrationRole in the management account. */
export function administrationRoleArn(region: string, managementAccountId: string, roleName: string): string {
  return `arn:${partitionOf(region)}:iam::${managementAccountId}:role/${roleName}`;
}

function makeAdministrationTemplate(): Template {
  return makeTemplate('Role of CloudFormation StackSets in the management account.', (scope, cdk) => {
    // Names as in AWS's sample template, so that commands written for it work with this one.
    const administrationRoleName = new cdk.CfnParameter(scope, 'AdministrationRoleName', {
      type: 'String',
      description: 'Name of the role that CloudFormation StackSets assumes',
      default: 'AWSCloudFormationStackSetAdministrationRole',
    });
    new cdk.CfnParameter(scope, 'ExecutionRoleName', {
      type: 'String',
      description: 'Name of the role that it may assume in the accounts of the organization',
      default: 'AWSCloudFormationStackSetExecutionRole',
    });

    const role = new cdk.aws_iam.CfnRole(scope, 'AdministrationRole', {
      roleName: administrationRoleName.valueAsString,
      description: 'Assumed by CloudFormation StackSets for the stack sets of this account only.',
      path: '/',
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudformation.amazonaws.com' },
            Action: 'sts:AssumeRole',
            // Without these, a stack set of any other account could name this role (the confused deputy).
            Condition: {
              StringEquals: { 'aws:SourceAccount': cdk.Aws.ACCOUNT_ID },
              ArnLike: {
                'aws:SourceArn': cdk.Fn.sub('arn:${AWS::Partition}:cloudformation:*:${AWS::AccountId}:stackset/*'),
              },
            },
          },
        ],
      },
      policies: [
        {
          policyName: cdk.Fn.sub('AssumeRole-${ExecutionRoleName}'),
          policyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'sts:AssumeRole',
                Resource: cdk.Fn.sub('arn:${AWS::Partition}:iam::*:role/${ExecutionRoleName}'),
                // An account outside the organization cannot lure it with a role of the same name.
                Condition: { StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' } },
              },
            ],
          },
        },
      ],
    });

    new cdk.CfnOutput(scope, 'AdministrationRoleArn', {
      description: 'What the ExecutionRole of every account trusts',
      value: role.attrArn,
    });
  });
}
