import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a policy that is removed': events(call('iam', 'DeleteAccountPasswordPolicy')),
    'a shorter password': events(
      call('iam', 'UpdateAccountPasswordPolicy', { requestParameters: { minimumPasswordLength: 6 } }),
    ),
  },
  silent: {
    'a look at it': events(call('iam', 'GetAccountPasswordPolicy')),
    'the same name at another service': events(call('example', 'DeleteAccountPasswordPolicy')),
  },
};
