import { listCalls, requests } from '../call-list.ts';

export const iamUsersCreated = listCalls({
  id: 'iam-users-created',
  title: { en: 'Users created', ja: '作成されたユーザー' },
  question: { en: 'Who made a user that can sign in without Identity Center?', ja: 'IAM ユーザーを作成したのは誰か。' },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  calls: { iam: ['CreateLoginProfile', 'CreateUser'], 'sso-directory': ['CreateUser'], identitystore: ['CreateUser'] },
  target: requests('userName'),
});
