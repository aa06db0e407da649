import type { Report } from '../report.ts';
import sql from './report.sql';

export const guarddutyByType: Report = {
  id: 'guardduty-by-type',
  title: { en: 'Threats by type', ja: '種類別の脅威' },
  question: {
    en: 'Which kinds of threats are there, in how many accounts?',
    ja: 'どの種類の脅威が、いくつのアカウントにあるか。',
  },
  audience: 'security',
  severity: 'info',
  topic: 'activity',
  tables: ['guardduty_findings'],
  columns: ['finding_type', 'severity', 'findings', 'accounts', 'last_time'],
  chart: { label: 'finding_type', value: 'findings' },
  sql,
};
