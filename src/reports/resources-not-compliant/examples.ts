import { compliance, type Examples } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a rule that is broken': compliance(['restricted-ssh', 'NON_COMPLIANT', '2026-10-14']),
    'broken again': compliance(
      ['restricted-ssh', 'COMPLIANT', '2026-10-14'],
      ['restricted-ssh', 'NON_COMPLIANT', '2026-10-15'],
    ),
  },
  silent: {
    kept: compliance(['restricted-ssh', 'COMPLIANT', '2026-10-14']),
    'repaired since': compliance(
      ['restricted-ssh', 'NON_COMPLIANT', '2026-10-14'],
      ['restricted-ssh', 'COMPLIANT', '2026-10-15'],
    ),
  },
};
