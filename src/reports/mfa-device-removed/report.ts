import type { Report } from '../report.ts';
import sql from './report.sql';

export const mfaDeviceRemoved: Report = {
  id: 'mfa-device-removed',
  title: { en: 'MFA devices removed', ja: 'MFA デバイスの削除' },
  question: { en: 'Whose second factor was taken away?', ja: '多要素認証を外されたのは誰か。' },
  audience: 'security',
  severity: 'high',
  topic: 'identity',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  sql,
};
