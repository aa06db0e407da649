import type { Report } from '../report.ts';
import sql from './report.sql';

export const accessKeyActivity: Report = {
  id: 'access-key-activity',
  title: { en: 'Activity of access keys', ja: 'アクセスキーの利用状況' },
  question: {
    en: 'Which long-lived access keys are used, by whom and from where?',
    ja: '長期のアクセスキーを誰がどこから使っているか。',
  },
  audience: 'account owners',
  severity: 'info',
  topic: 'identity',
  tables: ['cloudtrail'],
  columns: [
    'account',
    'access_key',
    'actor',
    'calls',
    'failed',
    'services',
    'regions',
    'source_ips',
    'first_time',
    'last_time',
  ],
  chart: { label: 'actor', value: 'calls' },
  sql,
};
