// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import { AUDIT_ROLES } from '../audit-roles.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';
import { arnOfOurs, ours } from '../ours.ts';

/** The other ends of the audit account's two roles. */
export const auditExecutionRoles: Blueprint = {
  id: 'audit-execution-roles',
  title: note`Roles for the audit account in every member account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-AuditExecutionRoles',
  destination: 'members',
  // IAM is global: the same names in a second region would clash.
  regions: 'home',
  capabilities: ['CAPABILITY_NAMED_IAM'],
  dependsOn: ['stackset-administration', 'stackset-execution', 'security-resource'],
  sensitiveParameters: [],
  isEnabled: (config) => config.auditExecutionRoles.enabled,
  template: makeAuditExecutionTemplate,
  parameters: ({ config, auditAccountId }) => ({
    ManagedResourcePrefix: config.resourcePrefix,
    AuditAccountId: auditAccountId,
  }),
};

function makeAuditExecutionTemplate(): Template {
  return makeTemplate('Roles that the audit roles of the audit account assume.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    addAccountParameter(scope, cdk, 'AuditAccountId', 'Account of the two audit roles');
    addExecutionRole(scope, cdk, 'Administrator', ['AdministratorAccess']);
    // SecurityAudit adds what ReadOnlyAccess leaves out, such as reports on credentials.
    addExecutionRole(scope, cdk, 'ReadOnly', ['ReadOnlyAccess', 'SecurityAudit']);
  });
}

function addExecutionRole(
  scope: Scope,
  cdk: typeof Cdk,
  kind: keyof typeof AUDIT_ROLES,
  managedPolicies: readonly string[],
): void {
  const role = new cdk.aws_iam.CfnRole(scope, `${kind}ExecutionRole`, {
    roleName: cdk.Fn.sub(ours(AUDIT_ROLES[kind].execution)),
    path: '/',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          // The account with a condition, not the role itself, for the reason told at the StackSets ExecutionRole.
          Principal: { AWS: cdk.Fn.sub('arn:${AWS::Partition}:iam::${AuditAccountId}:root') },
          Action: 'sts:AssumeRole',
          Condition: {
            ArnEquals: {
              'aws:PrincipalArn': cdk.Fn.sub(
                arnOfOurs('AWS::IAM::Role', AUDIT_ROLES[kind].audit, { account: '${AuditAccountId}' }),
              ),
            },
          },
        },
      ],
    },
    managedPolicyArns: managedPolicies.map((name) => cdk.Fn.sub(`arn:\${AWS::Partition}:iam::aws:policy/${name}`)),
  });
  new cdk.CfnOutput(scope, `${kind}ExecutionRoleArn`, { value: role.attrArn });
}
