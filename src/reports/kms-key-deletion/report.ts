import { listCalls, requests } from '../call-list.ts';

export const kmsKeyDeletion = listCalls({
  id: 'kms-key-deletion',
  title: { en: 'KMS keys disabled or scheduled for deletion', ja: 'KMS キーの無効化と削除予約' },
  question: { en: 'Is data about to become unreadable?', ja: 'データが復号できなくなるおそれはないか。' },
  audience: 'security',
  severity: 'high',
  topic: 'data',
  cis: '4.7',
  calls: { kms: ['DeleteImportedKeyMaterial', 'DisableKey', 'ScheduleKeyDeletion'] },
  target: requests('keyId'),
});
