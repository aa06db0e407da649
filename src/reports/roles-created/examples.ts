import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a role': events(
      call('iam', 'CreateRole', { requestParameters: { roleName: 'r', assumeRolePolicyDocument: '{}' } }),
    ),
    'a role of a service': events(
      call('iam', 'CreateServiceLinkedRole', { requestParameters: { aWSServiceName: 'ecs.amazonaws.com' } }),
    ),
  },
  silent: {
    'a role that is removed': events(call('iam', 'DeleteRole', { requestParameters: { roleName: 'r' } })),
    'the same name at another service': events(call('example', 'CreateRole')),
  },
};
