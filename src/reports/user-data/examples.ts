import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'data that are read': events(
      call('ec2', 'DescribeInstanceAttribute', { requestParameters: { instanceId: 'i-1', attribute: 'userData' } }),
    ),
    'data that are replaced': events(
      call('ec2', 'ModifyInstanceAttribute', {
        requestParameters: { instanceId: 'i-1', userData: '<sensitiveDataRemoved>' },
      }),
    ),
  },
  silent: {
    'another attribute': events(
      call('ec2', 'DescribeInstanceAttribute', { requestParameters: { instanceId: 'i-1', attribute: 'instanceType' } }),
    ),
    'another change': events(
      call('ec2', 'ModifyInstanceAttribute', {
        requestParameters: { instanceId: 'i-1', instanceType: { value: 't3.large' } },
      }),
    ),
    'the same name at another service': events(call('example', 'DescribeInstanceAttribute')),
  },
};
