import { listCalls, request, requests } from '../call-list.ts';

export const databasesMadePublic = listCalls({
  id: 'databases-made-public',
  title: { en: 'Databases made public', ja: 'データベースの公開' },
  question: {
    en: 'Who made a database reachable from outside its VPC?',
    ja: 'データベースを VPC の外から到達できるようにしたのは誰か。',
  },
  audience: 'data owners',
  severity: 'critical',
  topic: 'data',
  calls: {
    rds: [
      'AuthorizeDBSecurityGroupIngress',
      {
        calls: [
          'CreateDBCluster',
          'CreateDBInstance',
          'CreateDBInstanceReadReplica',
          'ModifyDBCluster',
          'ModifyDBInstance',
          'RestoreDBClusterFromSnapshot',
          'RestoreDBClusterToPointInTime',
          'RestoreDBInstanceFromDBSnapshot',
          'RestoreDBInstanceFromS3',
          'RestoreDBInstanceToPointInTime',
        ],
        when: `${request('publiclyAccessible')} = 'true'`,
      },
    ],
    redshift: [
      'AuthorizeClusterSecurityGroupIngress',
      {
        calls: ['CreateCluster', 'ModifyCluster', 'RestoreFromClusterSnapshot'],
        when: `${request('publiclyAccessible')} = 'true'`,
      },
    ],
    'redshift-serverless': [
      { calls: ['CreateWorkgroup', 'UpdateWorkgroup'], when: `${request('publiclyAccessible')} = 'true'` },
    ],
    elasticache: ['AuthorizeCacheSecurityGroupIngress'],
    dms: [{ calls: ['CreateReplicationInstance'], when: `${request('publiclyAccessible')} = 'true'` }],
  },
  target: requests(
    'dBInstanceIdentifier',
    'dBClusterIdentifier',
    'clusterIdentifier',
    'workgroupName',
    'dBSecurityGroupName',
    'clusterSecurityGroupName',
    'cacheSecurityGroupName',
    'replicationInstanceIdentifier',
  ),
  also: { ranges: request('cIDRIP') },
});
