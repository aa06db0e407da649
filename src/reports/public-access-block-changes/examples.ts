import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a bucket loses it': events(
      call('s3', 'DeleteBucketPublicAccessBlock', { requestParameters: { bucketName: 'web' } }),
    ),
    'the account loses it': events(call('s3', 'DeleteAccountPublicAccessBlock')),
    'a part of it is switched off': events(
      call('s3', 'PutBucketPublicAccessBlock', {
        requestParameters: {
          bucketName: 'web',
          PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: false },
        },
      }),
    ),
  },
  silent: {
    reading: events(call('s3', 'GetBucketPublicAccessBlock', { readOnly: true })),
    'a bucket is deleted': events(call('s3', 'DeleteBucket', { requestParameters: { bucketName: 'web' } })),
  },
};
