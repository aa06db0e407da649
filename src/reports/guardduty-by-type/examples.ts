import { call } from '../../../test/support/events.ts';
import { type Examples, events, findings } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a finding': findings({}),
  },
  silent: {
    none: events(call('guardduty', 'GetFindings')),
  },
};
