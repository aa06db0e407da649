import { call } from '../../../test/support/events.ts';
import { compliance, type Examples, events, findings } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a finding': findings({}),
    'a violation': compliance(['restricted-ssh', 'NON_COMPLIANT', '2026-10-14']),
  },
  silent: {
    // Of another day: two of one day would be one file.
    'a rule that was kept': compliance(['iam-password-policy', 'COMPLIANT', '2026-10-13']),
    'findings of which the archive has none': events(
      call('guardduty', 'ArchiveFindings', { requestParameters: { detectorId: 'd-1', findingIds: ['f-1'] as never } }),
    ),
  },
};
