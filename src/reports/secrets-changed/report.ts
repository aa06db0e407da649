import { listCalls, request, requests } from '../call-list.ts';

export const secretsChanged = listCalls({
  id: 'secrets-changed',
  title: { en: 'Secrets deleted, replaced or opened', ja: 'シークレットの削除・変更・公開' },
  question: {
    en: 'Who deleted or replaced secrets, stopped their rotation or opened them to others?',
    ja: 'シークレットを削除・変更した、ローテーションを止めた、または他者に公開したのは誰か。',
  },
  audience: 'data owners',
  severity: 'medium',
  topic: 'data',
  calls: {
    secretsmanager: [
      'CancelRotateSecret',
      'DeleteResourcePolicy',
      'DeleteSecret',
      'PutResourcePolicy',
      'PutSecretValue',
      'RemoveRegionsFromReplication',
      'ReplicateSecretToRegions',
      'RestoreSecret',
      'UpdateSecret',
      'UpdateSecretVersionStage',
    ],
    ssm: [
      'DeleteParameter',
      'DeleteParameters',
      'DeleteResourcePolicy',
      'PutResourcePolicy',
      { calls: ['PutParameter'], when: `${request('overwrite')} = 'true'` },
    ],
  },
  target: requests('secretId', 'name', 'names[0]', 'resourceArn'),
});
