import type { Report } from '../report.ts';
import sql from './report.sql';

export const outsideOfficeHours: Report = {
  id: 'outside-office-hours',
  title: { en: 'Work outside office hours', ja: '業務時間外の作業' },
  question: {
    en: 'Who changed something by hand at night or on a weekend?',
    ja: '夜間や休日に手作業で変更したのは誰か。',
  },
  audience: 'account owners',
  severity: 'low',
  topic: 'activity',
  tables: ['cloudtrail'],
  columns: ['account', 'actor', 'local_day', 'calls', 'events', 'first_time', 'last_time'],
  parameters: { time_zone: 'Asia/Tokyo', office_opens: '8', office_closes: '20' },
  sql,
};
