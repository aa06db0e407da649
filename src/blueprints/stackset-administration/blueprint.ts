// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript
import type { Config } from '../../config/schema.ts';
import { partitionOf } from '../../domain/ids.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint } from '../blueprint.ts';
import { makeTemplate } from '../cdk.ts';

/** The role with which CloudFormation StackSets leaves the management account. */
export const stackSetAdministration: Blueprint = {
  id: 'stackset-administration',
  title: note`AdministrationRole of CloudFormation StackSets in the management account`,
  kind: 'stack',
  stackName: 'AWSOrganizations-StackSetAdministration',
  destination: 'management',
  regions: 'home',
  capabilities: ['CAPABILITY_NAMED_IAM'],
  dependsOn: [],
  sensitiveParameters: [],
  makesRole: { name: (config) => config.stackSets.administrationRole, isSharedByAll: true, withoutRole: null },
  isEnabled: (config) => config.stackSets.permissionModel === 'SELF_MANAGED',
  template: makeAdministrationTemplate,
  parameters: ({ config }) => ({
    AdministrationRoleName: config.stackSets.administrationRole,
    ExecutionRoleName: config.stackSets.executionRole,
  }),
};

/** Every other region of the commercial partition must be enabled by each account, and speaks with a name of its own. */
const REGIONS_ENABLED_BY_DEFAULT = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
]);

/** CloudFormation acts for an opt-in region as `cloudformation.<region>.amazonaws.com`. */
function makeServicePrincipals({ homeRegion, governedRegions = [] }: Config): readonly string[] {
  const optIn = [...new Set([homeRegion, ...governedRegions])].filter(
    (region) => partitionOf(region) === 'aws' && !REGIONS_ENABLED_BY_DEFAULT.has(region),
  );
  return ['cloudformation.amazonaws.com', ...optIn.map((region) => `cloudformation.${region}.amazonaws.com`)];
}

function makeAdministrationTemplate(config: Config): Template {
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
            Principal: { Service: makeServicePrincipals(config) },
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
