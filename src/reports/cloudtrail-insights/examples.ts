import { call } from '../../../test/support/events.ts';
import { type Examples, events, insights } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'the start of an unusual rate of calls': insights({ state: 'Start', insightType: 'ApiCallRateInsight' }),
    'the end of an unusual rate of errors': insights({
      state: 'End',
      insightType: 'ApiErrorRateInsight',
      errorCode: 'AccessDenied',
    }),
  },
  silent: {
    'the calls themselves': events(call('ec2', 'RunInstances')),
  },
};
