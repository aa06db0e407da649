// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { NAMES } from '../../domain/names.ts';
import type { AccountRole } from '../account-roles/role.ts';
import { arnOfOurs, ours } from '../ours.ts';
import { makeTrust } from '../service-role.ts';

/** EventBridge sends what it sees in this account, in whichever region, to the event bus of the audit account. */
export const eventForwardingRole: AccountRole = {
  parameters: ['AuditAccountId', 'HomeRegion'],
  isEnabled: (config) => config.notifications.enabled,
  add: (scope, cdk) => {
    new cdk.aws_iam.CfnRole(scope, 'EventForwardingRole', {
      roleName: cdk.Fn.sub(ours(NAMES.role.eventForwarding)),
      path: '/',
      assumeRolePolicyDocument: makeTrust(cdk, 'events'),
      policies: [
        {
          policyName: 'ForwardEvents',
          policyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'events:PutEvents',
                Resource: cdk.Fn.sub(
                  arnOfOurs('AWS::Events::EventBus', NAMES.bus.notifications, {
                    region: '${HomeRegion}',
                    account: '${AuditAccountId}',
                  }),
                ),
              },
            ],
          },
        },
      ],
    });
  },
};
