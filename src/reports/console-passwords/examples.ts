import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a password for another user': events(
      call('iam', 'UpdateLoginProfile', { requestParameters: { userName: 'jiro' } }),
    ),
    'a first password': events(call('iam', 'CreateLoginProfile', { requestParameters: { userName: 'jiro' } })),
    'a password of an Identity Center user': events(
      call('sso-directory', 'UpdatePassword', { requestParameters: { userId: 'user-1', passwordMode: 'OTP' } }),
    ),
  },
  silent: {
    'a look at it': events(call('iam', 'GetLoginProfile', { requestParameters: { userName: 'jiro' } })),
    'the same name at another service': events(call('example', 'UpdateLoginProfile')),
  },
};
