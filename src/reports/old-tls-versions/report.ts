import type { Report } from '../report.ts';
import sql from './report.sql';

export const oldTlsVersions: Report = {
  id: 'old-tls-versions',
  title: { en: 'Old TLS versions', ja: '古い TLS バージョンの利用' },
  question: { en: 'Which clients still speak TLS below 1.2?', ja: 'TLS 1.2 未満で通信しているクライアントはどれか。' },
  audience: 'account owners',
  severity: 'medium',
  topic: 'network',
  tables: ['cloudtrail'],
  columns: ['account', 'actor', 'service', 'tls_version', 'user_agent', 'calls', 'first_time', 'last_time'],
  sql,
};
