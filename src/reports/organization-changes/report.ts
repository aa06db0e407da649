import type { Report } from '../report.ts';
import sql from './report.sql';

export const organizationChanges: Report = {
  id: 'organization-changes',
  title: { en: 'Changes of the organization', ja: '組織の変更' },
  question: {
    en: 'Who changed accounts, units or organization policies?',
    ja: 'アカウント、OU、組織ポリシーを変更したのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  cis: '4.15',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
