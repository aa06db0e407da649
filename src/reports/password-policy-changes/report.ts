import { listCalls, requests } from '../call-list.ts';

export const passwordPolicyChanges = listCalls({
  id: 'password-policy-changes',
  title: { en: 'Changes of the password policy', ja: 'パスワードポリシーの変更' },
  question: {
    en: 'Who changed what passwords of IAM users must be?',
    ja: 'IAM ユーザーのパスワードの条件を変更したのは誰か。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  calls: { iam: ['DeleteAccountPasswordPolicy', 'UpdateAccountPasswordPolicy'] },
  target: requests('minimumPasswordLength'),
});
