import type { Report } from '../report.ts';
import sql from './report.sql';

export const complianceByUnit: Report = {
  id: 'compliance-by-unit',
  title: { en: 'Compliance by organizational unit', ja: 'OU 別の準拠状況' },
  question: { en: 'Which parts of the organization break rules?', ja: '組織のどの部分がルールに違反しているか。' },
  audience: 'security',
  severity: 'high',
  isOverview: true,
  topic: 'compliance',
  tables: ['config_compliance'],
  columns: ['unit', 'noncompliant', 'compliant', 'accounts', 'rules'],
  chart: { label: 'unit', value: 'noncompliant' },
  sql,
};
