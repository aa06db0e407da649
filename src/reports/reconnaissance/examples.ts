import { asService, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'lists of users': events(call('iam', 'ListUsers')),
    contacts: events(call('account', 'GetContactInformation')),
  },
  silent: {
    'one secret': events(call('secretsmanager', 'GetSecretValue', { requestParameters: { secretId: 's' } })),
    'a service': events(call('iam', 'GetRole', { userIdentity: asService('ecs') })),
    'the same name at another service': events(call('example', 'ListUsers')),
  },
};
