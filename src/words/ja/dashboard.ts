import type { Catalogue } from '../../domain/say.ts';

/** The posture of the organization and its page, as far as the command line says it. */
export const DASHBOARD: Catalogue = {
  'what is wrong in all accounts now, where, and what to do first':
    '全アカウントでいま何が問題か、どこか、最初に何をするかを表示する',
  'only this account, by id or name': '対象のアカウント（ID か名前）',
  "also list which days the log account's bucket holds": 'ログアカウントのバケットにログがある日も調べる',
  'hide the names of people': '人の名前を隠す',
  'end with 3 when something is wrong or was not read': '問題があるか、読み取れないものがあれば 3 で終わる',
  '\nExamples:\n  metsuke posture\n  metsuke posture --account dev\n  metsuke posture --logs                   also whether logs arrive\n  metsuke posture --json > posture.json    its form: metsuke-posture.schema.json\n\nIt reads stack sets, the aggregator of AWS Config and GuardDuty. What could not be read is said, never counted as zero.':
    '\n例:\n  metsuke posture\n  metsuke posture --account dev\n  metsuke posture --logs                   ログが届いているかも調べる\n  metsuke posture --json > posture.json    形式は metsuke-posture.schema.json\n\nスタックセット、AWS Config のアグリゲータ、GuardDuty を読みます。読み取れなかったものはそう表示し、0 とは数えません。',
  'Reading what is wrong, and where': '何が、どこで問題かを読み取り中',
  "the log account's bucket": 'ログアカウントのバケット',
  'person {0}': '人物 {0}',
  'The audit account has no aggregator {0} in {1}: metsuke apply makes it.':
    '監査アカウントの {1} にアグリゲータ {0} がありません。metsuke apply で作成します。',
  'No account administers GuardDuty for the organization: nothing looks for threats.':
    '組織の GuardDuty を管理するアカウントがなく、脅威は検知されていません。',
  'No account administers GuardDuty in {0}.': '{0} の GuardDuty を管理するアカウントがありません。',
  'configRules is switched off in metsuke.yaml.': 'metsuke.yaml で configRules が無効です。',
  "No archive was named: --logs reads the log account's bucket, --archive a copy.":
    'アーカイブの指定がありません。--logs はログアカウントのバケットを、--archive はコピーを読みます。',
  'the id of a finding': '検出結果の ID',
  'the account of a finding': '検出結果のアカウント',
};
