import type { Catalogue } from '../../domain/say.ts';

/** Help and messages of the archive, the guardrails and sessions; waits for AWS and what queries cost. */
export const COMMANDS: Catalogue = {
  'Say where the Parquet files are to be made.': 'Parquet ファイルの作成先を指定してください。',
  'metsuke archive compact --out ./curated-logs, or --out s3://a-bucket-of-yours; for every run: reports.curated in metsuke.yaml.':
    'metsuke archive compact --out ./curated-logs、または --out s3://a-bucket-of-yours。毎回同じ場所にするなら metsuke.yaml の reports.curated に書きます。',
  'Nothing to do: {0} as before.\n': 'することはありません。前回と同じ{0}です。\n',
  '{0} written, {1} as before: {2}, {3}, {4} in {5}/curated/cloudtrail\n':
    '{0}を作成、前回と同じもの {1}: {2}、{3}、{4}（{5}/curated/cloudtrail）\n',
  'Looking for new log files': '新しいログファイルを探しています',
  'Writing {0}: {1} of {2} log files, {3} events':
    '{0} を書き込んでいます: ログファイル {2} 個中 {1} 個、イベント {3} 件',
  "a copy of the archive on this machine (default: the log account's bucket)":
    'このマシン上のアーカイブのコピー（既定: ログアカウントのバケット）',
  'another bucket than that of metsuke.yaml, read with your own credentials':
    'metsuke.yaml とは別のバケット。自分の認証情報で読む',
  "the account that --bucket must belong to: another account's bucket of that name is refused":
    '--bucket の持ち主であるべきアカウント。別のアカウントにある同名のバケットは拒否する',
  'only these accounts, by id or name': '対象のアカウント（ID または名前）',
  'only the accounts below these organizational units': '対象の OU。その下のアカウントだけを見る',
  'a day, a moment, or 7d before now (default: 30d)': '開始。日付、日時、または 7d（7 日前）（既定: 30d）',
  'a day until its end, or a moment (default: now)': '終了。日付（その日の終わりまで）または日時（既定: 現在）',
  'what runs the SQL': 'SQL を実行するエンジン',
  'of your Trino, with catalog and schema: https://trino.example/hive/logs':
    'Trino の URL。カタログとスキーマも付ける: https://trino.example/hive/logs',
  'ask before Athena may cost more': 'Athena の料金がこの額を超え得るとき、確認を求める',
  'do not ask about the cost': '料金の確認を求めない',
  'what metsuke archive compact made of the log files: a folder or s3://bucket/prefix (default: in the folder of --archive, or reports.curated of metsuke.yaml)':
    'metsuke archive compact が作ったもの。フォルダまたは s3://bucket/prefix（既定: --archive のフォルダの中、または metsuke.yaml の reports.curated）',
  'read log files only, even where they have been compacted': 'Parquet 化済みのものがあっても、ログファイルだけを読む',
  'how the result is written': '結果の形式',
  'of titles and headings': '題名と見出しの言語',
  'Looking which days the archive holds': 'アーカイブにある日を調べています',
  'Copying the archive: {0} looked at, {1} MB copied': 'アーカイブをコピーしています: {0} 個を確認、{1} MB をコピー',
  ', {0} expired meanwhile': '、その間に期限切れ {0}',
  '{0} copied ({1} MB), {2} unchanged{3}{4}: {5} → {6}\n': '{0}をコピー（{1} MB）、変更なし {2}{3}{4}: {5} → {6}\n',
  ', {0} refused': '、拒否 {0}',
  'the log archive: is it whole, copy it, make it quick':
    'ログアーカイブの欠けを調べる、コピーする、速く読めるようにする',
  '\nExamples:\n  metsuke archive status\n  metsuke archive sync ./logs':
    '\n例:\n  metsuke archive status\n  metsuke archive sync ./logs',
  'which account and region has logs of which day; accounts whose logs have stopped':
    'どのアカウント・リージョンに何日のログがあるか、ログが止まったアカウントはどれかを表示する',
  'a line for every region': 'リージョンごとに 1 行で表示する',
  'end with 3 when there are gaps': '欠けがあれば終了コード 3 で終わる',
  'copy the bucket into a folder: what is new or differs; removes nothing':
    'バケットのうち新しいものと違うものをフォルダにコピーする。何も削除しない',
  'where the copy is': 'コピー先',
  'objects delivered from this day on (default: all)': 'この日以降に配信されたもの（既定: すべて）',
  'objects delivered until the end of this day (default: all)': 'この日の終わりまでに配信されたもの（既定: すべて）',
  'make Parquet of the log files of CloudTrail, day by day; the log files stay as they are':
    'CloudTrail のログファイルから 1 日ごとに Parquet を作る。ログファイルは変更しない',
  'the account that the bucket of compacted logs must belong to (default: reports.curatedOwner, or the account that reads the archive)':
    '変換済みログのバケットを所有すべきアカウント（既定: reports.curatedOwner、またはアーカイブを読むアカウント）',
  'a folder or s3://bucket/prefix in which curated/ is made (default: the folder of --archive, or reports.curated of metsuke.yaml)':
    'curated/ を作るフォルダまたは s3://bucket/prefix（既定: --archive のフォルダ、または metsuke.yaml の reports.curated）',
  'days of delivery from this one on (default: all)': 'この配信日以降（既定: すべて）',
  'days of delivery until this one (default: all)': 'この配信日まで（既定: すべて）',
  'only these accounts': '対象のアカウント',
  '\nExamples:\n  metsuke archive status                                   the last 30 days of the bucket\n  metsuke archive status --archive ./logs --from 2026-10-01 --to 2026-10-31\n  metsuke archive status --exit-code || echo "logs are missing"\n  metsuke archive status --json | jq \'.accounts[] | select(.gaps != [])\'':
    '\n例:\n  metsuke archive status                                   バケットの最近 30 日\n  metsuke archive status --archive ./logs --from 2026-10-01 --to 2026-10-31\n  metsuke archive status --exit-code || echo "logs are missing"\n  metsuke archive status --json | jq \'.accounts[] | select(.gaps != [])\'',
  '\nExamples:\n  metsuke archive sync ./logs                              all of it; repeat it to get what is new\n  metsuke archive sync ./logs --from 2026-10-01 --to 2026-10-31 --account 444444444444':
    '\n例:\n  metsuke archive sync ./logs                              すべて。繰り返すと新しいものだけを取る\n  metsuke archive sync ./logs --from 2026-10-01 --to 2026-10-31 --account 444444444444',
  "\nExamples:\n  metsuke archive compact --archive ./logs                 into ./logs/curated\n  metsuke archive compact --out ./curated-logs --from 7d   the bucket's last days, every night\n  metsuke archive compact --out s3://example-curated       into a bucket of your own, for the whole team\n\nA day whose log files have not changed is left alone. It may be killed and repeated at any time.":
    '\n例:\n  metsuke archive compact --archive ./logs                 ./logs/curated に作る\n  metsuke archive compact --out ./curated-logs --from 7d   バケットの最近の分を毎晩作る\n  metsuke archive compact --out s3://example-curated       自分のバケットに作り、皆で使う\n\nログファイルに変化のない日はそのままにします。いつ中断しても、もう一度実行できます。',
  'organization policies: whom would they have stopped': '組織のポリシーが誰を止めたはずかを調べる',
  '\nExamples:\n  metsuke guardrails preview --archive ./archive':
    '\n例:\n  metsuke guardrails preview --archive ./archive',
  'who did in the last days what the guardrails of metsuke.yaml would deny; changes nothing':
    'metsuke.yaml のガードレールが拒否する操作を、最近誰が行ったかを表示する。何も変更しない',
  'a copy of the log archive, as metsuke archive sync makes it': 'metsuke archive sync で作ったログアーカイブのコピー',
  'how far back': 'さかのぼる日数',
  'end with 3 when something would have been denied': '拒否されたはずの操作があれば終了コード 3 で終わる',
  '\nExamples:\n  metsuke archive sync ./archive --from 2026-10-26 && metsuke guardrails preview --archive ./archive\n  metsuke guardrails preview --archive ./archive --days 7 --json\n  metsuke plan --archive ./archive        the same for the policies that the plan attaches or changes':
    '\n例:\n  metsuke archive sync ./archive --from 2026-10-26 && metsuke guardrails preview --archive ./archive\n  metsuke guardrails preview --archive ./archive --days 7 --json\n  metsuke plan --archive ./archive        計画がアタッチ・変更するポリシーについて調べる',
  'Session on {0} in {1} …': '{1} の {0} にセッションを開きます …',
  '--timeout {0} is no number of seconds.': '--timeout {0} は秒数ではありません。',
  'Write 1 to 172800.': '1 から 172800 までで書いてください。',
  '--run needs to be told on which instances.': '--run を実行するインスタンスを指定してください。',
  "Name them: metsuke session 'web-*' --run …; or, for all of them: metsuke session '*' --run …":
    "名前で指定するには metsuke session 'web-*' --run …、すべてなら metsuke session '*' --run …",
  '{0} found, but Systems Manager reaches none of them.':
    '{0}が見つかりましたが、Systems Manager はどれにも届きません。',
  'The agent needs a role (default host management, or an instance profile) and a way to Systems Manager; see docs/sessions.md.':
    'エージェントには、ロール（デフォルトのホスト管理かインスタンスプロファイル）と Systems Manager への経路が必要です（docs/sessions.md）。',
  '; {0} could not be looked at': '（{0}は調べられませんでした）',
  'No running instance was found{0}.': '実行中のインスタンスが見つかりません{0}。',
  'No running instance matches{0}.': '該当する実行中のインスタンスがありません{0}。',
  'See what there is: metsuke session --list': '一覧: metsuke session --list',
  'Running on {0} …\n': '{0}で実行しています …\n',
  '{0} succeeded, {1} failed.\n': '成功は{0}、失敗は {1} 台。\n',
  'open a shell on an instance of any account, forward a port, or run a command on many; no keys':
    'どのアカウントのインスタンスにも、シェルを開く、ポートを転送する、多数にコマンドを実行する。鍵は不要',
  'name (* for anything), instance id, account id, or tag=value; default: all, to pick from':
    '名前（* は任意の文字列）、インスタンス ID、アカウント ID、または tag=value（既定: すべてから選ぶ）',
  'look in these accounts only: ids or names': '対象のアカウント（ID または名前）',
  'look in these regions only; default: the governed ones': '対象のリージョン（既定: 統制対象のリージョン）',
  'role to assume in other accounts; default: stackSets.bootstrapRole':
    'ほかのアカウントで引き受けるロール（既定: stackSets.bootstrapRole）',
  'instead of a shell: LOCAL:REMOTE[:HOST]': 'シェルの代わりにポートを転送する: LOCAL:REMOTE[:HOST]',
  'instead of a shell: run it on every instance that matches': 'シェルの代わりに、該当する全インスタンスで実行する',
  'how long --run may take on an instance': '--run がインスタンス 1 台で使える時間',
  'instead of a shell: list what matches': 'シェルの代わりに、該当するものを一覧にする',
  "\nExamples:\n  metsuke session                                       pick one of all instances\n  metsuke session web-1                                 a shell, wherever web-1 is\n  metsuke session i-0123456789abcdef0 --account dev     quicker: one account is asked\n  metsuke session db-1 --forward 5432:5432:db.internal  reach a database through an instance\n  metsuke session Environment=dev --run 'uptime'        on every one, outputs gathered\n  metsuke session --list --json | jq '.instances[] | select(.agent != \"ONLINE\")'\n\nA shell needs session-manager-plugin on this machine. Exit code: 1 when a session or a command failed somewhere.":
    "\n例:\n  metsuke session                                       すべてのインスタンスから選ぶ\n  metsuke session web-1                                 web-1 がどこにあってもシェルを開く\n  metsuke session i-0123456789abcdef0 --account dev     速い。1 アカウントだけを調べる\n  metsuke session db-1 --forward 5432:5432:db.internal  インスタンス経由でデータベースに届く\n  metsuke session Environment=dev --run 'uptime'        すべてで実行し、出力を集める\n  metsuke session --list --json | jq '.instances[] | select(.agent != \"ONLINE\")'\n\nシェルにはこのマシンの session-manager-plugin が必要です。どこかでセッションかコマンドが失敗すると終了コードは 1 です。",
  'What is missing is not known, because the archive cannot be read: {0}\n':
    'アーカイブを読めないので、不足しているパッチは分かりません: {0}\n',
  'AWS throttles {0}': 'AWS が {0} をスロットリングしています',
  'AWS does not answer {0}': 'AWS が {0} に応答しません',
  '{0}; waiting for {1} (try {2} follows)': '{0}。待機 {1}（次は {2} 回目）',
  'At most {0} will be read, for {1}.': '最大 {0} を読みます。料金は {1} です。',
  'Nothing was run.': '何も実行していません。',
  'Ask for a shorter time or fewer accounts.': '期間を短くするか、アカウントを減らしてください。',
  '{0} were read, for {1}.': '{0} を読みました。料金は {1} です。',
  '--max-usd {0} is no amount of dollars.': '--max-usd {0} はドルの金額ではありません。',
  'Write --max-usd 2.50.': '--max-usd 2.50 のように書いてください。',
  'the last {0} days of {1}': '{1} の最近 {0} 日',
  '--days {0}: it must be a number of days, such as 30.': '--days {0}: 30 のような日数で書いてください。',
  'display help for command': '使い方を表示する',
  'output the version number': 'バージョンを表示する',
  'default: {0}': '既定: {0}',
  'choices: {0}': '選択肢: {0}',
  ' ({0})': '（{0}）',
  'configuration file': '設定ファイル',
};
