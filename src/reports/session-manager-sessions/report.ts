import type { Report } from '../report.ts';
import sql from './report.sql';

export const sessionManagerSessions: Report = {
  id: 'session-manager-sessions',
  title: { en: 'Sessions on instances', ja: 'インスタンスへのセッション' },
  question: { en: 'Who opened a shell on which instance?', ja: '誰がどのインスタンスに接続したか。' },
  audience: 'account owners',
  severity: 'info',
  topic: 'activity',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
