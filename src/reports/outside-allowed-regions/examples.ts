import { asService, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an instance abroad': events(call('ec2', 'RunInstances', { awsRegion: 'us-west-2' })),
    'in us-east-1, but not of a global service': events(call('ec2', 'RunInstances', { awsRegion: 'us-east-1' })),
    'an attempt that failed': events(
      call('ec2', 'RunInstances', { awsRegion: 'eu-west-1', errorCode: 'AccessDenied' }),
    ),
  },
  silent: {
    'at home': events(call('ec2', 'RunInstances')),
    'IAM, which is in us-east-1 for everybody': events(call('iam', 'CreateRole', { awsRegion: 'us-east-1' })),
    'a service that looks for itself': events(
      call('ec2', 'DescribeInstances', { awsRegion: 'us-west-2', userIdentity: asService('config') }),
    ),
  },
};
