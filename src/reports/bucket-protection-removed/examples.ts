import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'versions that are not kept any more': events(
      call('s3', 'PutBucketVersioning', {
        requestParameters: { bucketName: 'b', VersioningConfiguration: { Status: 'Suspended' } },
      }),
    ),
    'no second factor any more': events(
      call('s3', 'PutBucketVersioning', {
        requestParameters: { bucketName: 'b', VersioningConfiguration: { Status: 'Enabled', MfaDelete: 'Disabled' } },
      }),
    ),
    'no access log any more': events(
      call('s3', 'PutBucketLogging', {
        requestParameters: {
          bucketName: 'b',
          BucketLoggingStatus: { xmlns: 'http://s3.amazonaws.com/doc/2006-03-01/' },
        },
      }),
    ),
  },
  silent: {
    'versions that are kept': events(
      call('s3', 'PutBucketVersioning', {
        requestParameters: { bucketName: 'b', VersioningConfiguration: { Status: 'Enabled' } },
      }),
    ),
    'an access log': events(
      call('s3', 'PutBucketLogging', {
        requestParameters: { bucketName: 'b', BucketLoggingStatus: { LoggingEnabled: { TargetBucket: 'logs' } } },
      }),
    ),
    'the same name at another service': events(call('example', 'PutBucketVersioning')),
  },
};
