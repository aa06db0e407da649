import type { Report } from '../report.ts';
import sql from './report.sql';

export const gatewayChanges: Report = {
  id: 'gateway-changes',
  title: { en: 'Changes of network gateways', ja: 'ネットワークゲートウェイの変更' },
  question: { en: 'Who opened or closed a way out of a network?', ja: 'ネットワークの出入り口を変更したのは誰か。' },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  cis: '4.12',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
