import type { Report } from '../report.ts';
import sql from './report.sql';

export const networkAclChanges: Report = {
  id: 'network-acl-changes',
  title: { en: 'Changes of network ACLs', ja: 'ネットワーク ACL の変更' },
  question: { en: 'Who changed the filters of a subnet?', ja: 'サブネットの通信制御を変更したのは誰か。' },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  cis: '4.11',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
