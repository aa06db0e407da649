import { DENIALS } from '../denials.ts';
import type { Report } from '../report.ts';
import sql from './report.sql';

export const identityCenterDenials: Report = {
  id: 'identity-center-denials',
  title: { en: 'Refusals of IAM Identity Center', ja: 'IAM Identity Center での拒否' },
  question: {
    en: 'Whose sign-in or access through Identity Center was refused?',
    ja: 'Identity Center 経由のサインインや操作を拒否されたのは誰か。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  tables: ['cloudtrail'],
  columns: ['account', 'actor', 'service', 'event', 'error', 'calls', 'source_ips', 'first_time', 'last_time'],
  parameters: { denial_pattern: DENIALS },
  sql,
};
