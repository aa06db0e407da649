import type { Report } from '../report.ts';
import sql from './report.sql';

export const iamPolicyChanges: Report = {
  id: 'iam-policy-changes',
  title: { en: 'Changes of IAM policies', ja: 'IAM ポリシーの変更' },
  question: { en: 'Who changed permissions?', ja: '権限を変更したのは誰か。' },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  cis: '4.4',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
