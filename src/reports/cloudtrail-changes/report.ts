import type { Report } from '../report.ts';
import sql from './report.sql';

export const cloudtrailChanges: Report = {
  id: 'cloudtrail-changes',
  title: { en: 'Changes of CloudTrail', ja: 'CloudTrail の変更' },
  question: {
    en: 'Who stopped or changed the recording of what happens?',
    ja: '証跡を停止または変更したのは誰か。',
  },
  audience: 'security',
  severity: 'critical',
  topic: 'logging',
  cis: '4.5',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
