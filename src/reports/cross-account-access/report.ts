import type { Report } from '../report.ts';
import sql from './report.sql';

export const crossAccountAccess: Report = {
  id: 'cross-account-access',
  title: { en: 'Access from other accounts', ja: '他アカウントからのアクセス' },
  question: {
    en: 'Which principals of other accounts act in ours, and are they of this organization?',
    ja: '他のアカウントの誰が操作しているか。組織の中のアカウントか。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  tables: ['cloudtrail'],
  columns: [
    'account',
    'caller_account',
    'belongs_to',
    'actor',
    'service',
    'event',
    'calls',
    'failed',
    'first_time',
    'last_time',
  ],
  chart: { label: 'caller_account', value: 'calls' },
  sql,
};
