import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    throttling: events(call('ssm', 'GetParameter', { errorCode: 'ThrottlingException' })),
  },
  silent: {
    'a success': events(call('ssm', 'GetParameter')),
  },
};
