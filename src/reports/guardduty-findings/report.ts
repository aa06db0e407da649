import type { Report } from '../report.ts';
import sql from './report.sql';

export const guarddutyFindings: Report = {
  id: 'guardduty-findings',
  title: { en: 'Threats found by GuardDuty', ja: 'GuardDuty が検出した脅威' },
  question: { en: 'What did GuardDuty find, the worst first?', ja: 'GuardDuty は何を検出したか（深刻なものから）。' },
  audience: 'security',
  severity: 'high',
  topic: 'activity',
  tables: ['guardduty_findings'],
  columns: ['time', 'account', 'region', 'severity', 'finding_type', 'title', 'target', 'occurrences', 'finding_id'],
  sql,
};
