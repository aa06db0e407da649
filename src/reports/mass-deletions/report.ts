import { countCalls } from '../call-count.ts';

export const massDeletions = countCalls({
  id: 'mass-deletions',
  title: { en: 'Who deletes most', ja: '削除操作の多い主体' },
  question: { en: 'Who deletes how many different things?', ja: '誰がどれだけの種類と数の削除を行ったか。' },
  audience: 'operations',
  severity: 'info',
  topic: 'activity',
  by: { service: 'eventsource', day: 'substr(eventtime, 1, 10)' },
  resources: 'requestparameters',
  chart: { label: 'actor', value: 'calls' },
  when: `regexp_like(eventname, '^(Delete|Terminate|Remove|Destroy|Deregister)') AND readonly = 'false' AND useridentity.invokedby IS NULL`,
});
