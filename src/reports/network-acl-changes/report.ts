import { listCalls, requests } from '../call-list.ts';

export const networkAclChanges = listCalls({
  id: 'network-acl-changes',
  title: { en: 'Changes of network ACLs', ja: 'ネットワーク ACL の変更' },
  question: { en: 'Who changed the filters of a subnet?', ja: 'サブネットの通信制御を変更したのは誰か。' },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  cis: '4.11',
  calls: {
    ec2: [
      'CreateNetworkAcl',
      'CreateNetworkAclEntry',
      'DeleteNetworkAcl',
      'DeleteNetworkAclEntry',
      'ReplaceNetworkAclAssociation',
      'ReplaceNetworkAclEntry',
    ],
  },
  target: requests('networkAclId', 'associationId', 'vpcId'),
});
