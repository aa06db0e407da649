import type { Report } from '../report.ts';
import sql from './report.sql';

export const softwareInventory: Report = {
  id: 'software-inventory',
  title: { en: 'Installed software', ja: 'インストール済みソフトウェア' },
  question: {
    en: 'Which software in which version runs on how many instances?',
    ja: 'どのソフトウェアのどのバージョンがいくつのインスタンスにあるか。',
  },
  audience: 'operations',
  severity: 'info',
  topic: 'fleet',
  tables: ['ssm_inventory'],
  columns: ['package', 'version', 'instances', 'accounts'],
  chart: { label: 'package', value: 'instances' },
  sql,
};
