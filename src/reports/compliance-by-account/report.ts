import type { Report } from '../report.ts';
import sql from './report.sql';

export const complianceByAccount: Report = {
  id: 'compliance-by-account',
  title: { en: 'Compliance by account', ja: 'アカウント別の準拠状況' },
  question: { en: 'Which accounts break rules, and how many?', ja: 'どのアカウントがいくつのルールに違反しているか。' },
  audience: 'account owners',
  severity: 'high',
  isOverview: true,
  topic: 'compliance',
  tables: ['config_compliance'],
  columns: ['account', 'account_name', 'noncompliant', 'compliant', 'rules'],
  chart: { label: 'account', value: 'noncompliant' },
  sql,
};
