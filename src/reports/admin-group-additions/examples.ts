import { call } from '../../../test/support/events.ts';
import { type Examples, events } from '../../../test/support/report-examples.ts';

export const examples: Examples = {
  fires: {
    'a user in the group of administrators': events(
      call('iam', 'AddUserToGroup', { requestParameters: { groupName: 'Admins', userName: 'jiro' } }),
    ),
    'a role with AdministratorAccess': events(
      call('iam', 'AttachRolePolicy', {
        requestParameters: { roleName: 'ci', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      }),
    ),
  },
  silent: {
    'another group': events(
      call('iam', 'AddUserToGroup', { requestParameters: { groupName: 'readers', userName: 'jiro' } }),
    ),
    'another policy': events(
      call('iam', 'AttachRolePolicy', {
        requestParameters: { roleName: 'ci', policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
      }),
    ),
    'an attempt that was refused': events(
      call('iam', 'AddUserToGroup', {
        errorCode: 'AccessDenied',
        requestParameters: { groupName: 'Admins', userName: 'jiro' },
      }),
    ),
  },
};
