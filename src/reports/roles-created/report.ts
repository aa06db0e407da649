import { listCalls, request, requests } from '../call-list.ts';

export const rolesCreated = listCalls({
  id: 'roles-created',
  title: { en: 'Roles created', ja: '作成されたロール' },
  question: {
    en: 'Which roles and instance profiles were made, for whom, and which were given to instances?',
    ja: 'どのロールやインスタンスプロファイルが作られ、どの信頼ポリシーを持つか。',
  },
  audience: 'security',
  severity: 'low',
  topic: 'identity',
  calls: { iam: ['AddRoleToInstanceProfile', 'CreateInstanceProfile', 'CreateRole', 'CreateServiceLinkedRole'] },
  target: requests('roleName', 'instanceProfileName', 'aWSServiceName'),
  also: { granted: request('assumeRolePolicyDocument') },
});
