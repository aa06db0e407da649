import type { Report } from '../report.ts';
import sql from './report.sql';

export const consoleLoginWithoutMfa: Report = {
  id: 'console-login-without-mfa',
  title: { en: 'Console sign-ins without MFA', ja: 'MFA なしのコンソールサインイン' },
  question: {
    en: 'Who signed in to the console without a second factor?',
    ja: '多要素認証なしでコンソールにサインインしたのは誰か。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  cis: '4.2',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
