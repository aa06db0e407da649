import type { Report } from '../report.ts';
import sql from './report.sql';

export const securityGroupOpenToWorld: Report = {
  id: 'security-group-open-to-world',
  title: { en: 'Security groups opened to the world', ja: '全世界に公開されたセキュリティグループ' },
  question: {
    en: 'Who let the internet, or more of it than any one network, in, and to which ports?',
    ja: 'インターネット全体、またはその広い範囲からの通信を許可したのは誰か。対象のポートはどれか。',
  },
  audience: 'security',
  severity: 'critical',
  topic: 'network',
  tables: ['cloudtrail'],
  columns: [
    'time',
    'account',
    'region',
    'actor',
    'event',
    'target',
    'port',
    'ranges',
    'source_ip',
    'error',
    'event_id',
  ],
  sql,
};
