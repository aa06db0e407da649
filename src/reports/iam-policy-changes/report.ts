import { listCalls, requests } from '../call-list.ts';

export const iamPolicyChanges = listCalls({
  id: 'iam-policy-changes',
  title: { en: 'Changes of IAM policies', ja: 'IAM ポリシーの変更' },
  question: { en: 'Who changed permissions?', ja: '権限を変更したのは誰か。' },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  cis: '4.4',
  calls: {
    iam: [
      'AttachGroupPolicy',
      'AttachRolePolicy',
      'AttachUserPolicy',
      'CreatePolicy',
      'CreatePolicyVersion',
      'DeleteGroupPolicy',
      'DeletePolicy',
      'DeletePolicyVersion',
      'DeleteRolePolicy',
      'DeleteUserPolicy',
      'DetachGroupPolicy',
      'DetachRolePolicy',
      'DetachUserPolicy',
      'PutGroupPolicy',
      'PutRolePolicy',
      'PutUserPolicy',
      'SetDefaultPolicyVersion',
      'UpdateAssumeRolePolicy',
    ],
  },
  target: requests('roleName', 'userName', 'groupName', 'policyArn', 'policyName'),
});
