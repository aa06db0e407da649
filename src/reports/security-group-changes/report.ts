import { listCalls, requests } from '../call-list.ts';

export const securityGroupChanges = listCalls({
  id: 'security-group-changes',
  title: { en: 'Changes of security groups', ja: 'セキュリティグループの変更' },
  question: { en: 'Who changed which traffic may pass?', ja: '通信の許可を変更したのは誰か。' },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  cis: '4.10',
  calls: {
    ec2: [
      'AuthorizeSecurityGroupEgress',
      'AuthorizeSecurityGroupIngress',
      'CreateSecurityGroup',
      'DeleteSecurityGroup',
      'ModifySecurityGroupRules',
      'RevokeSecurityGroupEgress',
      'RevokeSecurityGroupIngress',
    ],
  },
  target: requests('groupId', 'ModifySecurityGroupRulesRequest.GroupId', 'groupName'),
});
