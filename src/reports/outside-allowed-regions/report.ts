import type { Report } from '../report.ts';
import sql from './report.sql';

export const outsideAllowedRegions: Report = {
  id: 'outside-allowed-regions',
  title: { en: 'Activity outside the allowed regions', ja: '許可リージョン外での操作' },
  question: {
    en: 'Who works in a region that is not governed?',
    ja: '統制対象外のリージョンで作業している者はいないか。',
  },
  audience: 'security',
  severity: 'high',
  topic: 'network',
  tables: ['cloudtrail'],
  columns: ['account', 'region', 'actor', 'service', 'event', 'calls', 'failed', 'first_time', 'last_time'],
  parameters: { allowed_regions: ['ap-northeast-1'] },
  chart: { label: 'region', value: 'calls' },
  sql,
};
