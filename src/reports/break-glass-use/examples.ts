import { asRole, call, signIn } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'the role is taken': events(
      call('sts', 'AssumeRole', { requestParameters: { roleArn: 'arn:aws:iam::111111111111:role/BreakGlass' } }),
    ),
    'the role is used': events(call('ec2', 'StopInstances', { userIdentity: asRole('break-glass-admin') })),
    'the user signs in': events(signIn({ userIdentity: { userName: 'emergency' } })),
  },
  silent: {
    'another role': events(
      call('sts', 'AssumeRole', { requestParameters: { roleArn: 'arn:aws:iam::111111111111:role/Deployer' } }),
    ),
    'another user': events(signIn()),
  },
};
