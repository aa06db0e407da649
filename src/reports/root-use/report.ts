import type { Report } from '../report.ts';
import sql from './report.sql';

export const rootUse: Report = {
  id: 'root-use',
  title: { en: 'Use of the root user', ja: 'ルートユーザーの使用' },
  question: { en: 'Was a root user used, and for what?', ja: 'ルートユーザーは使われたか。何に使われたか。' },
  audience: 'security',
  severity: 'critical',
  topic: 'identity',
  cis: '4.3',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
