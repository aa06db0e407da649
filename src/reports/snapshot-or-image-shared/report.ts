import type { Report } from '../report.ts';
import sql from './report.sql';

export const snapshotOrImageShared: Report = {
  id: 'snapshot-or-image-shared',
  title: { en: 'Snapshots and images shared', ja: 'スナップショットとイメージの共有' },
  question: {
    en: 'Whose disks or databases were given to another account or to everybody?',
    ja: 'ディスクやデータベースのコピーを他者に渡したのは誰か。',
  },
  audience: 'data owners',
  severity: 'critical',
  topic: 'data',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'shared_with', 'source_ip', 'error', 'event_id'],
  sql,
};
