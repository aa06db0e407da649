import type { Report } from '../report.ts';
import sql from './report.sql';

export const accessLogAnomalies: Report = {
  id: 'access-log-anomalies',
  title: { en: 'Unusual access to the archive', ja: 'ログアーカイブへの異常なアクセス' },
  question: {
    en: 'Who deleted logs, came without a name, or was refused?',
    ja: 'ログの削除、匿名アクセス、拒否されたアクセスはなかったか。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'data',
  tables: ['s3_access_logs'],
  columns: ['bucket', 'anomaly', 'actor', 'event', 'error', 'source_ip', 'calls', 'first_time', 'last_time'],
  sql,
};
