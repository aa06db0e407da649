import type { Report } from '../report.ts';
import sql from './report.sql';

export const iamUsersCreated: Report = {
  id: 'iam-users-created',
  title: { en: 'Users created', ja: '作成されたユーザー' },
  question: { en: 'Who made a user that can sign in without Identity Center?', ja: 'IAM ユーザーを作成したのは誰か。' },
  audience: 'security',
  severity: 'medium',
  topic: 'identity',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
