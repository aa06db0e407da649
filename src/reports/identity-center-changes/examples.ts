import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an assignment': events(
      call('sso', 'CreateAccountAssignment', {
        requestParameters: {
          principalId: 'user-1',
          permissionSetArn: 'arn:aws:sso:::permissionSet/ssoins-1/ps-1',
          targetId: '222222222222',
        },
      }),
    ),
    'one that ends': events(call('sso', 'DeleteAccountAssignment', { requestParameters: { principalId: 'user-1' } })),
    'second factors that are not asked for any more': events(
      call('sso', 'PutMfaDeviceManagementForDirectory', { requestParameters: { configurationType: 'MFA' } }),
    ),
  },
  silent: {
    'a list': events(call('sso', 'ListAccountAssignments')),
    'the same name at another service': events(call('example', 'CreateAccountAssignment')),
  },
};
