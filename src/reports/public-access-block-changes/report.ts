import type { Report } from '../report.ts';
import sql from './report.sql';

export const publicAccessBlockChanges: Report = {
  id: 'public-access-block-changes',
  title: { en: 'Changes of public access blocks', ja: 'パブリックアクセスブロックの変更' },
  question: { en: 'Who took away a protection against publishing?', ja: '公開を防ぐ設定を外したのは誰か。' },
  audience: 'data owners',
  severity: 'high',
  topic: 'data',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'effect', 'source_ip', 'error', 'event_id'],
  sql,
};
