import type { Report } from '../report.ts';
import sql from './report.sql';

export const accessKeysCreated: Report = {
  id: 'access-keys-created',
  title: { en: 'Access keys created', ja: '作成されたアクセスキー' },
  question: { en: 'Who made a long-lived key, and for whom?', ja: '長期のアクセスキーを誰が誰のために作成したか。' },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'access_key', 'source_ip', 'error', 'event_id'],
  sql,
};
