import type { Catalogue } from '../../domain/say.ts';

/** The posture of the organization and its page, as far as the command line says it. */
export const DASHBOARD: Catalogue = {
  'what is wrong in all accounts now, where, and what to do first':
    '全アカウントでいま何が問題か、どこか、最初に何をするかを表示する',
  'only this account, by id or name': '対象のアカウント（ID か名前）',
  "also list which days the log account's bucket holds": 'ログアカウントのバケットにログがある日も調べる',
  'hide the names of people of whom events and logs tell': 'イベントとログに出てくる人の名前を隠す',
  'end with 3 when something is wrong or was not read': '問題があるか、読み取れないものがあれば 3 で終わる',
  '\nExamples:\n  metsuke posture\n  metsuke posture --account dev\n  metsuke posture --logs                   also whether logs arrive\n  metsuke posture --json > posture.json    its form: metsuke-posture.schema.json\n\nIt reads stack sets, the aggregator of AWS Config and GuardDuty. What could not be read is said, never counted as zero.':
    '\n例:\n  metsuke posture\n  metsuke posture --account dev\n  metsuke posture --logs                   ログが届いているかも調べる\n  metsuke posture --json > posture.json    形式は metsuke-posture.schema.json\n\nスタックセット、AWS Config のアグリゲータ、GuardDuty を読みます。読み取れなかったものはそう表示し、0 とは数えません。',
  'the posture as a page: violations at a glance, over all accounts': '全アカウントの違反が一目で分かるページを出す',
  'write the page as one file, instead of serving it': 'ページを表示する代わりに、1 つのファイルに書き出す',
  'where to serve it (default: any that is free)': 'ページを出すポート（既定: 空いているポート）',
  'also open a saved plan, for review': '保存した計画も開き、レビューできるようにする',
  'Something is lost. The sentence that says what may name other accounts: the plan itself has it.':
    '失われるものがあります。何が失われるかの文はほかのアカウントの名前を含みうるため、計画そのもので確かめてください。',
  'No saved plan was named: --plan opens one.': '保存した計画の指定がありません（--plan で開きます）。',
  'also ask who did what in the last days (7), which reads their log files':
    '直近の日数（7）に誰が何をしたかも調べる（ログファイルを読む）',
  'also ask every account from which images its instances run':
    'インスタンスがどのイメージで動いているかも、全アカウントに問い合わせる',
  'Nobody asked: --images asks every account what its instances run.':
    '指定がありません。--images はインスタンスのイメージを全アカウントに問い合わせます。',
  'Days are a number from 1 to {0}.': '日数は 1 から {0} までの数です。',
  'Nobody asked: --activity reads the log files of the last days.':
    '指定がありません。--activity は直近の日のログファイルを読みます。',
  'The archive holds no log of CloudTrail from {0} to {1}.':
    'アーカイブに {0} から {1} までの CloudTrail のログがありません。',
  'open the browser too': 'ブラウザも開く',
  'A port is a number from 1 to 65535.': 'ポートは 1 から 65535 までの数です。',
  '\nExamples:\n  metsuke dashboard                        a page for the browser of this machine, until Ctrl-C\n  metsuke dashboard --out today.html       the same as one file, to mail, keep or print\n  metsuke dashboard --account dev --out dev.html --pseudonyms\n  metsuke dashboard --activity 3           also who did what in the last three days\n  metsuke dashboard --plan plan.json       review what metsuke plan --out has saved\n\nThe page shows what metsuke posture --json prints. It loads nothing from elsewhere, and its file needs no network.':
    '\n例:\n  metsuke dashboard                        このマシンのブラウザで見るページ（Ctrl-C まで）\n  metsuke dashboard --out today.html       同じページを 1 つのファイルに。送る、残す、印刷する\n  metsuke dashboard --account dev --out dev.html --pseudonyms\n  metsuke dashboard --activity 3           直近 3 日に誰が何をしたかも調べる\n  metsuke dashboard --plan plan.json       metsuke plan --out が保存した計画をレビューする\n\nページの内容は metsuke posture --json の出力と同じです。外からは何も読み込まず、ファイルはネットワークなしで開けます。',
  'Written: {0} ({1} kB). It needs no network and no Metsuke.':
    '{0} に書き出しました（{1} kB）。ネットワークも Metsuke も要りません。',
  '{0} is there, and is no page of Metsuke.': '{0} はすでにあり、Metsuke のページではありません。',
  'Name another file with --out.': '--out に別のファイルを指定してください。',
  'This page is for the browser that was given its whole address.':
    'このページは、アドレス全体を受け取ったブラウザ専用です。',
  'Port {0} cannot be used: {1}': 'ポート {0} は使えません: {1}',
  'Name another one with --port, or leave it out.': '--port に別のポートを指定するか、指定を外してください。',
  'The dashboard is there until Ctrl-C, for this machine only. The address is its key: keep it to yourself.\n':
    'ダッシュボードは Ctrl-C まで、このマシンだけで見られます。アドレスが鍵なので、人に渡さないでください。\n',
  'Left at once.': 'すぐに終わりました。',
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
  'AWS Config answers the query of compliance in a form that Metsuke does not know.':
    'AWS Config が、準拠状況のクエリに Metsuke の知らない形で答えました。',
  'metsuke status knows nothing of {0}: {1}': 'metsuke status は {0} を確認できませんでした: {1}',
  "Of {0} subscriptions of the security notifications {1} are pending: nothing is sent there before the link in AWS's mail is clicked.":
    'セキュリティ通知の購読 {0} 件のうち {1} 件が確認待ちです。AWS のメールのリンクを開くまで、そこには何も届きません。',
  'metsuke rules status asks in another way.': 'metsuke rules status は別の方法で問い合わせます。',
  'IAM Access Analyzer is not switched on in metsuke.yaml (accessAnalyzer.enabled).':
    'metsuke.yaml で IAM Access Analyzer が有効になっていません（accessAnalyzer.enabled）。',
  'The audit account has no analyzer {0} in {1}: metsuke apply makes it.':
    '監査アカウントの {1} にアナライザー {0} がありません。metsuke apply で作成します。',
  'The analyzer {0} in {1} does not work: {2}': '{1} のアナライザー {0} が動いていません: {2}',
  'the ARN of the analyzer {0}': 'アナライザー {0} の ARN',
  'the id of a finding': '検出結果の ID',
  'the account of a finding': '検出結果のアカウント',
  'dashboard.history in metsuke.yaml names no place where days are kept.':
    'metsuke.yaml の dashboard.history に、日ごとの件数を残す場所の指定がありません。',
  'Counts of earlier days are those of the whole organization.': '過去の件数は組織全体のものです。',
  'holds more than {0} files: those after them were not looked at':
    'には {0} 個を超えるファイルがあり、それより後のものは見ていません',
  'is of a day that has not come yet': 'は、まだ来ていない日のものです',
  'is larger than anything that Metsuke keeps there': 'は、Metsuke がそこに残すどのファイルよりも大きいものです',
  '{0} {1}: it is left unchanged': '{0} {1}。書き換えずに残します',
  '{0} was written by another run at the same time': '{0} は、同時に動いた別の実行が書きました',
  'The archive holds no inventory of instances (inventory in metsuke.yaml lets them report).':
    'アーカイブにインスタンスのインベントリがありません（metsuke.yaml の inventory で集めます）。',
  'is no result of a verification': 'は、検証結果のファイルではありません',
  'is of another archive': 'は、別のアーカイブのものです',
  'lies in the archive itself: what it says of a verification counts for nothing there':
    'はアーカイブの中にあります。そこにある検証結果は信用しません',
  'is no summary of a day': 'は、1 日分の件数のファイルではありません',
  'says that it is of another day': 'は、別の日のものだと書いてあります',
  'is of another organization': 'は、別の組織のものです',
  'is no JSON': 'は、JSON ではありません',
  'does not keep this day: {0}': 'に、この日の件数を残せません: {0}',
};
