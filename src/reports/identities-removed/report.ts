import { listCalls, requests } from '../call-list.ts';

export const identitiesRemoved = listCalls({
  id: 'identities-removed',
  title: { en: 'Users, groups and roles removed', ja: 'ユーザー・グループ・ロールの削除' },
  question: {
    en: 'Which users, groups and roles were deleted, disabled or renamed, and by whom?',
    ja: 'どのユーザー・グループ・ロールが、誰によって削除・無効化・改名されたか。',
  },
  audience: 'security',
  severity: 'low',
  topic: 'identity',
  calls: {
    iam: [
      'DeleteGroup',
      'DeleteInstanceProfile',
      'DeleteRole',
      'DeleteUser',
      'RemoveUserFromGroup',
      'UpdateGroup',
      'UpdateUser',
    ],
    identitystore: ['DeleteGroup', 'DeleteGroupMembership', 'DeleteUser'],
    'identitystore-scim': ['DeleteGroup', 'DeleteUser'],
    'sso-directory': ['DeleteGroup', 'DeleteUser', 'DisableUser', 'RemoveMemberFromGroup'],
  },
  target: requests(
    'userName',
    'roleName',
    'groupName',
    'instanceProfileName',
    'userId',
    'groupId',
    'membershipId',
    'id',
  ),
});
