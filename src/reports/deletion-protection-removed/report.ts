import { listCalls, request, requests } from '../call-list.ts';

export const deletionProtectionRemoved = listCalls({
  id: 'deletion-protection-removed',
  title: { en: 'Deletion protection removed', ja: '削除保護の解除' },
  question: {
    en: 'Who made it possible to delete what was protected?',
    ja: '保護されていたものを削除できるようにしたのは誰か。',
  },
  audience: 'data owners',
  severity: 'high',
  topic: 'data',
  calls: {
    rds: [
      {
        calls: ['ModifyDBCluster', 'ModifyDBInstance', 'ModifyGlobalCluster'],
        when: `${request('deletionProtection')} = 'false'`,
      },
    ],
    dynamodb: [{ calls: ['UpdateTable'], when: `${request('deletionProtectionEnabled')} = 'false'` }],
    ec2: [
      {
        calls: ['ModifyInstanceAttribute'],
        when: `coalesce(${request('disableApiTermination.value')}, ${request('disableApiStop.value')}) = 'false'`,
      },
    ],
    cloudformation: [
      { calls: ['UpdateTerminationProtection'], when: `${request('enableTerminationProtection')} = 'false'` },
    ],
    elasticloadbalancing: [
      {
        calls: ['ModifyLoadBalancerAttributes'],
        when: `regexp_like(requestparameters, 'deletion_protection.enabled"\\s*,\\s*"value"\\s*:\\s*"?false')`,
      },
    ],
    eks: [{ calls: ['UpdateClusterConfig'], when: `${request('deletionProtection')} = 'false'` }],
    logs: [{ calls: ['PutLogGroupDeletionProtection'], when: `${request('deletionProtectionEnabled')} = 'false'` }],
  },
  target: requests(
    'dBInstanceIdentifier',
    'dBClusterIdentifier',
    'globalClusterIdentifier',
    'tableName',
    'instanceId',
    'stackName',
    'loadBalancerArn',
    'name',
    'logGroupIdentifier',
  ),
});
