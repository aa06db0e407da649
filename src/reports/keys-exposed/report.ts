import { firstOf, listCalls, requests } from '../call-list.ts';

export const keysExposed = listCalls({
  id: 'keys-exposed',
  title: { en: 'Access keys that AWS found in public', ja: 'AWS が公開を検出したアクセスキー' },
  question: {
    en: 'Did AWS find a key of ours where everybody can read it, and quarantine its user?',
    ja: '公開された場所で自社のキーを AWS が見つけ、そのユーザーを隔離したか。',
  },
  audience: 'security',
  severity: 'critical',
  topic: 'identity',
  calls: {
    iam: [
      {
        calls: ['AttachUserPolicy', 'DetachUserPolicy', 'PutUserPolicy', 'DeleteUserPolicy'],
        when: `regexp_like(requestparameters, 'AWSCompromisedKeyQuarantine|AWSExposedCredentialPolicy')`,
      },
    ],
  },
  target: requests('userName'),
  also: { granted: firstOf(requests('policyArn', 'policyName')) },
});
