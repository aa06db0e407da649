import { type Examples, inventory } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a patch is missing': inventory('AWS:PatchSummary', { MissingCount: '2', FailedCount: '0' }),
    'one failed': inventory('AWS:PatchSummary', { MissingCount: '0', FailedCount: '1' }),
    'a reboot is due': inventory('AWS:PatchSummary', { MissingCount: '0', InstalledPendingRebootCount: '1' }),
  },
  silent: {
    'all is installed': inventory('AWS:PatchSummary', {
      MissingCount: '0',
      FailedCount: '0',
      InstalledPendingRebootCount: '0',
    }),
  },
};
