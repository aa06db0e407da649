import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a user': events(call('iam', 'CreateUser', { requestParameters: { userName: 'jiro' } })),
    'a password for one': events(call('iam', 'CreateLoginProfile', { requestParameters: { userName: 'jiro' } })),
  },
  silent: {
    'a user that exists already': events(call('iam', 'CreateUser', { errorCode: 'EntityAlreadyExistsException' })),
    'a user of a database': events(call('elasticache', 'CreateUser')),
    'a role': events(call('iam', 'CreateRole')),
  },
};
