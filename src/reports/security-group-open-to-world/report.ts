import type { Report } from '../report.ts';
import sql from './report.sql';

export const securityGroupOpenToWorld: Report = {
  id: 'security-group-open-to-world',
  title: { en: 'Security groups opened to the world', ja: '全世界に公開されたセキュリティグループ' },
  question: { en: 'Who let the whole internet in?', ja: 'インターネット全体からの通信を許可したのは誰か。' },
  audience: 'security',
  severity: 'critical',
  topic: 'network',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'port', 'source_ip', 'error', 'event_id'],
  sql,
};
