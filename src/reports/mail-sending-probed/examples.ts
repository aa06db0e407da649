import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a look at the quota': events(call('ses', 'GetSendQuota')),
    'a new sender': events(
      call('ses', 'VerifyEmailIdentity', { requestParameters: { emailAddress: 'x@example.com' } }),
    ),
  },
  silent: {
    mail: events(call('ses', 'SendEmail')),
    'the same name at another service': events(call('example', 'GetSendQuota')),
  },
};
