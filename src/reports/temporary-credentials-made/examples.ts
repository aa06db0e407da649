import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a federated session': events(
      call('sts', 'GetFederationToken', { requestParameters: { name: 'bob', policy: '{}' } }),
    ),
    'a session of a user': events(call('sts', 'GetSessionToken', { requestParameters: { durationSeconds: 3600 } })),
    'a console from credentials': events(call('signin', 'GetSigninToken')),
  },
  silent: {
    'who one is': events(call('sts', 'GetCallerIdentity')),
    'the same name at another service': events(call('example', 'GetFederationToken')),
  },
};
