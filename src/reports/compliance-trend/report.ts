import type { Report } from '../report.ts';
import sql from './report.sql';

export const complianceTrend: Report = {
  id: 'compliance-trend',
  title: { en: 'Compliance over time', ja: '準拠状況の推移' },
  question: { en: 'Does it get better or worse from day to day?', ja: '日々、改善しているか、悪化しているか。' },
  audience: 'security',
  severity: 'info',
  topic: 'compliance',
  tables: ['config_compliance'],
  columns: ['day', 'broken', 'repaired', 'noncompliant'],
  chart: { label: 'day', value: 'noncompliant' },
  sql,
};
