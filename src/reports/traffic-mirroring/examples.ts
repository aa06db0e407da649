import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a session': events(
      call('ec2', 'CreateTrafficMirrorSession', {
        requestParameters: { CreateTrafficMirrorSessionRequest: { NetworkInterfaceId: 'eni-1' } },
      }),
    ),
  },
  silent: {
    'a look': events(call('ec2', 'DescribeTrafficMirrorSessions')),
    'the same name at another service': events(call('example', 'CreateTrafficMirrorSession')),
  },
};
