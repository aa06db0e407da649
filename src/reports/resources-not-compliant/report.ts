import type { Report } from '../report.ts';
import sql from './report.sql';

export const resourcesNotCompliant: Report = {
  id: 'resources-not-compliant',
  title: { en: 'Resources that are not compliant', ja: '非準拠のリソース' },
  question: {
    en: 'Which resources break which rules, as AWS Config recorded it last?',
    ja: 'どのリソースがどのルールに違反しているか（AWS Config の最後の記録）。',
  },
  audience: 'account owners',
  severity: 'high',
  topic: 'compliance',
  tables: ['config_compliance'],
  columns: ['rule', 'account', 'region', 'resource_type', 'target', 'time'],
  sql,
};
