import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an IAM user': events(call('signin', 'ConsoleLogin', { responseElements: { ConsoleLogin: 'Success' } })),
  },
  silent: {
    'a role through SAML': events(
      call('signin', 'ConsoleLogin', {
        userIdentity: { type: 'AssumedRole' },
        additionalEventData: { SamlProviderArn: 'arn:aws:iam::111111111111:saml-provider/idp' },
      }),
    ),
    'the same name at another service': events(call('example', 'ConsoleLogin')),
  },
};
