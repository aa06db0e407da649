import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a shell': events(call('ssm', 'StartSession', { requestParameters: { target: 'i-1' } })),
    'a key for SSH': events(
      call('ec2-instance-connect', 'SendSSHPublicKey', { requestParameters: { instanceId: 'i-1' } }),
    ),
  },
  silent: {
    'a command': events(call('ssm', 'SendCommand', { requestParameters: { instanceIds: ['i-1'] } })),
    'a list': events(call('ssm', 'DescribeSessions', { readOnly: true })),
  },
};
