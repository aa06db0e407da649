import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a log group': events(call('logs', 'DeleteLogGroup', { requestParameters: { logGroupName: '/app' } })),
    'a retention': events(
      call('logs', 'PutRetentionPolicy', { requestParameters: { logGroupName: '/app', retentionInDays: 1 } }),
    ),
  },
  silent: {
    'a new group': events(call('logs', 'CreateLogGroup', { requestParameters: { logGroupName: '/app' } })),
    'the same name at another service': events(call('example', 'DeleteLogGroup')),
  },
};
