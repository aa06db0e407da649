import type { Report } from '../report.ts';
import sql from './report.sql';

export const eventsBySourceIp: Report = {
  id: 'events-by-source-ip',
  title: { en: 'Events by source address', ja: '送信元 IP アドレス別の操作' },
  question: {
    en: 'From which addresses do people and programs work, and with how many failures?',
    ja: 'どの IP アドレスから操作されているか。失敗はどれくらいか。',
  },
  audience: 'security',
  severity: 'info',
  topic: 'network',
  tables: ['cloudtrail'],
  columns: ['source_ip', 'calls', 'failed', 'accounts', 'actors', 'first_time', 'last_time'],
  chart: { label: 'source_ip', value: 'calls' },
  sql,
};
