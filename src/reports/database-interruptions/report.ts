import { listCalls, requests } from '../call-list.ts';

export const databaseInterruptions = listCalls({
  id: 'database-interruptions',
  title: { en: 'Databases stopped, restarted or failed over', ja: 'データベースの停止・再起動・フェイルオーバー' },
  question: { en: 'Who interrupted a database?', ja: 'データベースを止めた、再起動した、または切り替えたのは誰か。' },
  audience: 'operations',
  severity: 'medium',
  topic: 'activity',
  calls: {
    rds: [
      'FailoverDBCluster',
      'FailoverGlobalCluster',
      'RebootDBCluster',
      'RebootDBInstance',
      'RebootDBShardGroup',
      'StopDBCluster',
      'StopDBInstance',
      'SwitchoverBlueGreenDeployment',
      'SwitchoverGlobalCluster',
      'SwitchoverReadReplica',
    ],
    elasticache: ['RebootCacheCluster', 'TestFailover'],
    redshift: ['FailoverPrimaryCompute', 'PauseCluster', 'RebootCluster'],
  },
  target: requests(
    'dBClusterIdentifier',
    'globalClusterIdentifier',
    'dBInstanceIdentifier',
    'dBShardGroupIdentifier',
    'cacheClusterId',
    'replicationGroupId',
    'clusterIdentifier',
  ),
});
