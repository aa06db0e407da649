import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'at night in Tokyo': events(
      call('ec2', 'StopInstances', { eventTime: '2026-10-14T14:30:00Z', sessionCredentialFromConsole: 'true' }),
    ),
    'on a Saturday in Tokyo, which is still Friday in UTC': events(
      call('ec2', 'StopInstances', { eventTime: '2026-10-16T23:30:00Z', sessionCredentialFromConsole: 'true' }),
    ),
  },
  silent: {
    'at noon in Tokyo': events(call('ec2', 'StopInstances', { sessionCredentialFromConsole: 'true' })),
    'a tool at night': events(call('ec2', 'StopInstances', { eventTime: '2026-10-14T14:30:00Z' })),
    'reading at night': events(
      call('ec2', 'DescribeInstances', {
        eventTime: '2026-10-14T14:30:00Z',
        readOnly: true,
        sessionCredentialFromConsole: 'true',
      }),
    ),
  },
};
