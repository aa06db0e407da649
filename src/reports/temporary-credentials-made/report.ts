import { listCalls, requests } from '../call-list.ts';

export const temporaryCredentialsMade = listCalls({
  id: 'temporary-credentials-made',
  title: { en: 'Temporary credentials made from long-lived ones', ja: '長期の認証情報から作られた一時的な認証情報' },
  question: {
    en: 'Who turned a long-lived key into a session, or a session into a console?',
    ja: '長期のキーからセッションを、セッションからコンソールへのサインインを作ったのは誰か。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  calls: { sts: ['GetFederationToken', 'GetSessionToken'], signin: ['GetSigninToken'] },
  target: requests('name', 'serialNumber'),
});
