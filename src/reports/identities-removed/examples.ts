import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a user': events(call('iam', 'DeleteUser', { requestParameters: { userName: 'jiro' } })),
    'a user of Identity Center': events(
      call('identitystore', 'DeleteUser', { requestParameters: { userId: 'user-1' } }),
    ),
  },
  silent: {
    'a user that is made': events(call('iam', 'CreateUser', { requestParameters: { userName: 'jiro' } })),
    'the same name at another service': events(call('example', 'DeleteUser')),
  },
};
