import { listCalls, requests } from '../call-list.ts';

export const publicAccessBlockChanges = listCalls({
  id: 'public-access-block-changes',
  title: { en: 'Changes of public access blocks', ja: 'パブリックアクセスブロックの変更' },
  question: { en: 'Who took away a protection against publishing?', ja: '公開を防ぐ設定を外したのは誰か。' },
  audience: 'data owners',
  severity: 'high',
  topic: 'data',
  calls: {
    s3: [
      'DeleteAccountPublicAccessBlock',
      'DeleteBucketPublicAccessBlock',
      'PutAccountPublicAccessBlock',
      'PutBucketPublicAccessBlock',
    ],
    ec2: [
      'DisableImageBlockPublicAccess',
      'DisableSnapshotBlockPublicAccess',
      'EnableImageBlockPublicAccess',
      'EnableSnapshotBlockPublicAccess',
    ],
  },
  target: requests('bucketName', 'accountId'),
  also: {
    effect: `CASE WHEN eventname LIKE 'Delete%' OR eventname LIKE 'Disable%' OR regexp_like(requestparameters, ':\\s*"?false"?') THEN 'weaker' ELSE 'stronger' END`,
  },
});
