import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a user': events(call('iam', 'CreateUser', { requestParameters: { userName: 'jiro' } })),
    'a user that exists already, as an attempt': events(
      call('iam', 'CreateUser', { errorCode: 'EntityAlreadyExistsException' }),
    ),
    'a password for one': events(call('iam', 'CreateLoginProfile', { requestParameters: { userName: 'jiro' } })),
  },
  silent: {
    'a user of a database': events(call('elasticache', 'CreateUser')),
    'a role': events(call('iam', 'CreateRole')),
  },
};
