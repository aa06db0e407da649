import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a recovery point': events(
      call('backup', 'DeleteRecoveryPoint', {
        requestParameters: {
          backupVaultName: 'v',
          recoveryPointArn: 'arn:aws:backup:ap-northeast-1:111111111111:recovery-point:1',
        },
      }),
    ),
    'automated backups of a database': events(
      call('rds', 'DeleteDBInstanceAutomatedBackup', { requestParameters: { dbiResourceId: 'db-1' } }),
    ),
    'a snapshot of a disk': events(call('ec2', 'DeleteSnapshot', { requestParameters: { snapshotId: 'snap-1' } })),
  },
  silent: {
    'a backup': events(call('backup', 'StartBackupJob', { requestParameters: { backupVaultName: 'v' } })),
    'the same name at another service': events(call('example', 'DeleteRecoveryPoint')),
  },
};
