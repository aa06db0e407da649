import type { Report } from '../report.ts';
import sql from './report.sql';

export const consoleLoginFailures: Report = {
  id: 'console-login-failures',
  title: { en: 'Failed console sign-ins', ja: 'コンソールサインインの失敗' },
  question: {
    en: 'Who failed to sign in, from where, how often?',
    ja: 'サインインに失敗したのは誰か。どこから、何回か。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  cis: '4.6',
  tables: ['cloudtrail'],
  columns: ['account', 'actor', 'source_ip', 'calls', 'first_time', 'last_time'],
  chart: { label: 'actor', value: 'calls' },
  sql,
};
