import type { Catalogue } from '../../domain/say.ts';

/** What a status goes by. */
export const SOURCES: Catalogue = {
  'stack sets of CloudFormation': 'CloudFormation のスタックセット',
  'What this goes by, and how old that is:': '根拠とした情報と、その古さ:',
  'entries of events': 'イベントの記録',
  'oldest heartbeat': '最も古いハートビート',
  'Notifications of {0} accounts × regions do not arrive, of {1} {2} the longest.':
    '{0} か所（アカウント × リージョン）の通知が届いていません。最も長いのは {1} {2} です。',
  '{0} of {1} accounts × regions have sent none yet': '{1} か所中 {0} か所は、まだ一度も送っていない',
  'aggregator of AWS Config': 'AWS Config のアグリゲータ',
  'trail of the organization': '組織の証跡',
  'drift detection': 'ドリフト検出',
  'unknown, because {0}': '不明（{0}）',
  none: 'なし',
  never: '一度もない',
  now: '現在',
  '{0} min ago': '{0} 分前',
  '{0} h ago': '{0} 時間前',
  '{0} d ago': '{0} 日前',
  'The aggregator {0} of AWS Config is gone.': 'AWS Config のアグリゲータ {0} がありません。',
  'newest logs of the archive': 'アーカイブの最新のログ',
  'metsuke archive compact has not run yet': 'metsuke archive compact はまだ実行されていません',
  'nothing of it was found': '調べた期間には何もありません',
  'nothing since {0}': '{0} を最後に届いていません',
  'The logs of {0} accounts have stopped, of {1} the longest: {2}.':
    '{0} アカウントのログが止まっています。最も長いのは {1} です（{2}）。',
  '{0} of {1} accounts have no logs yet': '{1} アカウントのうち {0} にはまだログがありません',
  '{0} is not what metsuke archive compact writes': '{0} は metsuke archive compact が書いたものではありません',
  'AWS Config has gathered from no account yet': 'AWS Config はまだどのアカウントからも集めていません',
  'none has failed or is outdated; the age is the oldest of the first {0}':
    '失敗したもの、古いものはありません。時刻は先頭の {0} 件のうち最も古いものです',
  'AWS Config lacks {0} sources, {1} {2} the longest: {3}':
    'AWS Config が {0} 個のソースを集められていません。最も古いのは {1} {2} です: {3}',
  heartbeats: 'ハートビート',
  'No notification has ever arrived.': '通知が一度も届いていません。',
  'No notification has arrived since {0}.': '{0} より後の通知が届いていません。',
  'Look for the events in the queues of the audit account whose names end in Unforwarded and Undelivered; the log of the formatter says why.':
    '監査アカウントの、名前が Unforwarded と Undelivered で終わるキューにイベントがないか確認してください。理由はフォーマッタのログにあります。',
  'The trail {0} is gone.': '証跡 {0} がありません。',
  'The trail {0} cannot deliver: {1}': '証跡 {0} は配信できていません: {1}',
  'The trail {0} has delivered nothing for more than a day.': '証跡 {0} は 1 日以上何も配信していません。',
  'The alarm {0} went off.': 'アラーム {0} が発報しました。',
  'Its description says where to look; the table of the mails in docs/notifications.md says what to do.':
    'どこを見るかはアラームの説明に、何をするかは docs/ja/notifications.md のメールの表にあります。',
};
