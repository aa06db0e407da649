import type { Report } from '../report.ts';
import sql from './report.sql';

export const governanceDisturbed: Report = {
  id: 'governance-disturbed',
  title: { en: 'Parts of Metsuke changed by others', ja: 'Metsuke の構成要素への変更' },
  question: {
    en: 'Who changed or removed stacks, stack sets and resources of Metsuke?',
    ja: 'Metsuke のスタック・StackSets・リソースを変更または削除したのは誰か。',
  },
  audience: 'security',
  severity: 'critical',
  topic: 'logging',
  tables: ['cloudtrail'],
  columns: ['time', 'account', 'region', 'actor', 'event', 'target', 'source_ip', 'error', 'event_id'],
  parameters: { resource_prefix: 'aws-organizations' },
  sql,
};
