import type { Report } from '../report.ts';
import sql from './report.sql';

export const adminGroupAdditions: Report = {
  id: 'admin-group-additions',
  title: { en: 'New administrators', ja: '管理者権限の付与' },
  question: { en: 'Who was made an administrator, and by whom?', ja: '誰が誰に管理者権限を与えたか。' },
  audience: 'security',
  severity: 'critical',
  topic: 'identity',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'granted', 'source_ip', 'error', 'event_id'],
  sql,
};
