import type { Report } from '../report.ts';
import sql from './report.sql';

export const vpcChanges: Report = {
  id: 'vpc-changes',
  title: { en: 'Changes of VPCs', ja: 'VPC の変更' },
  question: { en: 'Who made, changed, joined or removed a network?', ja: 'VPC を作成、変更、接続、削除したのは誰か。' },
  audience: 'network team',
  severity: 'medium',
  topic: 'network',
  cis: '4.14',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
