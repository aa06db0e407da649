import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    AccessDenied: events(call('iam', 'CreateUser', { errorCode: 'AccessDenied' })),
    "EC2's own code": events(call('ec2', 'RunInstances', { errorCode: 'Client.UnauthorizedOperation' })),
    'an exception by its long name': events(call('kms', 'Decrypt', { errorCode: 'AccessDeniedException' })),
  },
  silent: {
    'a call that succeeded': events(call('iam', 'CreateUser')),
    'another error': events(call('iam', 'CreateUser', { errorCode: 'EntityAlreadyExistsException' })),
    'AWS looking at a bucket for log delivery': events(
      call('s3', 'GetBucketAcl', { errorCode: 'AccessDenied', sourceIPAddress: 'delivery.logs.amazonaws.com' }),
    ),
  },
};
