import type { Text } from './report.ts';

/** Every column that a report can have, with its heading. The same name means the same in all reports. */
export const COLUMNS = {
  access_key: { en: 'Access key', ja: 'アクセスキー' },
  account: { en: 'Account', ja: 'アカウント' },
  accounts: { en: 'Accounts', ja: 'アカウント数' },
  actor: { en: 'Actor', ja: '操作者' },
  actors: { en: 'Actors', ja: '操作者数' },
  belongs_to: { en: 'Belongs to', ja: '所属' },
  caller_account: { en: "Caller's account", ja: '呼び出し元アカウント' },
  calls: { en: 'Calls', ja: '回数' },
  effect: { en: 'Effect', ja: '効果' },
  error: { en: 'Error', ja: 'エラー' },
  event: { en: 'Event', ja: 'イベント' },
  event_id: { en: 'Event id', ja: 'イベント ID' },
  events: { en: 'Events', ja: 'イベント' },
  failed: { en: 'Failed', ja: '失敗' },
  first_time: { en: 'First', ja: '最初' },
  granted: { en: 'Granted', ja: '付与された権限' },
  last_time: { en: 'Last', ja: '最後' },
  local_day: { en: 'Day', ja: '日付' },
  port: { en: 'Port', ja: 'ポート' },
  region: { en: 'Region', ja: 'リージョン' },
  regions: { en: 'Regions', ja: 'リージョン' },
  service: { en: 'Service', ja: 'サービス' },
  services: { en: 'Services', ja: 'サービス数' },
  shared_with: { en: 'Shared with', ja: '共有先' },
  source_ip: { en: 'From', ja: '送信元' },
  source_ips: { en: 'From', ja: '送信元' },
  target: { en: 'Target', ja: '対象' },
  time: { en: 'Time (UTC)', ja: '日時 (UTC)' },
  tls_version: { en: 'TLS', ja: 'TLS' },
  user_agent: { en: 'User agent', ja: 'ユーザーエージェント' },
} as const satisfies Record<string, Text>;

export type ColumnName = keyof typeof COLUMNS;
