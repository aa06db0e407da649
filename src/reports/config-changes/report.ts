import type { Report } from '../report.ts';
import sql from './report.sql';

export const configChanges: Report = {
  id: 'config-changes',
  title: { en: 'Changes of AWS Config', ja: 'AWS Config の変更' },
  question: {
    en: 'Who stopped or changed the recording of configurations?',
    ja: '構成の記録を停止または変更したのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'logging',
  cis: '4.9',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
