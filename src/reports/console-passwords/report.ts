import { listCalls, requests } from '../call-list.ts';

export const consolePasswords = listCalls({
  id: 'console-passwords',
  title: { en: 'Console passwords set, changed or removed', ja: 'コンソール用パスワードの設定・変更・削除' },
  question: { en: 'Who changed whose console password?', ja: '誰が誰のコンソール用パスワードを変更したか。' },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  calls: {
    iam: ['ChangePassword', 'CreateLoginProfile', 'DeleteLoginProfile', 'UpdateLoginProfile'],
    signin: ['PasswordRecoveryCompleted', 'PasswordRecoveryRequested', 'PasswordUpdated'],
    'sso-directory': ['UpdatePassword'],
  },
  target: [...requests('userName', 'userId'), 'useridentity.username'],
});
