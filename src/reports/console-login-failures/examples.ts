import { call, signIn } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a wrong password': events(
      signIn({ errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } }),
    ),
    'a failure without a message': events(signIn({ responseElements: { ConsoleLogin: 'Failure' } })),
  },
  silent: {
    'a success': events(signIn()),
    'a call that failed': events(call('iam', 'ListUsers', { errorMessage: 'Rate exceeded' })),
  },
};
