import { makeInventoryTable } from './ssm-data-sync.ts';

export const patchCompliance = makeInventoryTable({
  name: 'patch_compliance',
  what: 'what the last scan or installation of patches found on an instance',
  type: 'AWS:PatchSummary',
  attributes: [
    ...['PatchGroup', 'BaselineId', 'OperationType', 'OperationStartTime', 'OperationEndTime', 'InstalledCount'],
    ...['InstalledOtherCount', 'InstalledRejectedCount', 'InstalledPendingRebootCount', 'MissingCount', 'FailedCount'],
    ...['NotApplicableCount', 'CriticalNonCompliantCount', 'SecurityNonCompliantCount', 'OtherNonCompliantCount'],
  ],
});
