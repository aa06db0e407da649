import type { Report } from '../report.ts';
import sql from './report.sql';

export const bucketPolicyChanges: Report = {
  id: 'bucket-policy-changes',
  title: { en: 'Changes of S3 bucket policies', ja: 'S3 バケットポリシーの変更' },
  question: { en: 'Who changed who may reach a bucket?', ja: 'バケットへのアクセス許可を変更したのは誰か。' },
  audience: 'data owners',
  severity: 'medium',
  topic: 'data',
  cis: '4.8',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
