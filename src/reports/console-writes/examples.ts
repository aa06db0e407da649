import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a page of the console': events(call('ec2', 'TerminateInstances', { sessionCredentialFromConsole: 'true' })),
    'an older page': events(call('ec2', 'TerminateInstances', { userAgent: 'console.ec2.amazonaws.com' })),
  },
  silent: {
    'a tool': events(call('ec2', 'TerminateInstances')),
    reading: events(call('ec2', 'DescribeInstances', { readOnly: true, sessionCredentialFromConsole: 'true' })),
    'what a service does in turn': events(
      call('ec2', 'TerminateInstances', {
        sessionCredentialFromConsole: 'true',
        userIdentity: { invokedBy: 'autoscaling.amazonaws.com' },
      }),
    ),
  },
};
