import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a sign-in': events(
      call('signin', 'UserAuthentication', {
        eventType: 'AwsServiceEvent',
        serviceEventDetails: { UserAuthentication: 'Success' },
      }),
    ),
    'a token for a tool': events(call('sso', 'CreateToken')),
    'a role': events(
      call('sso', 'Federate', { requestParameters: { role_name: 'AdministratorAccess', account_id: '111111111111' } }),
    ),
  },
  silent: {
    'a console': events(call('signin', 'ConsoleLogin')),
    'the same name at another service': events(call('example', 'UserAuthentication')),
  },
};
