import { listCalls, request, requests } from '../call-list.ts';

export const permissionBoundaries = listCalls({
  id: 'permission-boundaries',
  title: { en: 'Permissions boundaries changed', ja: 'アクセス許可の境界の変更' },
  question: {
    en: 'Who removed or replaced the boundary that limits a user or role?',
    ja: 'ユーザーやロールの権限を制限する境界を外した、または変えたのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  calls: {
    iam: [
      'DeleteRolePermissionsBoundary',
      'DeleteUserPermissionsBoundary',
      'PutRolePermissionsBoundary',
      'PutUserPermissionsBoundary',
    ],
    sso: ['DeletePermissionsBoundaryFromPermissionSet', 'PutPermissionsBoundaryToPermissionSet'],
  },
  target: requests('roleName', 'userName', 'permissionSetArn'),
  also: { granted: request('permissionsBoundary') },
});
