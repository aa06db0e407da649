import type { Report } from '../report.ts';
import sql from './report.sql';

export const securityGroupChanges: Report = {
  id: 'security-group-changes',
  title: { en: 'Changes of security groups', ja: 'セキュリティグループの変更' },
  question: { en: 'Who changed which traffic may pass?', ja: '通信の許可を変更したのは誰か。' },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  cis: '4.10',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
