import { listCalls, requests } from '../call-list.ts';

export const rootSessions = listCalls({
  id: 'root-sessions',
  title: { en: 'Root sessions of member accounts', ja: 'メンバーアカウントのルートセッション' },
  question: {
    en: 'Who acted with the rights of a root user from outside the account, or allowed that?',
    ja: 'アカウントの外からルートユーザーの権限を使ったのは誰か。それを許可したのは誰か。',
  },
  audience: 'security',
  severity: 'critical',
  topic: 'identity',
  calls: {
    sts: ['AssumeRoot'],
    iam: [
      'DisableOrganizationsRootCredentialsManagement',
      'DisableOrganizationsRootSessions',
      'EnableOrganizationsRootCredentialsManagement',
      'EnableOrganizationsRootSessions',
    ],
  },
  target: requests('targetPrincipal'),
});
