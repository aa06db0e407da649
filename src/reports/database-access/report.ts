import { listCalls, request, requests } from '../call-list.ts';

export const databaseAccess = listCalls({
  id: 'database-access',
  title: { en: 'Access to databases changed', ja: 'データベースへのアクセスの変更' },
  question: {
    en: 'Who set a master password or gave a database a role?',
    ja: 'マスターパスワードを設定した、またはデータベースにロールを付けたのは誰か。',
  },
  audience: 'data owners',
  severity: 'medium',
  topic: 'data',
  calls: {
    rds: [
      'AddRoleToDBCluster',
      'AddRoleToDBInstance',
      'CreateDBProxy',
      'DeregisterDBProxyTargets',
      'ModifyDBProxy',
      'RemoveRoleFromDBCluster',
      'RemoveRoleFromDBInstance',
      'EnableHttpEndpoint',
      {
        calls: ['ModifyDBCluster', 'ModifyDBInstance'],
        when: `coalesce(${request('masterUserPassword')}, ${request('enableIAMDatabaseAuthentication')}, ${request('manageMasterUserPassword')}) IS NOT NULL`,
      },
    ],
    redshift: [
      'CreateClusterUser',
      'GetClusterCredentials',
      'GetClusterCredentialsWithIAM',
      'ModifyClusterIamRoles',
      { calls: ['ModifyCluster'], when: `${request('masterUserPassword')} IS NOT NULL` },
    ],
  },
  target: requests('dBInstanceIdentifier', 'dBClusterIdentifier', 'clusterIdentifier', 'dBProxyName', 'resourceArn'),
  also: { granted: request('roleArn') },
});
