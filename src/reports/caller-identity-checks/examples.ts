import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a question': events(call('sts', 'GetCallerIdentity', { userAgent: 'TruffleHog' })),
  },
  silent: {
    'a role': events(call('sts', 'AssumeRole')),
    'the same name at another service': events(call('example', 'GetCallerIdentity')),
  },
};
