import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a stack': events(call('cloudformation', 'DeleteStack', { requestParameters: { stackName: 's' } })),
    'stack instances': events(
      call('cloudformation', 'DeleteStackInstances', { requestParameters: { stackSetName: 's' } }),
    ),
    'a hook': events(
      call('cloudformation', 'RegisterType', { requestParameters: { typeName: 'A::B::C', type: 'HOOK' } }),
    ),
  },
  silent: {
    'a look': events(call('cloudformation', 'DescribeStacks')),
    'the same name at another service': events(call('example', 'DeleteStack')),
  },
};
