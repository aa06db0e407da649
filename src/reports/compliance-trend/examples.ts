import { compliance, type Examples } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a rule that is broken': compliance(['restricted-ssh', 'NON_COMPLIANT', '2026-10-14']),
    'repaired on the same day': compliance(
      ['restricted-ssh', 'NON_COMPLIANT', '2026-10-14'],
      ['restricted-ssh', 'COMPLIANT', '2026-10-14'],
    ),
  },
  silent: {
    'always kept': compliance(
      ['restricted-ssh', 'COMPLIANT', '2026-10-14'],
      ['restricted-ssh', 'COMPLIANT', '2026-10-15'],
    ),
  },
};
