import { asRole, call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a call from elsewhere': events(
      call('ec2', 'DescribeInstances', {
        userIdentity: asRole('app', 'i-0123456789abcdef0'),
        sourceIPAddress: '198.51.100.9',
      }),
    ),
    'a container service through a node': events(
      call('s3', 'ListBuckets', { userIdentity: asRole('app', 'i-0123456789abcdef0'), sourceIPAddress: '2001:db8::1' }),
    ),
  },
  silent: {
    'from its own network': events(
      call('ec2', 'DescribeInstances', {
        userIdentity: asRole('app', 'i-0123456789abcdef0'),
        sourceIPAddress: '10.0.1.50',
      }),
    ),
    'a person': events(call('ec2', 'DescribeInstances', { userIdentity: asRole('app', 'taro') })),
    'the agent of Systems Manager': events(
      call('ssm', 'UpdateInstanceInformation', {
        userIdentity: asRole('app', 'i-0123456789abcdef0'),
        sourceIPAddress: '198.51.100.9',
      }),
    ),
    'a service for the instance': events(
      call('ec2', 'DescribeInstances', {
        userIdentity: { ...asRole('app', 'i-0123456789abcdef0'), invokedBy: 'eks.amazonaws.com' },
        sourceIPAddress: '198.51.100.9',
      }),
    ),
  },
};
