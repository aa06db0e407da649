import { listCalls, requests } from '../call-list.ts';

export const bucketProtectionRemoved = listCalls({
  id: 'bucket-protection-removed',
  title: { en: 'Protection of buckets removed', ja: 'バケット保護の解除' },
  question: {
    en: 'Who suspended versioning, MFA delete, logging or the object lock of a bucket?',
    ja: 'バケットのバージョニング・MFA Delete・ログ・オブジェクトロックを止めたのは誰か。',
  },
  audience: 'data owners',
  severity: 'high',
  topic: 'data',
  calls: {
    s3: [
      {
        calls: ['PutBucketVersioning'],
        when: `regexp_like(requestparameters, '"(Status|MfaDelete)"\\s*:\\s*"(Suspended|Disabled)"')`,
      },
      { calls: ['PutBucketLogging'], when: `NOT regexp_like(requestparameters, '"LoggingEnabled"')` },
      'DeleteBucketInventoryConfiguration',
      'PutBucketObjectLockConfiguration',
      'PutObjectLegalHold',
      'PutObjectLockConfiguration',
      'PutObjectRetention',
      {
        calls: ['PutBucketNotification'],
        when: `NOT regexp_like(requestparameters, 'Configuration"\\s*:\\s*[{\\[]\\s*[{"]')`,
      },
    ],
  },
  target: requests('bucketName'),
});
