// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { NAMES } from '../../domain/names.ts';
import type { AccountRole } from '../account-roles/role.ts';
import { ours } from '../ours.ts';
import { makeTrust } from '../service-role.ts';
import { REMEDIATIONS } from './remediations.ts';

export const REMEDIATION_ROLE = ours(NAMES.role.configRemediation);

/** Systems Manager works as this role when it repairs what a rule found. It can do what the chosen runbooks do. */
export const remediationRole: AccountRole = {
  parameters: [],
  isEnabled: ({ configRules: { enabled, remediate } }) => enabled && remediate.length > 0,
  add: (scope, cdk, { configRules: { remediate } }) => {
    const permissions = remediate.flatMap((rule) => REMEDIATIONS[rule].permissions);
    const statements = new Map(permissions.map((one) => [JSON.stringify(one), one]));
    new cdk.aws_iam.CfnRole(scope, 'ConfigRemediationRole', {
      roleName: cdk.Fn.sub(REMEDIATION_ROLE),
      path: '/',
      assumeRolePolicyDocument: makeTrust(
        cdk,
        'ssm',
        'arn:${AWS::Partition}:ssm:*:${AWS::AccountId}:automation-execution/*',
      ),
      policies: [
        {
          policyName: 'Repair',
          policyDocument: {
            Version: '2012-10-17',
            Statement: [...statements.values()].map(({ actions, resource }) => ({
              Effect: 'Allow',
              Action: actions,
              Resource: resource === '*' ? '*' : cdk.Fn.sub(resource),
            })),
          },
        },
      ],
    });
  },
};
