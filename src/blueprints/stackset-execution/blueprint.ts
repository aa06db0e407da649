// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import { createHash } from 'node:crypto';
import type { Config } from '../../config/schema.ts';
import { canonicalJson } from '../../domain/json.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';
import { ours } from '../ours.ts';
import { templateOf } from '../template-of.ts';
import { makeBoundary, makeExecutionPolicies } from './policy.ts';

/**
 * The role that CloudFormation StackSets works with in every account but the management account, and the boundary of the
 * roles that are made through it.
 */
export const stackSetExecution: Blueprint = {
  id: 'stackset-execution',
  title: note`ExecutionRole of CloudFormation StackSets in every member account`,
  kind: 'stack',
  stackName: 'AWSOrganizations-StackSetExecution',
  destination: 'members',
  regions: 'home',
  capabilities: ['CAPABILITY_NAMED_IAM'],
  dependsOn: ['stackset-administration'],
  foundation: 'execution-role',
  sensitiveParameters: [],
  makesRole: {
    name: (config) => config.stackSets.executionRole,
    isSharedByAll: false,
    withoutRole: { MakesRole: 'false' },
  },
  isEnabled: (config) => config.stackSets.permissionModel === 'SELF_MANAGED',
  template: makeExecutionTemplate,
  parameters: ({ config, managementAccountId }) => ({
    AdministratorAccountId: managementAccountId,
    AdministrationRoleName: config.stackSets.administrationRole,
    ExecutionRoleName: config.stackSets.executionRole,
    ManagedResourcePrefix: config.resourcePrefix,
  }),
};

/** Short text that changes whenever the ExecutionRole would: with its template or with its parameters. */
export function executionRoleVersion(context: DeploymentContext): string {
  if (!stackSetExecution.isEnabled(context.config)) return 'service-managed';
  const content = {
    template: templateOf(stackSetExecution, context.config),
    parameters: stackSetExecution.parameters(context),
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 12);
}

function makeExecutionTemplate(config: Config): Template {
  return makeTemplate('Role of CloudFormation StackSets in an account of the organization.', (scope, cdk) => {
    declareParameters(scope, cdk);
    addBoundary(scope, cdk);
    const makesRole = new cdk.CfnCondition(scope, 'RoleIsOurs', {
      expression: cdk.Fn.conditionEquals(cdk.Fn.ref('MakesRole'), 'true'),
    });
    const role = new cdk.aws_iam.CfnRole(scope, 'ExecutionRole', {
      roleName: cdk.Fn.ref('ExecutionRoleName'),
      description: 'Assumed by the StackSets AdministrationRole of the management account, and by nobody else.',
      path: '/',
      assumeRolePolicyDocument: makeTrustPolicy(cdk),
      managedPolicyArns: isScoped(config)
        ? addPolicies(scope, cdk, { config, makesRole })
        : [cdk.Fn.sub('arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess')],
    });
    role.cfnOptions.condition = makesRole;
    new cdk.CfnOutput(scope, 'ExecutionRoleArn', { value: role.attrArn, condition: makesRole });
  });
}

function addBoundary(scope: Scope, cdk: typeof Cdk): void {
  new cdk.aws_iam.CfnManagedPolicy(scope, 'RoleBoundary', {
    managedPolicyName: cdk.Fn.sub(ours(NAMES.boundary.roles)),
    description: 'What roles that Metsuke makes may do at most.',
    policyDocument: makeBoundary(cdk),
  });
}

interface PolicyInput {
  readonly config: Config;
  readonly makesRole: Cdk.CfnCondition;
}

function addPolicies(scope: Scope, cdk: typeof Cdk, { config, makesRole }: PolicyInput): string[] {
  return makeExecutionPolicies(cdk, config).map((policyDocument, index) => {
    const number = index + 1;
    const policy = new cdk.aws_iam.CfnManagedPolicy(scope, `ExecutionPolicy${number}`, {
      managedPolicyName: cdk.Fn.sub(ours(`StackSetExecution-${number}`)),
      description: 'What the templates of Metsuke need, and nothing else.',
      policyDocument,
    });
    policy.cfnOptions.condition = makesRole;
    return policy.ref;
  });
}

function isScoped({ stackSets }: Config): boolean {
  return stackSets.executionPolicy === 'scoped';
}

function declareParameters(scope: Scope, cdk: typeof Cdk): void {
  addAccountParameter(scope, cdk, 'AdministratorAccountId', 'Account of the stack sets: the management account');
  new cdk.CfnParameter(scope, 'AdministrationRoleName', {
    type: 'String',
    description: 'Name of the only role there that may assume the ExecutionRole',
    default: 'AWSCloudFormationStackSetAdministrationRole',
  });
  new cdk.CfnParameter(scope, 'ExecutionRoleName', {
    type: 'String',
    default: 'AWSCloudFormationStackSetExecutionRole',
  });
  new cdk.CfnParameter(scope, 'MakesRole', {
    type: 'String',
    description: 'false where a role of that name is there already, and is used',
    default: 'true',
    allowedValues: ['true', 'false'],
  });
  addResourcePrefixParameter(scope, cdk);
}

/**
 * AWS's sample trusts the whole management account: any of its principals with sts:AssumeRole gets in. Naming the
 * AdministrationRole as the principal would be right, but IAM stores its unique id behind the name: the role must exist
 * first, and when it is made anew every account trusts a dead id. `:root` with aws:PrincipalArn lets in the same one
 * role, in any order, for ever. (The key holds the role's ARN for sessions of the role, too; a session's name cannot
 * forge it.)
 */
function makeTrustPolicy(cdk: typeof Cdk): object {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: cdk.Fn.sub('arn:${AWS::Partition}:iam::${AdministratorAccountId}:root') },
        Action: 'sts:AssumeRole',
        Condition: {
          ArnEquals: {
            'aws:PrincipalArn': cdk.Fn.sub(
              'arn:${AWS::Partition}:iam::${AdministratorAccountId}:role/${AdministrationRoleName}',
            ),
          },
        },
      },
    ],
  };
}
