import type { Text } from './language.ts';
import type { Topic } from './report.ts';

export const TOPIC_WORDS: Readonly<Record<Topic, Text>> = {
  identity: { en: 'Identity and access', ja: 'ID とアクセス' },
  logging: { en: 'Recording and detection', ja: '記録と検知' },
  network: { en: 'Network', ja: 'ネットワーク' },
  data: { en: 'Data', ja: 'データ' },
  activity: { en: 'Activity', ja: '操作' },
  compliance: { en: 'Compliance', ja: '準拠状況' },
  fleet: { en: 'Instances', ja: 'インスタンス' },
};
