import type { Catalogue } from '../../domain/say.ts';

export const ARCHIVE: Catalogue = {
  'is not JSON: {0}': 'JSON ではありません: {0}',
  'cannot be read: {0}': '読めません: {0}',
  'has no Records: it is no log file of CloudTrail': 'Records がありません。CloudTrail のログファイルではないようです',
  'has something else than an event as record {0}': '{0} 番目のレコードがイベントではありません',
  'is empty': '空です',
  'is neither gzip nor JSON': 'gzip でも JSON でもありません',
  'cannot be inflated: {0}': '展開できません: {0}',
  'has no name of a log file of CloudTrail': 'CloudTrail のログファイルの名前ではありません',
  'is written in a way that cannot be read': '読み取れない書き方です',
  'cannot be read, because AWS denies it: look at the policies of the bucket and of its key':
    'AWS に拒否されて読めません。バケットとその鍵のポリシーを確認してください',
  '--account {0}: neither the organization nor the archive knows this account.':
    '--account {0}: このアカウントは組織にもアーカイブにもありません。',
  'The archive has no folder of any account: is it the right one?':
    'アーカイブにはどのアカウントのフォルダもありません。正しい場所ですか。',
  'It knows: {0}.': 'あるもの: {0}',
  'has a damaged end: only what is whole before it is read': '末尾が壊れています。壊れていない部分だけを読みました',
  'is gone since it was listed': '一覧を取った後になくなりました',
  'A compaction into {0}': '{0} への Parquet 化（compact）',
  '{0}/{1} was changed by another process.': '{0}/{1} が別のプロセスに変更されました。',
  'Only one compaction at a time may write there. Repeat it when the other has ended.':
    '書き込めるのは一度に 1 つの compact だけです。もう一方が終わってから、やり直してください。',
  'is damaged; the log files of that day were read instead. Remove it and repeat: metsuke archive compact':
    '壊れています。その日は代わりにログファイルを読みました。削除してから metsuke archive compact をやり直してください',
  'A compaction of this archive': 'このアーカイブの Parquet 化（compact）',
  'in ten minutes': '10 分後',
  'at {0}Z': '{0}Z',
  '{0} is already running: {1}.': '{0}は既に実行中です（{1}）。',
  'Wait until it has ended. If it was killed, its turn ends {0} ({1}/{2}).':
    '終わるのを待ってください。強制終了されたものなら、その番は {0} に切れます（{1}/{2}）。',
  '{0} was taken over by {1}.': '{0}は{1}が引き継ぎました。',
  'This one gave no sign of life for ten minutes. What it has finished is kept; repeat it when the other has ended.':
    'このプロセスは 10 分間応答しませんでした。済んだ分は残っています。もう一方が終わってから、やり直してください。',
  'another process': '別のプロセス',
  'process {0} on {1} since {2}Z': '{1} のプロセス {0}（{2}Z から）',
  ' since {0}Z': '（{0}Z から）',
  '{0} is already running: process {1} on {2}{3}.': '{0}は既に実行中です（{2} のプロセス {1}{3}）。',
  'Wait until it has ended. If there is no such process any more, remove {0}.':
    '終わるのを待ってください。そのプロセスがもうなければ、{0} を削除してください。',
  'is not what its manifest says; the log files of that day were read instead. If no compaction is running, remove it from the bucket and repeat: metsuke archive compact':
    'マニフェストと一致しません。その日は代わりにログファイルを読みました。compact が動いていなければ、バケットから削除して metsuke archive compact をやり直してください',
  'There is no {0} in {1}.': '{1} に {0} がありません。',
  '"{0}" is not a package, or a package and a version.':
    '"{0}" はパッケージでも、パッケージとバージョンでもありません。',
  "Write it in quotes, since < and > mean something to the shell: 'openssl', 'openssl<3.0.8', 'python3*>=3.11'.":
    "シェルでは < と > に意味があるので、引用符で囲んでください: 'openssl', 'openssl<3.0.8', 'python3*>=3.11'",
  'Nobody would be told: {0}. The message would be:': '誰にも届きません: {0}。届くとすれば、次の内容です:',
  'It would be counted in the digest: {0} is below minimumSeverity ({1}). As a message of its own:':
    'ダイジェストに数えられます（{0} は minimumSeverity（{1}）未満）。単独の通知なら、次の内容です:',
  'It would be counted in the digest: AWS refused it, and nothing was changed. As a message of its own:':
    'AWS が拒否し、何も変わっていないため、ダイジェストに数えます。単独の通知なら次のとおりです:',
  'It would be counted in the digest: these are quiet hours. As a message of its own:':
    'ダイジェストに数えられます（静穏時間中）。単独の通知なら、次の内容です:',
  'It would be told at once:': 'すぐに次の内容で届きます:',
  '--patch "{0}" names no patch.': '--patch "{0}" はパッチの指定になっていません。',
  'Write a CVE, an advisory (ALAS2023-2026-100), a package (openssl*) or, for Windows, a KB number.':
    'CVE、アドバイザリ（ALAS2023-2026-100）、パッケージ（openssl*）、Windows なら KB 番号を書いてください。',
  '{0} patches are named; {1} go into one run.': 'パッチが {0} 個指定されています。1 回に指定できるのは {1} 個です。',
  'Run it several times, or choose by --severity.': '何回かに分けるか、--severity で選んでください。',
  'Whether a patch fitted is not known': '当てはまるパッチがあったかどうかは分かりません',
  'Too many had failed.': '失敗が多すぎました。',
  '{0} {1} is no number of instances.': '{0} {1} はインスタンスの数ではありません。',
  'Write a number from {0} or a percentage: {1} 10%.': '{0} 以上の数か、割合（{1} 10%）を書いてください。',
  'Athena says {0} and nothing more.': 'Athena の応答は {0} だけです。',
  'Ask for a shorter time or fewer accounts, or raise reports.athena.scanLimitGigabytes.':
    '期間を短くするかアカウントを減らすか、reports.athena.scanLimitGigabytes を上げてください。',
  '{0} was replaced while it was read.': '{0} は読んでいる間に置き換えられました。',
  'Ask again when the compaction has ended, or with --no-curated.':
    'compact が終わってから実行し直すか、--no-curated を付けてください。',
  'A query is one statement.': 'クエリは 1 つの文で書いてください。',
  'Only a SELECT is run.': '実行できるのは SELECT だけです。',
  'There is no table {0}.': '{0} というテーブルはありません。',
  'There is: {0}.': 'あるのは {0} です。',
  '{0} has: {1}.': '{0} にあるのは {1} です。',
  'The query': 'クエリ',
  'There is no column {0}{1}.': '{0} という列はありません{1}。',
  ' in {0}': '（{0}）',
  'There is no function {0}.': '{0} という関数はありません。',
  'Queries are written in the dialect of Trino.': 'クエリは Trino の方言で書きます。',
  'Queries are written in the dialect of Trino, which is that of Athena.':
    'クエリは Trino の方言で書きます。Athena と同じです。',
  'A text, a quoted name or a comment in it has no end, or a comment is in another.':
    '閉じていない文字列、引用符付きの名前、コメントがあるか、コメントが入れ子になっています。',
  'There is no query in it.': 'クエリがありません。',
  'It is more than one statement.': '文が 2 つ以上あります。',
  'It begins with {0}; only SELECT and WITH read.': '{0} で始まっています。読み取れるのは SELECT と WITH だけです。',
  'The function {0} reaches beyond the tables.': '関数 {0} はテーブルの外に届きます。',
  'TABLE(…) may run something else than this query.': 'TABLE(…) はこのクエリ以外のものを実行できます。',
  '{0} does not only read.': '{0} は読み取り以外のことをします。',
  'A file cannot be read, only tables.': '読めるのはテーブルだけで、ファイルは読めません。',
  'This query is not run. {0}': 'このクエリは実行しません。{0}',
  'Ask with one SELECT over the tables; see: metsuke query --help':
    'テーブルに対する 1 つの SELECT で書いてください（metsuke query --help）。',
  'The URL of Trino needs a catalog and a schema, and no password.':
    'Trino の URL にはカタログとスキーマが必要です。パスワードは書けません。',
  'Write https://trino.example/hive/logs; user and password are in TRINO_USER and TRINO_PASSWORD.':
    'https://trino.example/hive/logs のように書いてください。ユーザーとパスワードは TRINO_USER と TRINO_PASSWORD に設定します。',
  '{0} is not asked: logs and passwords need https.': '{0} には接続しません。ログとパスワードには https が必要です。',
  'Trino leads to another server, {0}, which is not followed.':
    'Trino が別のサーバー {0} に誘導していますが、従いません。',
  'Set TRINO_USER with TRINO_PASSWORD, or TRINO_TOKEN.':
    'TRINO_USER と TRINO_PASSWORD、または TRINO_TOKEN を設定してください。',
  'Trino answers {0} {1}.': 'Trino の応答は {0} {1} です。',
  '--from {0} is not before --to {1}.': '--from {0} が --to {1} より前ではありません。',
  '{0} is no month.': '{0} は月の指定ではありません。',
  '{0} {1} is no date.': '{0} {1} は日付ではありません。',
  'Write a day (2026-10-01), a moment (2026-10-01T09:00:00+09:00), or a time before now (7d, 12h).':
    '日（2026-10-01）、日時（2026-10-01T09:00:00+09:00）、さかのぼる時間（7d、12h）のどれかを書いてください。',
  'its condition has no end': 'condition が途中で終わっている',
  'a bracket of its condition is not closed': 'condition の括弧が閉じていない',
  'its condition counts': 'condition が件数を数える',
  'its condition goes on with {0}': 'condition に {0} が続いている',
  'its condition names {0}, which is not defined': 'condition に定義されていない {0} がある',
  'nothing is called {0}': '{0} というものがない',
  'the field {0} cannot be looked up': 'フィールド {0} を調べられない',
  'the table cloudtrail has no {0}': 'cloudtrail テーブルに {0} がない',
  'the field {0} is not one text': 'フィールド {0} が 1 つのテキストではない',
  'it is no Sigma rule: {0} {1}': 'Sigma ルールではない: {0} {1}',
  'it is about {0}, not about aws cloudtrail': 'aws cloudtrail ではなく {0} のルール',
  'other logs': 'ほかのログ',
  'it is no YAML: {0}': 'YAML ではない: {0}',
  'it has a time frame and counts nothing': '時間枠があるのに何も数えない',
  'it counts the different values of {0}': '{0} の異なる値を数える',
  'its time frame is {0}': '時間枠が {0} である',
  '{0} is no network of IPv4': '{0} は IPv4 のネットワークではない',
  'it has the modifier {0}': '修飾子 {0} がある',
  'it compares by {0} and {1} at once': '{0} と {1} で同時に比べている',
  'a value of it has parts': '値に部分がある',
  'a list of it is empty': '空のリストがある',
  'a selection of it is empty': '空の selection がある',
  'A sandbox is on this machine only; {0} is not.': 'サンドボックスはこのマシンの中だけです。{0} は違います。',
  'The sandbox refuses: {0}.': 'サンドボックスが拒否しました: {0}',
  'No sandbox answers on {0}.': '{0} にサンドボックスの応答がありません。',
  'Start one with: metsuke sandbox up': '起動するには: metsuke sandbox up',
  'The sandbox needs Python 3.10 or newer, and none was found.':
    'サンドボックスには Python 3.10 以上が必要ですが、見つかりません。',
  'The sandbox needs packages that {0} lacks: {1}.': 'サンドボックスに必要なパッケージが {0} にありません: {1}',
  'Run: npm run setup': '実行してください: npm run setup',
  'Run: python3 -m pip install -r {0} (in a virtual environment, and name its Python in METSUKE_PYTHON)':
    '実行してください: python3 -m pip install -r {0}（仮想環境の中で実行し、その Python を METSUKE_PYTHON に設定）',
  'The sandbox did not start: {0}': 'サンドボックスが起動しませんでした: {0}',
  'The sandbox was not ready within {0} seconds.': 'サンドボックスの準備が {0} 秒以内に終わりませんでした。',
  'Its log is {0}': 'ログは {0} にあります',
  'it said nothing.': '何も出力していません。',
  'Several accounts are called {0}.': '{0} という名前のアカウントが複数あります。',
  'It has: {0}': 'あるのは {0} です',
  'There is no organization file {0}.': '組織のファイル {0} がありません。',
  'No sandbox runs in {0}.': '{0} で動いているサンドボックスはありません。',
  '"{0}" is no port forwarding.': '"{0}" はポート転送の指定ではありません。',
  'Write LOCAL:REMOTE or LOCAL:REMOTE:HOST, such as 8080:80 or 5432:5432:db.internal.':
    'LOCAL:REMOTE か LOCAL:REMOTE:HOST の形で書いてください。例: 8080:80、5432:5432:db.internal',
  '{0} {1} in {2} {3}': '{2} {3} の {0} {1}',
  '(no name)': '（名前なし）',
  '{0} is not installed, or not on the PATH.': '{0} がインストールされていないか、PATH にありません。',
  '{0} {1} takes the token of a session on its command line, where every user of this machine can read it.':
    '{0} {1}は、セッションのトークンをコマンドラインで受け取ります。このマシンのどのユーザーからも読めてしまいます。',
  'of an unknown version': '（バージョン不明）',
  'Update it. {0}': '更新してください。{0}',
  'Install it: {0}': 'インストールするには: {0}',
  'Systems Manager did not report that the command ended.': 'Systems Manager がコマンドの終了を報告しませんでした。',
  '"{0}" names no instance.': '"{0}" はインスタンスの指定になっていません。',
  'Write a name, an instance id, an account id or a tag: Environment=production.':
    '名前、インスタンス ID、アカウント ID、タグ（Environment=production）のどれかを書いてください。',
};
