import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a boundary that is removed': events(
      call('iam', 'DeleteRolePermissionsBoundary', { requestParameters: { roleName: 'r' } }),
    ),
  },
  silent: {
    'a policy': events(call('iam', 'PutRolePolicy', { requestParameters: { roleName: 'r' } })),
    'the same name at another service': events(call('example', 'DeleteRolePermissionsBoundary')),
  },
};
