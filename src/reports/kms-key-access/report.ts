import { listCalls, request, requests } from '../call-list.ts';

export const kmsKeyAccess = listCalls({
  id: 'kms-key-access',
  title: { en: 'Access to KMS keys changed', ja: 'KMS キーへのアクセスの変更' },
  question: {
    en: 'Who changed who may use a key, its rotation or its material?',
    ja: 'キーを使える人、ローテーション、キーマテリアルを変更したのは誰か。',
  },
  audience: 'data owners',
  severity: 'medium',
  topic: 'data',
  calls: {
    kms: [
      'CancelKeyDeletion',
      'CreateCustomKeyStore',
      'CreateGrant',
      'DeleteAlias',
      'DisableKeyRotation',
      'DisconnectCustomKeyStore',
      'EnableKeyRotation',
      'ImportKeyMaterial',
      'PutKeyPolicy',
      'ReplicateKey',
      'RetireGrant',
      'RevokeGrant',
      'RotateKeyOnDemand',
      'UpdateAlias',
      'UpdatePrimaryRegion',
    ],
  },
  target: requests('keyId', 'aliasName', 'customKeyStoreId', 'grantId'),
  also: { granted: request('granteePrincipal') },
  when: `useridentity.invokedby IS NULL`,
});
