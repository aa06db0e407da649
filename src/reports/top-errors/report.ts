import type { Report } from '../report.ts';
import sql from './report.sql';

export const topErrors: Report = {
  id: 'top-errors',
  title: { en: 'Most frequent errors', ja: '多く発生しているエラー' },
  question: { en: 'What fails most often, where?', ja: 'どこで何が最も失敗しているか。' },
  audience: 'account owners',
  severity: 'low',
  topic: 'activity',
  tables: ['cloudtrail'],
  columns: ['account', 'service', 'event', 'error', 'calls', 'actors', 'first_time', 'last_time'],
  chart: { label: 'error', value: 'calls' },
  sql,
};
