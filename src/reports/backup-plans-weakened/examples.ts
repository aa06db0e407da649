import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a plan': events(call('backup', 'DeleteBackupPlan', { requestParameters: { backupPlanId: 'p-1' } })),
    "a vault's lock": events(
      call('backup', 'DeleteBackupVaultLockConfiguration', { requestParameters: { backupVaultName: 'v' } }),
    ),
    'a database without backups': events(
      call('rds', 'ModifyDBInstance', { requestParameters: { dBInstanceIdentifier: 'db', backupRetentionPeriod: 0 } }),
    ),
  },
  silent: {
    'another change of a database': events(
      call('rds', 'ModifyDBInstance', { requestParameters: { dBInstanceIdentifier: 'db', allocatedStorage: 100 } }),
    ),
    'the same name at another service': events(call('example', 'DeleteBackupPlan')),
  },
};
