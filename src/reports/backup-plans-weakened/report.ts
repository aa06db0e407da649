import { listCalls, request, requests } from '../call-list.ts';

export const backupPlansWeakened = listCalls({
  id: 'backup-plans-weakened',
  title: { en: 'Backups weakened', ja: 'バックアップ設定の弱体化' },
  question: {
    en: 'Who made backups stop, expire sooner or lose their lock?',
    ja: 'バックアップを止めた、保持期間を縮めた、またはロックを外したのは誰か。',
  },
  audience: 'data owners',
  severity: 'high',
  topic: 'data',
  calls: {
    backup: [
      'DeleteBackupPlan',
      'DeleteBackupSelection',
      'DeleteBackupVaultAccessPolicy',
      'DeleteBackupVaultLockConfiguration',
      'DeleteBackupVaultNotifications',
      'DeleteFramework',
      'DeleteReportPlan',
      'PutBackupVaultAccessPolicy',
      'PutBackupVaultLockConfiguration',
      'StopBackupJob',
      'UpdateBackupPlan',
      'UpdateGlobalSettings',
      'UpdateRecoveryPointLifecycle',
      'UpdateRegionSettings',
    ],
    dlm: ['DeleteLifecyclePolicy', 'UpdateLifecyclePolicy'],
    rds: [{ calls: ['ModifyDBCluster', 'ModifyDBInstance'], when: `${request('backupRetentionPeriod')} IS NOT NULL` }],
    dynamodb: [
      {
        calls: ['UpdateContinuousBackups'],
        when: `${request('pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled')} = 'false'`,
      },
    ],
    elasticfilesystem: [{ calls: ['PutBackupPolicy'], when: `${request('backupPolicy.status')} = 'DISABLED'` }],
    ec2: ['DisableSnapshotLock', 'UnlockSnapshot'],
  },
  target: requests(
    'backupPlanId',
    'backupVaultName',
    'policyId',
    'dBInstanceIdentifier',
    'dBClusterIdentifier',
    'tableName',
    'fileSystemId',
    'backupJobId',
    'frameworkName',
    'reportPlanName',
    'snapshotId',
  ),
});
