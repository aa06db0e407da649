import type { Report } from '../report.ts';
import sql from './report.sql';

export const routeTableChanges: Report = {
  id: 'route-table-changes',
  title: { en: 'Changes of route tables', ja: 'ルートテーブルの変更' },
  question: { en: 'Who changed where traffic goes?', ja: '通信の経路を変更したのは誰か。' },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  cis: '4.13',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
