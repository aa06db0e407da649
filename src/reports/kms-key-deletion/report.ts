import type { Report } from '../report.ts';
import sql from './report.sql';

export const kmsKeyDeletion: Report = {
  id: 'kms-key-deletion',
  title: { en: 'KMS keys disabled or scheduled for deletion', ja: 'KMS キーの無効化と削除予約' },
  question: { en: 'Is data about to become unreadable?', ja: 'データが復号できなくなるおそれはないか。' },
  audience: 'security',
  severity: 'high',
  topic: 'data',
  cis: '4.7',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
