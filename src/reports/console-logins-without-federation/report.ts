import { listCalls, response } from '../call-list.ts';

export const consoleLoginsWithoutFederation = listCalls({
  id: 'console-logins-without-federation',
  title: { en: 'Console sign-ins without federation', ja: 'フェデレーションを使わないコンソールサインイン' },
  question: {
    en: 'Who signs in to the console as an IAM user or as root, past the identity provider?',
    ja: 'ID プロバイダーを通さず、IAM ユーザーやルートでコンソールにサインインしたのは誰か。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  calls: {
    signin: [
      {
        calls: ['ConsoleLogin'],
        when: `useridentity.type IN ('IAMUser', 'Root') AND json_extract_scalar(additionaleventdata, '$.SamlProviderArn') IS NULL`,
      },
    ],
  },
  target: ['useridentity.type'],
  also: { effect: response('ConsoleLogin') },
});
