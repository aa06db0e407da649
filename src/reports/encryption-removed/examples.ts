import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    disks: events(
      call('ec2', 'DisableEbsEncryptionByDefault', { requestParameters: { DisableEbsEncryptionByDefaultRequest: '' } }),
    ),
    'a bucket': events(call('s3', 'DeleteBucketEncryption', { requestParameters: { bucketName: 'b' } })),
  },
  silent: {
    'encryption by default': events(call('ec2', 'EnableEbsEncryptionByDefault')),
    'the same name at another service': events(call('example', 'DisableEbsEncryptionByDefault')),
  },
};
