import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    LeaveOrganization: events(
      call('organizations', 'LeaveOrganization', { requestParameters: { accountId: '222222222222' } }),
    ),
    DetachPolicy: events(call('organizations', 'DetachPolicy', { requestParameters: { accountId: '222222222222' } })),
    CreateAccount: events(call('organizations', 'CreateAccount', { requestParameters: { accountId: '222222222222' } })),
    DisableAWSServiceAccess: events(
      call('organizations', 'DisableAWSServiceAccess', { requestParameters: { accountId: '222222222222' } }),
    ),
  },
  silent: {
    'reading is no change': events(call('organizations', 'ListAccounts', { readOnly: true })),
    'the same name at another service': events(call('example', 'LeaveOrganization')),
    'a policy of IAM': events(call('iam', 'DeletePolicy')),
  },
};
