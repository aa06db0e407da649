import type { Report } from '../report.ts';
import sql from './report.sql';

export const cloudtrailInsights: Report = {
  id: 'cloudtrail-insights',
  title: { en: 'Unusual rates of calls', ja: '通常と異なる呼び出し頻度' },
  question: {
    en: 'Which calls or errors did CloudTrail Insights find unusually often, and whose were most of them?',
    ja: 'CloudTrail Insights が通常より多いと判断した呼び出しやエラーは何か。主に誰によるものか。',
  },
  audience: 'security',
  severity: 'medium',
  topic: 'activity',
  tables: ['cloudtrail_insights'],
  columns: [
    'time',
    'account',
    'region',
    'anomaly',
    'effect',
    'service',
    'event',
    'error',
    'usual_rate',
    'seen_rate',
    'actor',
    'event_id',
  ],
  sql,
};
