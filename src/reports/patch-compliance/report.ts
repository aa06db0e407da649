import type { Report } from '../report.ts';
import sql from './report.sql';

export const patchCompliance: Report = {
  id: 'patch-compliance',
  title: { en: 'Instances without patches', ja: 'パッチ未適用のインスタンス' },
  question: {
    en: 'Which instances miss patches, or failed to install them?',
    ja: 'パッチが未適用、または適用に失敗したインスタンスはどれか。',
  },
  audience: 'operations',
  severity: 'high',
  topic: 'fleet',
  tables: ['patch_compliance'],
  columns: [
    'account',
    'region',
    'instance',
    'patch_group',
    'missing',
    'failed',
    'critical',
    'pending_reboot',
    'last_time',
  ],
  chart: { label: 'instance', value: 'missing' },
  sql,
};
