import { DENIALS } from '../denials.ts';
import type { Report } from '../report.ts';
import sql from './report.sql';

export const unauthorizedCalls: Report = {
  id: 'unauthorized-calls',
  title: { en: 'Calls that were refused', ja: '拒否された API 呼び出し' },
  question: { en: 'Who tries what they are not allowed to do?', ja: '許可されていない操作を試みたのは誰か。' },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  cis: '4.1',
  tables: ['cloudtrail'],
  columns: ['account', 'actor', 'service', 'event', 'error', 'calls', 'source_ips', 'first_time', 'last_time'],
  chart: { label: 'actor', value: 'calls' },
  parameters: { denial_pattern: DENIALS },
  sql,
};
