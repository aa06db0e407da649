import type { Report } from '../report.ts';
import sql from './report.sql';

export const adminGroupAdditions: Report = {
  id: 'admin-group-additions',
  title: { en: 'New administrators', ja: '管理者権限の付与' },
  question: {
    en: 'Who was given everything, a group or an assignment that may hold it, or trust from outside, and by whom?',
    ja: '全権限や、それを含みうるグループ・割り当て、組織外への信頼を、誰が誰に与えたか。',
  },
  audience: 'security',
  severity: 'critical',
  topic: 'identity',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'granted', 'source_ip', 'error', 'event_id'],
  sql,
};
