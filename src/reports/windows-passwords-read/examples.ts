import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a password': events(call('ec2', 'GetPasswordData', { requestParameters: { instanceId: 'i-1' } })),
  },
  silent: {
    'a look': events(call('ec2', 'DescribeInstances')),
    'the same name at another service': events(call('example', 'GetPasswordData')),
  },
};
