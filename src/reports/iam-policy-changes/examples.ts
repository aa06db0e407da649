import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    PutRolePolicy: events(call('iam', 'PutRolePolicy', { requestParameters: { roleName: 'deployer' } })),
    AttachUserPolicy: events(call('iam', 'AttachUserPolicy', { requestParameters: { roleName: 'deployer' } })),
    CreatePolicyVersion: events(call('iam', 'CreatePolicyVersion', { requestParameters: { roleName: 'deployer' } })),
    UpdateAssumeRolePolicy: events(
      call('iam', 'UpdateAssumeRolePolicy', { requestParameters: { roleName: 'deployer' } }),
    ),
  },
  silent: {
    'reading is no change': events(call('iam', 'ListPolicies', { readOnly: true })),
    'the same name at another service': events(call('example', 'PutRolePolicy')),
    'a role without a change of its policies': events(
      call('iam', 'TagRole', { requestParameters: { roleName: 'deployer' } }),
    ),
  },
};
