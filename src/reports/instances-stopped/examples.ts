import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'an instance': events(
      call('ec2', 'TerminateInstances', { requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }] } } }),
    ),
  },
  silent: {
    'a start': events(
      call('ec2', 'StartInstances', { requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }] } } }),
    ),
    'the same name at another service': events(call('example', 'TerminateInstances')),
  },
};
