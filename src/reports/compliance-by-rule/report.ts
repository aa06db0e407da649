import type { Report } from '../report.ts';
import sql from './report.sql';

export const complianceByRule: Report = {
  id: 'compliance-by-rule',
  title: { en: 'Compliance by rule', ja: 'ルール別の準拠状況' },
  question: {
    en: 'Which rules are broken, by how many resources in how many accounts?',
    ja: 'どのルールに、いくつのアカウントのいくつのリソースが違反しているか。',
  },
  audience: 'security',
  severity: 'high',
  isOverview: true,
  topic: 'compliance',
  tables: ['config_compliance'],
  columns: ['rule', 'noncompliant', 'compliant', 'accounts'],
  chart: { label: 'rule', value: 'noncompliant' },
  sql,
};
