import type { Report } from '../report.ts';
import sql from './report.sql';

export const consoleWrites: Report = {
  id: 'console-writes',
  title: { en: 'Changes made by hand in the console', ja: 'コンソールでの手作業による変更' },
  question: { en: 'What was changed by hand instead of by code?', ja: 'コードではなく手作業で変更されたものは何か。' },
  audience: 'account owners',
  severity: 'low',
  topic: 'activity',
  tables: ['cloudtrail'],
  columns: ['account', 'actor', 'service', 'event', 'calls', 'failed', 'first_time', 'last_time'],
  chart: { label: 'actor', value: 'calls' },
  sql,
};
