import { asRole, asService, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a change by a command': events(call('ec2', 'TerminateInstances')),
    'a change that failed': events(call('ec2', 'TerminateInstances', { errorCode: 'UnauthorizedOperation' })),
    'a change by a pipeline': events(
      call('s3', 'CreateBucket', {
        userIdentity: { ...asRole('deploy'), invokedBy: 'cloudformation.amazonaws.com' },
        userAgent: 'cloudformation.amazonaws.com',
      }),
    ),
    'a change that a service makes for a person': events(
      call('ec2', 'CreateNetworkInterface', { userIdentity: { invokedBy: 'rds.amazonaws.com' } }),
    ),
  },
  silent: {
    reading: events(call('ec2', 'DescribeInstances', { readOnly: true })),
    'what AWS does by itself': events(call('ec2', 'TerminateInstances', { userIdentity: asService('autoscaling') })),
    'a service with its own role': events(
      call('ec2', 'TerminateInstances', { userIdentity: asRole('AWSServiceRoleForAutoScaling') }),
    ),
    'an object that is written': events(call('s3', 'PutObject', { eventCategory: 'Data', managementEvent: false })),
    'a sign-in': events(call('signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' })),
  },
};
