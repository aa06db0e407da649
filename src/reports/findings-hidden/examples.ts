import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a filter': events(
      call('guardduty', 'CreateFilter', { requestParameters: { detectorId: 'd-1', name: 'f', action: 'ARCHIVE' } }),
    ),
    'findings that are told to be done': events(
      call('securityhub', 'BatchUpdateFindings', { requestParameters: { workflow: { status: 'SUPPRESSED' } } }),
    ),
    'an insight': events(call('securityhub', 'DeleteInsight', { requestParameters: { insightArn: 'i' } })),
  },
  silent: {
    'findings that are read': events(call('guardduty', 'GetFindings')),
    'the same name at another service': events(call('example', 'CreateFilter')),
  },
};
