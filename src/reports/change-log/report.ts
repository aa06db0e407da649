import type { Report } from '../report.ts';
import sql from './report.sql';

export const changeLog: Report = {
  id: 'change-log',
  title: { en: 'Change log', ja: '変更履歴' },
  question: {
    en: 'Who changed what in which account and service, by which way, and for which ticket?',
    ja: '誰が、どのアカウントとサービスで、どの手段で、どのチケットのために何を変更したか。',
  },
  audience: 'account owners',
  severity: 'info',
  isOverview: true,
  topic: 'activity',
  tables: ['cloudtrail'],
  columns: [
    'day',
    'account',
    'service',
    'way',
    'actor',
    'ticket',
    'events',
    'calls',
    'failed',
    'first_time',
    'last_time',
  ],
  parameters: { ticket_tag: 'ticket|ticket-?id|change|change-?id|jira|incident' },
  sql,
};
