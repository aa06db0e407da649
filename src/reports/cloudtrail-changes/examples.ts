import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    StopLogging: events(call('cloudtrail', 'StopLogging', { requestParameters: { name: 'aws-organizations-trail' } })),
    DeleteTrail: events(call('cloudtrail', 'DeleteTrail', { requestParameters: { name: 'aws-organizations-trail' } })),
    UpdateTrail: events(call('cloudtrail', 'UpdateTrail', { requestParameters: { name: 'aws-organizations-trail' } })),
    PutEventSelectors: events(
      call('cloudtrail', 'PutEventSelectors', { requestParameters: { name: 'aws-organizations-trail' } }),
    ),
  },
  silent: {
    'reading is no change': events(call('cloudtrail', 'DescribeTrails', { readOnly: true })),
    'the same name at another service': events(call('example', 'StopLogging')),
  },
};
