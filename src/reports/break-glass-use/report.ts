import type { Report } from '../report.ts';
import sql from './report.sql';

export const breakGlassUse: Report = {
  id: 'break-glass-use',
  title: { en: 'Use of emergency access', ja: '緊急用アクセスの使用' },
  question: {
    en: 'Was a break-glass role or user used, and for what?',
    ja: '緊急用のロールやユーザーは使われたか。何に使われたか。',
  },
  audience: 'security',
  severity: 'critical',
  topic: 'identity',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  parameters: { break_glass_pattern: '(?i)break.?glass|emergency' },
  sql,
};
