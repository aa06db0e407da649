import { countCalls } from '../call-count.ts';
import { request } from '../call-list.ts';

export const rolesAssumed = countCalls({
  id: 'roles-assumed',
  title: { en: 'Roles that were assumed', ja: '引き受けられたロール' },
  question: { en: 'Who takes which roles, and from where?', ja: '誰がどのロールを、どこから引き受けたか。' },
  audience: 'security',
  severity: 'info',
  topic: 'identity',
  calls: { sts: ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'] },
  by: { event: 'eventname', target: request('roleArn') },
  chart: { label: 'actor', value: 'calls' },
});
