import { call } from '../../../test/support/events.ts';
import { type Examples, events, findings } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a finding': findings({}),
  },
  silent: {
    'a finding that was archived': findings({ service: { count: 1, archived: true } }),
    'nothing found in an account that is watched': events(call('guardduty', 'GetFindings')),
  },
};
