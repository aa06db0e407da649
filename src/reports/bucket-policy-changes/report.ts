import { listCalls, requests } from '../call-list.ts';

export const bucketPolicyChanges = listCalls({
  id: 'bucket-policy-changes',
  title: { en: 'Changes of S3 bucket policies', ja: 'S3 バケットポリシーの変更' },
  question: { en: 'Who changed who may reach a bucket?', ja: 'バケットへのアクセス許可を変更したのは誰か。' },
  audience: 'data owners',
  severity: 'medium',
  topic: 'data',
  cis: '4.8',
  calls: {
    s3: [
      'DeleteBucketCors',
      'DeleteBucketLifecycle',
      'DeleteBucketPolicy',
      'DeleteBucketReplication',
      'PutBucketAcl',
      'PutBucketCors',
      'PutBucketLifecycle',
      'PutBucketLifecycleConfiguration',
      'PutBucketPolicy',
      'PutBucketReplication',
    ],
  },
  target: requests('bucketName'),
});
