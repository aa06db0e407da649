import { countCalls } from '../call-count.ts';

export const callerIdentityChecks = countCalls({
  id: 'caller-identity-checks',
  title: { en: 'Checks of whose credentials they are', ja: '認証情報の持ち主の確認' },
  question: {
    en: 'Who asked AWS whose credentials they hold, with which key and which tool?',
    ja: '手にした認証情報が誰のものかを AWS に尋ねたのは誰か。どのキーとツールによるか。',
  },
  audience: 'security',
  severity: 'low',
  topic: 'identity',
  calls: { sts: ['GetAccessKeyInfo', 'GetCallerIdentity'], iam: ['GetAccessKeyLastUsed'] },
  by: { access_key: 'useridentity.accesskeyid', user_agent: 'useragent' },
  chart: { label: 'actor', value: 'calls' },
});
