import type { Catalogue } from '../../domain/say.ts';

/** Help of reports, queries, evidence, inventory, patches, rules, images, notifications and of the sandbox's events. */
export const HELP: Catalogue = {
  'print a completion script for a shell': 'シェルの補完スクリプトを出力する',
  'the shell that completes': '補完を使うシェル',
  '\nExamples:\n  eval "$(metsuke completion bash)"\n  metsuke completion fish | source':
    '\n例:\n  eval "$(metsuke completion bash)"\n  metsuke completion fish | source',
  'Topics:': 'トピック:',
  '\nExamples:\n  metsuke help archive sync\n  metsuke help costs\n  metsuke help configuration guardDuty':
    '\n例:\n  metsuke help archive sync\n  metsuke help costs\n  metsuke help configuration guardDuty',
  'See: metsuke help TOPIC': '詳しくは: metsuke help TOPIC',
  '## What it costs': '## いくらかかるか',
  '| Exit code |': '| 終了コード |',
  'README.md': 'README.ja.md',

  "\nExamples:\n  metsuke evidence verify                                       the whole organization\n  metsuke evidence verify --account 444444444444 --from 2026-10-01 --to 2026-10-31\n  metsuke evidence verify --archive ./copy --public-keys keys.json    without AWS\n  metsuke evidence verify --json | jq '.places[].findings[]'\n\nExit code 1 when anything was found, for CI. After an interruption it goes on where it stopped.":
    "\n例:\n  metsuke evidence verify                                       組織全体を検証する\n  metsuke evidence verify --account 444444444444 --from 2026-10-01 --to 2026-10-31\n  metsuke evidence verify --archive ./copy --public-keys keys.json    AWS なしで検証する\n  metsuke evidence verify --json | jq '.places[].findings[]'\n\n指摘があれば終了コードは 1 です（CI で使えます）。中断しても、次の実行は続きから始まります。",
  'a copy of the archive, instead of the bucket': 'バケットの代わりに読む、アーカイブのコピー',
  'public keys as aws cloudtrail list-public-keys prints them, instead of asking AWS':
    'AWS に問い合わせる代わりに使う公開鍵（aws cloudtrail list-public-keys の出力）',
  'prove the log archive, and hand out proof': 'ログアーカイブを証明し、証拠を渡す',
  '\nExamples:\n  metsuke evidence verify\n  metsuke evidence check evidence-2026-17':
    '\n例:\n  metsuke evidence verify\n  metsuke evidence check evidence-2026-17',
  "check every log file against CloudTrail's signed digests: missing, changed, inserted, unsigned":
    'すべてのログファイルを CloudTrail の署名付きダイジェストと照合し、欠落、改変、混入、署名なしを調べる',
  'only these regions': '対象のリージョン',
  'log files delivered from then on: 2026-10-01 or 2026-10-01T09:00:00Z':
    'この時点以降に配信されたログファイル: 2026-10-01 または 2026-10-01T09:00:00Z',
  'log files delivered until then; a day is taken whole':
    'この時点までに配信されたログファイル。日付はその日の終わりまで',
  'where the run notes what is done (default: in your cache folder)':
    '済んだところを記録するファイル（既定: 自分のキャッシュフォルダの中）',
  'start from the beginning, even where an interrupted run has results': '中断した実行の結果を使わず、最初から始める',
  '\nExamples:\n  metsuke evidence export --account 444444444444 --from 2026-10-01 --to 2026-10-07 --case 2026-17\n  metsuke evidence export --account 444444444444 --from 2026-10-01 --to 2026-10-07 --case 2026-17 \\\n    --asked-by "Internal audit" --sign-key signer.key --out ./for-audit\n\nKeep the seal that it prints in another place: it proves that nobody has changed the folder since.':
    '\n例:\n  metsuke evidence export --account 444444444444 --from 2026-10-01 --to 2026-10-07 --case 2026-17\n  metsuke evidence export --account 444444444444 --from 2026-10-01 --to 2026-10-07 --case 2026-17 \\\n    --asked-by "内部監査" --sign-key signer.key --out ./for-audit\n\n表示される封印は別の場所に保管してください。その後フォルダが変更されていないことの証明になります。',
  'copy log files with their proof into a sealed folder that others can verify':
    'ログファイルとその証拠を、第三者が検証できる封印したフォルダにコピーする',
  'whose log': 'ログを取り出すアカウント',
  'number or name of the case; the folder is called after it': '案件の番号か名前。フォルダの名前になる',
  'who asked for it, for the cover page': '依頼元（表紙に書く）',
  'why, for the cover page': '理由（表紙に書く）',
  'the folder, new or empty (default: evidence-<case>)': '新しいフォルダか空のフォルダ（既定: evidence-<case>）',
  'sign the seal with this private key: Ed25519 or RSA, PEM': '封印に署名する秘密鍵（Ed25519 か RSA、PEM 形式）',
  'sign the seal with this RSA key of AWS KMS: id, ARN or alias':
    '封印に署名する AWS KMS の RSA キー（ID、ARN、エイリアス）',
  'without the answers of the audit reports': '監査レポートの結果を含めない',
  '\nExamples:\n  metsuke evidence check evidence-2026-17\n  metsuke evidence check evidence-2026-17 --seal 5b0f…c2 --signer-key signer.pem\n\nNeeds no AWS and no network. Exit code 1 when anything differs from what was sealed.':
    '\n例:\n  metsuke evidence check evidence-2026-17\n  metsuke evidence check evidence-2026-17 --seal 5b0f…c2 --signer-key signer.pem\n\nAWS もネットワークも要りません。封印した内容と違いがあれば終了コードは 1 です。',
  "verify an exported folder, years later: every file, the signature, CloudTrail's digests":
    '何年後でも、取り出したフォルダを検証する（全ファイル、署名、CloudTrail のダイジェスト）',
  'the folder that evidence export made': 'evidence export が作ったフォルダ',
  'the seal that was kept when it was exported': '取り出したときに保管した封印',
  'public key of the signer, PEM, from elsewhere than the folder':
    '署名者の公開鍵（PEM 形式）。フォルダの外から入手したもの',
  'An account id has twelve digits.': 'アカウント ID は 12 桁です。',
  'Write it like 2026-10-01 or 2026-10-01T09:00:00Z.':
    '2026-10-01 または 2026-10-01T09:00:00Z のように書いてください。',

  '\nExamples:\n  metsuke image build                              every pipeline, without waiting\n  metsuke image build amazon-linux-2023-x86-64 --follow\n\nImage Builder starts instances in the image account, for about an hour. The pipelines also run by themselves: see\nmachineImages.schedule.':
    '\n例:\n  metsuke image build                              すべてのパイプライン。終わりは待たない\n  metsuke image build amazon-linux-2023-x86-64 --follow\n\nImage Builder がイメージアカウントでインスタンスを 1 時間ほど動かします。パイプラインは machineImages.schedule に\n従って自動でも動きます。',
  '\nExamples:\n  metsuke image usage                              instances on old and foreign images\n  metsuke image usage --all                        the others too\n  metsuke image usage --json | jq \'.instances[] | select(.age == "foreign") | .id\'\n\nIt asks Amazon EC2 in every governed account and region, through the bootstrap role.':
    '\n例:\n  metsuke image usage                              古いイメージや他のイメージのインスタンス\n  metsuke image usage --all                        それ以外も表示する\n  metsuke image usage --json | jq \'.instances[] | select(.age == "foreign") | .id\'\n\nブートストラップロールを使い、統制対象の各アカウント・リージョンの Amazon EC2 に問い合わせます。',
  'hardened machine images: build them, follow them, see who runs which':
    '要塞化したマシンイメージを作る、経過を見る、使われ方を見る',
  '\nExamples:\n  metsuke image build --follow\n  metsuke image usage':
    '\n例:\n  metsuke image build --follow\n  metsuke image usage',
  'build images now': 'イメージを今すぐ作る',
  'one kind of image: amazon-linux-2023-x86-64': 'イメージの種類（例: amazon-linux-2023-x86-64）',
  'wait until the builds have ended; 1 when one failed': 'ビルドの終わりまで待つ。失敗があれば終了コード 1',
  'each pipeline with its newest build; 1 when that one failed':
    '各パイプラインと最新のビルドを表示する。最新が失敗なら終了コード 1',
  '\nExamples:\n  metsuke image status': '\n例:\n  metsuke image status',
  'every image that was built, with its id in each region': '作成したイメージと各リージョンの ID を一覧にする',
  '\nExamples:\n  metsuke image list\n  metsuke image list --json':
    '\n例:\n  metsuke image list\n  metsuke image list --json',
  'running instances on old images of Metsuke, or on images of others':
    'Metsuke の古いイメージか、他のイメージで動いているインスタンスを表示する',
  'those on the newest image too': '最新のイメージのものも表示する',

  'what is installed on which instance, from the archive': 'どのインスタンスに何が入っているかをアーカイブから調べる',
  '\nExamples:\n  metsuke inventory search openssl\n  metsuke inventory instances':
    '\n例:\n  metsuke inventory search openssl\n  metsuke inventory instances',
  'every package in every version, and on how many instances it is':
    'パッケージとバージョンごとに、入っているインスタンスの数を表示する',
  'only this package; * stands for anything': '対象のパッケージ（* は任意の文字列）',
  'every instance that Systems Manager knows: its system, its agent, when it reported last':
    'Systems Manager が把握しているインスタンスの OS、エージェント、最終報告を表示する',
  'who runs which version where; versions are compared as rpm and dpkg do':
    'どのバージョンがどこにあるかを探す。バージョンは rpm や dpkg と同じ規則で比べる',
  "a package, or with a version: 'openssl<3.0.8' (also <= = >= >)":
    "パッケージ、またはバージョン付き: 'openssl<3.0.8'（<= = >= > も使える）",
  'end with 3 when something is found': '見つかれば終了コード 3 で終わる',
  'instead: instances that run and that Systems Manager does not know; asks every governed account':
    '代わりに、実行中で Systems Manager が把握していないインスタンスを表示する。統制対象の全アカウントに問い合わせる',
  "\nExamples:\n  metsuke inventory packages                           the whole organization\n  metsuke inventory packages 'python3*' --unit Workloads\n  metsuke inventory packages --archive ./logs --json | jq '.[] | select(.instances == 1)'":
    "\n例:\n  metsuke inventory packages                           組織全体\n  metsuke inventory packages 'python3*' --unit Workloads\n  metsuke inventory packages --archive ./logs --json | jq '.[] | select(.instances == 1)'",
  '\nExamples:\n  metsuke inventory instances\n  metsuke inventory instances --account dev --json\n  metsuke inventory instances --unmanaged              instances that report nothing':
    '\n例:\n  metsuke inventory instances\n  metsuke inventory instances --account dev --json\n  metsuke inventory instances --unmanaged              何も報告しないインスタンス',
  "\nExamples:\n  metsuke inventory search 'openssl<3.0.8'             older than 3.0.8, in any release\n  metsuke inventory search 'openssl=3.0.8-1.amzn2023.0.3'\n  metsuke inventory search 'log4j*' --account prod\n  metsuke inventory search 'openssh-server<9.6p1' --exit-code\n\nOnly the parts that you write are compared: <3.0.8 also finds 1:3.0.7-1. Put quotes around it: < and > mean\nsomething to the shell.":
    "\n例:\n  metsuke inventory search 'openssl<3.0.8'             3.0.8 より古いもの（リリースは問わない）\n  metsuke inventory search 'openssl=3.0.8-1.amzn2023.0.3'\n  metsuke inventory search 'log4j*' --account prod\n  metsuke inventory search 'openssh-server<9.6p1' --exit-code\n\n比べるのは書いた部分だけです。<3.0.8 は 1:3.0.7-1 も見つけます。シェルでは < と > に意味があるので、\n引用符で囲んでください。",

  '\nExamples:\n  metsuke notifications preview                                     what four incidents look like\n  metsuke notifications preview event.json --language ja            one of your own, in Japanese\n  aws events ... | metsuke notifications preview - --json           from another program\n\nNeeds metsuke.yaml, but neither AWS nor credentials: accounts are shown by their ids.':
    '\n例:\n  metsuke notifications preview                                     4 つの出来事の通知を見る\n  metsuke notifications preview event.json --language ja            手元のイベントを日本語で見る\n  aws events ... | metsuke notifications preview - --json           別のプログラムから受け取る\n\nmetsuke.yaml が必要です。AWS と認証情報は要りません（アカウントは ID で表示します）。',
  'messages about what happens in the accounts': 'アカウントで起きたことの通知',
  '\nExamples:\n  metsuke notifications preview': '\n例:\n  metsuke notifications preview',
  'show what a person would receive about an event, and whether at once':
    'イベントがどんな通知になり、すぐに届くかどうかを表示する',
  'a file with an event of EventBridge as JSON, or - for standard input (default: examples)':
    'EventBridge のイベントの JSON ファイル。- なら標準入力（既定: 付属の例）',
  'instead of that of metsuke.yaml': 'metsuke.yaml の言語の代わりに使う言語',

  'security patches: what is missing where, when it is installed, and installing it now':
    'セキュリティパッチの不足を調べる、予定を見る、今すぐ適用する',
  '\nExamples:\n  metsuke patch status\n  metsuke patch now --severity critical --group dev':
    '\n例:\n  metsuke patch status\n  metsuke patch now --severity critical --group dev',
  'instances that miss patches, failed to install them or wait for a reboot, from the archive':
    'パッチの不足、適用の失敗、再起動待ちのインスタンスをアーカイブから調べる',
  'instances that need nothing, too': '対応の要らないインスタンスも表示する',
  'end with 3 when an instance needs something': '対応の要るインスタンスがあれば終了コード 3 で終わる',
  'which instances are patched when, as metsuke.yaml says; needs no AWS':
    'metsuke.yaml に書かれたパッチ適用の予定を表示する。AWS は要らない',
  'install now, outside the maintenance windows; shows the plan and asks first':
    'メンテナンスウィンドウを待たずに適用する。計画を表示し、確認を求める',
  'these patches, approved by a baseline or not: CVEs, advisories, packages (openssl*), KB numbers':
    '適用するパッチ。ベースラインの承認は問わない: CVE、アドバイザリ、パッケージ（openssl*）、KB 番号',
  'security patches of this severity, without the days that they wait':
    'この重要度のセキュリティパッチ。待機日数を待たない',
  'these patch groups only; default: all of metsuke.yaml': '対象のパッチグループ（既定: metsuke.yaml のすべて）',
  'in these accounts only: ids or names': '対象のアカウント（ID または名前）',
  'in these regions only; default: the governed ones': '対象のリージョン（既定: 統制対象のリージョン）',
  'instances reboot when a patch needs it; default: patching.install.reboot':
    'パッチに必要ならインスタンスを再起動する（既定: patching.install.reboot）',
  'no instance reboots': 'インスタンスを再起動しない',
  'instances of an account and region at once: 5 or 10%':
    '1 つのアカウント・リージョンで同時に処理する台数か割合（5 または 10%）',
  'after more failures than that, no further instance begins': '失敗がこれを超えたら、残りのインスタンスを始めない',
  "\nExamples:\n  metsuke patch status                       the whole organization, the worst first\n  metsuke patch status --unit Workloads --exit-code\n  metsuke patch status --archive ./logs --json | jq '.[] | select(.critical > 0)'\n\nIt shows what the last daily scan of each instance found: a patch of today may be missing here.":
    "\n例:\n  metsuke patch status                       組織全体。問題の大きい順\n  metsuke patch status --unit Workloads --exit-code\n  metsuke patch status --archive ./logs --json | jq '.[] | select(.critical > 0)'\n\n各インスタンスの毎日のスキャンの、最後の結果です。今日出たパッチはまだ含まれないことがあります。",
  "\nExamples:\n  metsuke patch schedule\n  metsuke patch schedule --json | jq -r '.groups[0].next'":
    "\n例:\n  metsuke patch schedule\n  metsuke patch schedule --json | jq -r '.groups[0].next'",
  "\nExamples:\n  metsuke patch now --severity critical --group dev        critical patches, without the days that they wait\n  metsuke patch now --patch CVE-2026-12345 --max-concurrency 50%\n  metsuke patch now --patch 'openssl*' --no-reboot --account prod\n  metsuke patch now --group dev --yes --json | jq '.results[] | select(.status != \"Success\")'\n\nWithout --patch and --severity: what the baseline of each instance approves today. Instances without the tag PatchGroup are\nnever patched. Ctrl-C: no further instance begins, those that have begun go on.\nExit code: 1 when an instance failed or was not begun, when an account could not be looked at, or when you said no.":
    "\n例:\n  metsuke patch now --severity critical --group dev        待機日数を待たずに緊急のパッチを適用する\n  metsuke patch now --patch CVE-2026-12345 --max-concurrency 50%\n  metsuke patch now --patch 'openssl*' --no-reboot --account prod\n  metsuke patch now --group dev --yes --json | jq '.results[] | select(.status != \"Success\")'\n\n--patch も --severity もなければ、各インスタンスのベースラインが今日承認しているものを適用します。\nPatchGroup タグのないインスタンスには適用しません。Ctrl-C を押すと、残りは始まらず、始まったものは続きます。\n終了コード: 失敗したか始まらなかったインスタンス、調べられなかったアカウントがあるとき、断ったときは 1 です。",

  'ask the log archive in SQL; it only reads': 'ログアーカイブを SQL で調べる。読み取りだけを行う',
  "one SELECT in Trino's dialect, or - to read it from the standard input":
    'Trino の方言の SELECT を 1 つ。- なら標準入力から読む',
  'list the tables and their columns instead': '代わりに、テーブルと列を一覧にする',
  'print the statements that make the tables, or the one that is named':
    'テーブル（指定すればその 1 つ）を作る文を出力する',
  'the most rows': '行数の上限',
  '\nExamples:\n  metsuke query --tables\n  metsuke query --ddl trino cloudtrail\n  metsuke query "SELECT eventname, count(*) AS n FROM cloudtrail GROUP BY 1 ORDER BY n DESC LIMIT 10"\n  metsuke query "SELECT * FROM guardduty_findings WHERE severity >= 7" --from 7d --format csv':
    '\n例:\n  metsuke query --tables\n  metsuke query --ddl trino cloudtrail\n  metsuke query "SELECT eventname, count(*) AS n FROM cloudtrail GROUP BY 1 ORDER BY n DESC LIMIT 10"\n  metsuke query "SELECT * FROM guardduty_findings WHERE severity >= 7" --from 7d --format csv',

  'its name': 'レポートの名前',
  'their names, or all': 'レポートの名前。すべてなら all',
  'audit reports over the log archive': 'ログアーカイブに対する監査レポート',
  '\nExamples:\n  metsuke report list\n  metsuke report run root-use --from 7d':
    '\n例:\n  metsuke report list\n  metsuke report run root-use --from 7d',
  'every report: what it answers, for whom, how severe a finding is':
    'すべてのレポートと、それが答える問い、対象者、重要度を一覧にする',
  '\nExamples:\n  metsuke report list\n  metsuke report list --language ja':
    '\n例:\n  metsuke report list\n  metsuke report list --language ja',
  'one report with its columns and its SQL': '1 つのレポートの列と SQL を表示する',
  '\nExamples:\n  metsuke report show root-use': '\n例:\n  metsuke report show root-use',
  'everything an auditor is handed for a period: one page to read and print, every table as CSV':
    '監査人に渡す期間分の一式を作る（読んで印刷できる 1 ページと、各テーブルの CSV）',
  'events that CloudTrail delivered up to so many days after the period, as 30d (default: 31d with duckdb, else 2d)':
    '期間の終わりから何日後までに CloudTrail が配信したイベントを含めるか。30d など（既定は duckdb では 31d、ほかは 2d）',
  'the most rows of a report': '1 レポートの行数の上限',
  '\nExamples:\n  metsuke report pack monthly --out october\n  metsuke report pack monthly --month 2026-10 --language ja --out 2026-10\n  metsuke report pack quarterly --quarter 2026-Q3 --unit Workloads --out workloads-q3\n  metsuke report pack monthly --format pdf --sign-key signer.key --out october\n  metsuke report pack --from 2026-04-01 --to 2027-03-31 --account prod --time-zone Asia/Tokyo --out fiscal-2026':
    '\n例:\n  metsuke report pack monthly --out october\n  metsuke report pack monthly --month 2026-10 --language ja --out 2026-10\n  metsuke report pack quarterly --quarter 2026-Q3 --unit Workloads --out workloads-q3\n  metsuke report pack monthly --format pdf --sign-key signer.key --out october\n  metsuke report pack --from 2026-04-01 --to 2027-03-31 --account prod --time-zone Asia/Tokyo --out fiscal-2026',
  'pdf prints the page too, where Chromium, Chrome or Edge is installed':
    'pdf は Chromium、Chrome、Edge のどれかがあれば PDF も作る',
  'only these in the control view (default: all)': '統制ビューをこの基準だけにする（既定: すべて）',
  'the folder, new or empty': 'フォルダ（新規、または空）',
  'which period; without it, --from and --to say it': '期間の種類。省略時は --from と --to で指定する',
  'with monthly, as 2026-10 (default: the last one that is over)':
    'monthly の月。例: 2026-10（既定: 終わった最後の月）',
  'with quarterly, as 2026-Q4 (default: the last one that is over)':
    'quarterly の四半期。例: 2026-Q4（既定: 終わった最後の四半期）',
  'with yearly, as 2026 (default: the last one that is over)': 'yearly の年。例: 2026（既定: 終わった最後の年）',
  'without a period: the first day, or a moment': '種類を指定しないとき: 最初の日、または日時',
  'without a period: the last day, or a moment (default: now)':
    '種類を指定しないとき: 最後の日、または日時（既定: 現在）',
  'of the period and of all times, as Asia/Tokyo (default: that of metsuke.yaml, or UTC)':
    '期間とすべての日時のタイムゾーン。例: Asia/Tokyo（既定: metsuke.yaml の値、なければ UTC）',
  'do not count what the period before had, which reads its logs too':
    '前の期間の件数を数えない（数えるにはそのログも読む）',
  'run Sigma rules over CloudTrail; rules that cannot be translated are named':
    'Sigma ルールを CloudTrail に対して実行する。変換できないルールは名前を示す',
  'a folder of rules, or one rule': 'ルールのフォルダ、または 1 つのルール',
  'the most events of a rule': '1 ルールのイベント数の上限',
  'print what would be run instead': '実行せずに、実行する内容を出力する',
  'end with 3 when a rule matches': '一致するルールがあれば終了コード 3 で終わる',
  '\nExamples:\n  metsuke report sigma ./sigma/rules/cloud/aws/cloudtrail --from 7d':
    '\n例:\n  metsuke report sigma ./sigma/rules/cloud/aws/cloudtrail --from 7d',
  'run one report, several or all of them': 'レポートを実行する（1 つ、複数、すべて）',
  'a parameter of the report, see: metsuke report show': 'レポートのパラメータ（metsuke report show で分かる）',
  'end with 3 when there are rows': '行があれば終了コード 3 で終わる',
  '\nExamples:\n  metsuke report run root-use                                      the last 30 days of the whole organization\n  metsuke report run top-errors --archive ./logs --from 7d         over a copy in a folder\n  metsuke report run all --from 2026-10-01 --to 2026-10-31         first rows of each, and a summary\n  metsuke report run all --from 2026-10-01 --to 2026-10-31 --format csv --out october\n  metsuke report run all --from 2026-10-01 --to 2026-10-31 --format html --out october.html\n  metsuke report run all --from 7d --format sarif --out week.sarif  for code scanning; ocsf for a security lake\n  metsuke report run security-group-open-to-world --exit-code      ends with 3 when something is found':
    '\n例:\n  metsuke report run root-use                                      組織全体の最近 30 日\n  metsuke report run top-errors --archive ./logs --from 7d         フォルダのコピーを調べる\n  metsuke report run all --from 2026-10-01 --to 2026-10-31         各レポートの先頭の行とまとめ\n  metsuke report run all --from 2026-10-01 --to 2026-10-31 --format csv --out october\n  metsuke report run all --from 2026-10-01 --to 2026-10-31 --format html --out october.html\n  metsuke report run all --from 7d --format sarif --out week.sarif  コードスキャン用（データレイクなら ocsf）\n  metsuke report run security-group-open-to-world --exit-code      見つかれば 3 で終わる',

  '\nExamples:\n  metsuke rules list                       the whole catalogue\n  metsuke rules list recommended           what that profile deploys\n  metsuke rules list --language ja --json | jq \'.[] | select(.cis | index("5.2"))\'':
    '\n例:\n  metsuke rules list                       すべてのルール\n  metsuke rules list recommended           このプロファイルがデプロイするもの\n  metsuke rules list --language ja --json | jq \'.[] | select(.cis | index("5.2"))\'',
  "\nExamples:\n  metsuke rules status                     every rule with violations\n  metsuke rules status --all               the others too\n  metsuke rules status --json | jq '.rules[] | select(.severity >= 7 and .nonCompliant > 0)'\n\nIt asks the aggregator in the audit account: what happened in the last minutes may be missing.":
    "\n例:\n  metsuke rules status                     違反のあるルール\n  metsuke rules status --all               違反のないルールも表示する\n  metsuke rules status --json | jq '.rules[] | select(.severity >= 7 and .nonCompliant > 0)'\n\n監査アカウントのアグリゲータに問い合わせます。直近数分の結果は含まれないことがあります。",
  'rules of AWS Config: the catalogue, your own, what they found': 'AWS Config のルール（カタログ、自作、結果）',
  '\nExamples:\n  metsuke rules list recommended\n  metsuke rules status':
    '\n例:\n  metsuke rules list recommended\n  metsuke rules status',
  'the rules that Metsuke knows: severity, CIS numbers, parameters and why; needs no AWS':
    'Metsuke のルールの重要度、CIS の番号、パラメータ、理由を一覧にする。AWS は要らない',
  'only those of a profile': '対象のプロファイル',
  'of the reason': '理由の言語',
  'evaluate the Guard rules of metsuke.yaml on their test items; needs no AWS':
    'metsuke.yaml の Guard ルールをテスト項目で評価する。AWS は要らない',
  '\nExamples:\n  metsuke rules test\n\nThe same tests run before every plan and apply.':
    '\n例:\n  metsuke rules test\n\n同じテストが、plan と apply の前にも毎回動きます。',
  'compliance of the whole organization by rule and account, exceptions marked':
    '組織全体の準拠状況をルールとアカウントごとに表示する。例外には印を付ける',
  'also the rules without violations': '違反のないルールも表示する',

  "\nExamples:\n  metsuke sandbox activity --days 30             into the bucket of the sandbox's organization trail\n  metsuke sandbox activity --out ./activity      without an emulator: ./activity/archive, public-keys.json, planted.json\n\nWhat is wrong in it on purpose, and what every report finds, is in planted.json. The same seed, days and end give the same objects.":
    '\n例:\n  metsuke sandbox activity --days 30             サンドボックスの組織の証跡のバケットに書く\n  metsuke sandbox activity --out ./activity      エミュレータなし: ./activity/archive、public-keys.json、planted.json\n\nわざと混ぜた異常と、各レポートが見つけるものは planted.json にあります。シード、日数、終わりが同じなら、同じものができます。',
  'fill the log archive: work in every account, some of it wrong on purpose, digests really signed':
    'ログアーカイブを作業のログで満たす。わざと混ぜた異常と、本物と同じ署名付きダイジェストを含む',
  'how many days, today included': '今日を含む日数',
  'another seed gives other events': 'シード。変えると別のイベントになる',
  'when it ends (default: now)': '終わりの日時（既定: 現在）',
  'write into a folder instead of the sandbox': 'サンドボックスの代わりにフォルダに書く',
  '\nExamples:\n  metsuke sandbox event --sample config-violation --repeat 100 && metsuke sandbox digest\n  metsuke sandbox mail                            the last one is the digest\n\nNothing in the sandbox happens by the clock: this fires every schedule whose name ends in "digest".':
    '\n例:\n  metsuke sandbox event --sample config-violation --repeat 100 && metsuke sandbox digest\n  metsuke sandbox mail                            最後のメールがダイジェスト\n\nサンドボックスでは、時刻になっても何も動きません。このコマンドは、名前が "digest" で終わるスケジュールを動かします。',
  'send the daily digest now': '毎日のダイジェストを今すぐ送る',
  "\nExamples:\n  metsuke sandbox event --sample guardduty-finding --account prod   what people would be told about it\n  metsuke sandbox event --sample config-violation --repeat 100      a hundred like it\n  metsuke sandbox event recorded.json                               one event as EventBridge shows it, or an array of them\n  metsuke sandbox mail                                              what arrived\n\nAccount, region and time of a recorded event are changed to fit the sandbox's organization, in its ARNs too.\nExit code 1 when something on the way failed; an event that no rule wants is no failure.":
    '\n例:\n  metsuke sandbox event --sample guardduty-finding --account prod   どんな通知になるかを見る\n  metsuke sandbox event --sample config-violation --repeat 100      同じものを 100 件\n  metsuke sandbox event recorded.json                               EventBridge の形のイベント、またはその配列\n  metsuke sandbox mail                                              届いたメール\n\n記録したイベントのアカウント、リージョン、時刻は、ARN の中も含めてサンドボックスの組織に合わせます。\n途中で失敗があれば終了コードは 1 です。どのルールにも当てはまらないイベントは、失敗ではありません。',
  'send an event, and follow it from the account to the mailbox':
    'イベントを送り、アカウントからメールボックスまでの経路を表示する',
  'recorded events; - reads from standard input': '記録したイベント。- なら標準入力から読む',
  'an event that is built in': '付属のイベント',
  'name or id of the account in which it happens (default: of the event, or the newest)':
    'イベントが起きるアカウントの名前か ID（既定: イベントのもの、または最も新しいもの）',
  'where it happens (default: of the event, or ap-northeast-1)':
    'イベントが起きるリージョン（既定: イベントのもの、または ap-northeast-1）',
  'how often to send each event': '各イベントを送る回数',
  '\nExamples:\n  metsuke sandbox mail                            what arrived\n  metsuke sandbox mail show 2                     one of them, as a person reads it\n  metsuke sandbox mail confirm                    follow the links of the confirmation mails\n  metsuke sandbox mail list --to security@example.com --json\n\nAs on AWS, an address receives nothing else until its subscription is confirmed. No mail leaves this machine.':
    '\n例:\n  metsuke sandbox mail                            届いたメールの一覧\n  metsuke sandbox mail show 2                     1 通を読む\n  metsuke sandbox mail confirm                    確認メールのリンクをたどる\n  metsuke sandbox mail list --to security@example.com --json\n\nAWS と同じく、購読が確認されるまで、その宛先にはほかのメールが届きません。メールはこのマシンの外に出ません。',
  'the mails that Amazon SNS would have sent': 'Amazon SNS が送るはずのメール',
  'what arrived, the oldest first': '届いたメールを古い順に一覧にする',
  '\nExamples:\n  metsuke sandbox mail list --to security@example.com':
    '\n例:\n  metsuke sandbox mail list --to security@example.com',
  'of one person only': '対象の宛先',
  'one mail, as a person reads it': '1 通を読む',
  '\nExamples:\n  metsuke sandbox mail show 2': '\n例:\n  metsuke sandbox mail show 2',
  'the number that list shows; default: the newest mail': 'list が示す番号（既定: 最新のメール）',
  'confirm the subscriptions that wait for it': '確認待ちの購読を確認する',
  '\nExamples:\n  metsuke sandbox mail confirm': '\n例:\n  metsuke sandbox mail confirm',
};
