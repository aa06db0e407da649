import { MANAGED_RULES } from '../../rules/managed-rules.ts';
import type { Report } from '../report.ts';
import sql from './report.sql';

export const detectionsHandled: Report = {
  id: 'detections-handled',
  title: { en: 'Detections and how long they were open', ja: '検出と対応までの時間' },
  question: {
    en: 'When was each finding and violation opened and closed, and how long does that take by severity?',
    ja: '検出と違反はいつ始まり、いつ終わったか。重要度ごとにどれだけかかるか。',
  },
  audience: 'security',
  severity: 'info',
  isOverview: true,
  topic: 'compliance',
  tables: ['cloudtrail', 'config_compliance', 'guardduty_findings'],
  columns: [
    'severity',
    'source',
    'account',
    'region',
    'title',
    'target',
    'opened',
    'closed',
    'open_hours',
    'median_hours',
    'unknowns',
  ],
  parameters: {
    resource_prefix: 'aws-organizations',
    rule_severities: MANAGED_RULES.map(({ name, severity }) => `${name}=${severity}`),
  },
  sql,
};
