import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a detector is deleted': events(call('guardduty', 'DeleteDetector', { requestParameters: { detectorId: 'd-1' } })),
    'a detector is suspended': events(
      call('guardduty', 'UpdateDetector', { requestParameters: { detectorId: 'd-1', enable: false } }),
    ),
    'Security Hub is disabled': events(call('securityhub', 'DisableSecurityHub')),
    'flow logs are deleted': events(call('ec2', 'DeleteFlowLogs')),
  },
  silent: {
    'a detector is changed, and stays on': events(
      call('guardduty', 'UpdateDetector', { requestParameters: { detectorId: 'd-1', enable: true } }),
    ),
    'flow logs are made': events(call('ec2', 'CreateFlowLogs')),
    'findings are read': events(call('guardduty', 'GetFindings', { readOnly: true })),
  },
};
