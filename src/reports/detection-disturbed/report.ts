import type { Report } from '../report.ts';
import sql from './report.sql';

export const detectionDisturbed: Report = {
  id: 'detection-disturbed',
  title: { en: 'Detection disturbed', ja: '検知機能の妨害' },
  question: {
    en: 'Did a principal blind GuardDuty, Security Hub, Macie, Inspector, Access Analyzer or flow logs?',
    ja: 'GuardDuty、Security Hub、フローログなどの検知を妨げたのは誰か。',
  },
  audience: 'security',
  severity: 'critical',
  topic: 'logging',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
