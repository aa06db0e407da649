import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    PutBucketPolicy: events(call('s3', 'PutBucketPolicy', { requestParameters: { bucketName: 'logs' } })),
    DeleteBucketPolicy: events(call('s3', 'DeleteBucketPolicy', { requestParameters: { bucketName: 'logs' } })),
    PutBucketAcl: events(call('s3', 'PutBucketAcl', { requestParameters: { bucketName: 'logs' } })),
    PutBucketLifecycle: events(call('s3', 'PutBucketLifecycle', { requestParameters: { bucketName: 'logs' } })),
  },
  silent: {
    'reading is no change': events(call('s3', 'GetBucketPolicy', { readOnly: true })),
    'the same name at another service': events(call('example', 'PutBucketPolicy')),
    'an object, not the bucket': events(call('s3', 'PutObject', { requestParameters: { bucketName: 'logs' } })),
  },
};
