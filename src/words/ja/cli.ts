import type { Catalogue } from '../../domain/say.ts';

export const CLI: Catalogue = {
  'AWS Config: recorders and rules': 'AWS Config のレコーダーとルール',
  '0.003 USD per configuration item, 0.001 per evaluation; for most the largest part: 12 USD a month for a busy account, a tenth for a quiet one':
    '設定項目 1 件 0.003 ドル、評価 1 件 0.001 ドル。多くの組織で最大の費用。動きの多いアカウントで月 12 ドル、静かなアカウントでその 1/10',
  '4.00 USD per million management events, 1.00 per GB of flow logs and DNS logs':
    '管理イベント 100 万件で 4.00 ドル、フローログと DNS ログ 1 GB で 1.00 ドル',
  'Collection of log groups, once a day': 'ロググループの収集（1 日 1 回）',
  '0.025 USD per 1,000 state transitions, of which 4,000 are free, and S3':
    '状態遷移 1,000 回で 0.025 ドル（4,000 回まで無料）と S3',
  'CloudTrail for the organization': '組織の CloudTrail',
  'the first copy is free; its log group 0.65 USD per million events, alarms 1.50 a month':
    '1 本目は無料。ロググループは 100 万イベントで 0.65 ドル、アラームは月 1.50 ドル',
  'Organization {0}: {1} accounts': '組織 {0}: {1} アカウント',
  'Audit account? It gathers notifications, audit roles and AWS Config data. A member account: guardrails never bind the management account.':
    '監査アカウントはどれですか? 通知、監査ロール、AWS Config のデータを集めます。ガードレールは管理アカウントに効かないので、メンバーアカウントから選びます。',
  'Log account? It keeps the log archive; few people should have access to it.':
    'ログアカウントはどれですか? ログアーカイブを置きます。触れる人を少なくしておきます。',
  'Who receives security notifications? AWS sends a mail with a link to confirm. A mailing list outlives people.':
    'セキュリティ通知は誰が受け取りますか? AWS から確認リンクのメールが届きます。人が替わっても続くメーリングリストをお勧めします。',
  'Home region? Stack sets, topics and log buckets live there.':
    'ホームリージョンはどこですか? スタックセット、トピック、ログバケットを置きます。',
  'Which other regions do you use? A policy denies work in every region but {0} and these (global services excepted).':
    'ほかに使うリージョンはどれですか? {0} とここで選んだもの以外のリージョンでの操作は、ポリシーが拒否します（グローバルサービスを除く）。',
  'What may cost money? You can switch each on and off later; a plan shows what that means.':
    '料金のかかるものをどうしますか? 後から 1 つずつ切り替えられます。何が変わるかは計画に出ます。',
  'Start small': '小さく始める',
  'with what each costs': 'それぞれの料金を見て選ぶ',
  'Which of them? Prices in USD, for Tokyo.': 'どれを使いますか? 料金は東京リージョンのドルです。',
  'Interrupted; nothing was written.': '中断しました。何も書き込んでいません。',
  'Write an e-mail address, such as security@your-company.example.':
    'security@your-company.example のようなメールアドレスを書いてください。',
  '--account {0} is a name': '--account {0} は名前',
  '--unit {0} cannot be looked up': '--unit {0} を調べられない',
  '{0}, and the organization cannot be asked over a folder or a named bucket.':
    '{0}ですが、フォルダや指定したバケットを読むときは組織に問い合わせられません。',
  'Name accounts by their ids.': 'アカウントを ID で指定してください。',
  'This plan is not one to apply.': '適用のための計画ではありません。',
  'Write a plan with: metsuke plan --out plan.json': '計画を作るには: metsuke plan --out plan.json',
  '{0} does not fit any more; nothing was changed:': '{0} は今の状態に合わなくなりました。何も変更していません:',
  'Look at a new one: metsuke plan --out plan.json': '新しい計画を見てください: metsuke plan --out plan.json',
  'which names are free': '使える名前',
  '--confirm {0}': '--confirm {0}',
  '--confirm says {0}, but this organization is {1}; nothing was changed.':
    '--confirm は {0} ですが、この組織は {1} です。何も変更していません。',
  'the sections of metsuke.yaml, or one of them with its defaults':
    'metsuke.yaml の各セクション。1 つ選ぶと既定値も表示する',
  'what AWS charges for, and what of it is on by default': 'AWS が課金するものと、そのうち既定で有効なもの',
  'what the end of a command says to a script': 'コマンドの終わり方がスクリプトに伝えること',
  'help of a command or a topic': 'コマンドやトピックの説明を表示する',
  'a command, or configuration, costs, exit-codes': 'コマンド、または configuration、costs、exit-codes',
  '{0} is neither a command nor a topic.': '{0} というコマンドもトピックもありません。',
  'See: metsuke help': '使い方: metsuke help',
  '{0} exists already.': '{0} は既にあります。',
  'Overwrite it with --force.': '上書きするには --force を付けてください。',
  ' metsuke.schema.json beside it is for editors.': '隣の metsuke.schema.json はエディター用です。',
  '{0} is written.{1}\n': '{0} を作成しました。{1}\n',
  'Write what is missing, then: ': '足りないものを書いてから: ',
  'Read it, then: ': '目を通してから: ',
  '{0}metsuke check, metsuke plan\n': '{0}metsuke check, metsuke plan\n',
  ' {0} is not written.': '{0} には保存していません。',
  '{0}: apply refuses this plan.{1} Repair what the plan says, then plan again.':
    '{0}。apply はこの計画を拒否します。{1}計画に示されたものを直して、もう一度 plan を実行してください。',
  '{0} cannot be read; it is left out.\n': '{0} を読めないので、除きます。\n',
  'Reading {0}': '{0} を読んでいます',
  'Save it with --out plan.json; apply it with: metsuke apply plan.json':
    '保存するには --out plan.json、適用するには: metsuke apply plan.json',
  'Saved. Apply exactly this with: metsuke apply {0}': '保存しました。このとおりに適用するには: metsuke apply {0}',
  'an emulated organization on this machine, to rehearse without AWS':
    'AWS を使わずにリハーサルするための、このマシン上の擬似組織',
  '\nExamples:\n  metsuke sandbox up\n  eval "$(metsuke sandbox env)"\n  metsuke sandbox down':
    '\n例:\n  metsuke sandbox up\n  eval "$(metsuke sandbox env)"\n  metsuke sandbox down',
  'stop it': '停止する',
  '\nExamples:\n  metsuke sandbox down': '\n例:\n  metsuke sandbox down',
  'what it holds, and how much of that is only recorded': '中身と、そのうち記録だけのものを表示する',
  '\nExamples:\n  metsuke sandbox status': '\n例:\n  metsuke sandbox status',
  'start it': '起動する',
  'accounts and units to begin with (default: those of the demo)': '最初のアカウントと OU（既定: デモのもの）',
  'port on the loopback address (default: any free one)': 'ループバックアドレスのポート（既定: 空いているもの）',
  'let service control policies deny what member accounts do, as AWS would':
    'AWS と同じように、メンバーアカウントの操作を SCP で拒否する',
  'begin with a landing zone of AWS Control Tower': 'AWS Control Tower のランディングゾーンがある状態から始める',
  'a new role cannot be assumed for so long, as IAM is eventually consistent':
    '新しいロールをこの秒数だけ引き受けられないようにする（IAM の結果整合性）',
  'lists miss a new account or stack set for so long, as they do on AWS':
    '新しいアカウントやスタックセットを、AWS と同じようにこの秒数だけ一覧に出さない',
  'stop when this process is gone': 'このプロセスが終わったら停止する',
  '\nExamples:\n  metsuke sandbox up\n  metsuke sandbox up --organization organization.json --enforce':
    '\n例:\n  metsuke sandbox up\n  metsuke sandbox up --organization organization.json --enforce',
  'Starting the emulator': 'エミュレータを起動しています',
  'The sandbox {0}: organization {1}, management account {2}': 'サンドボックスが{0}。組織 {1}、管理アカウント {2}',
  'was running already': '既に動いています',
  'is up': '起動しました',
  'Point this shell at it:  eval "$(metsuke sandbox env)"': 'このシェルを向けるには:  eval "$(metsuke sandbox env)"',
  'Stop it:                 metsuke sandbox down': '停止するには:            metsuke sandbox down',
  'The sandbox is down.': 'サンドボックスを停止しました。',
  'No sandbox was running in this folder.': 'このフォルダで動いているサンドボックスはありません。',
  '{0} (process {1}, up {2})': '{0}（プロセス {1}、稼働 {2}）',
  'stack set': 'スタックセット',
  '{0} real, {1} only recorded': '動作するもの {0}、記録だけのもの {1}',
  '{0} is only recorded: nothing acts on it': '{0} は記録だけです。実際には動作しません',
  'print what points a shell, an SDK or the AWS CLI at it: eval "$(metsuke sandbox env)"':
    'シェル、SDK、AWS CLI をサンドボックスに向ける設定を出力する: eval "$(metsuke sandbox env)"',
  'syntax of the lines': '出力の書式',
  'act in this account (default: the management account)': '操作するアカウント（既定: 管理アカウント）',
  '\nExamples:\n  eval "$(metsuke sandbox env)"\n  metsuke sandbox env --shell fish | source':
    '\n例:\n  eval "$(metsuke sandbox env)"\n  metsuke sandbox env --shell fish | source',
  'let a new account join, as a team would create one': 'どこかのチームが作ったように、新しいアカウントを加える',
  'what the account is called': 'アカウントの名前',
  'organizational unit (default: the root)': 'OU（既定: ルート）',
  'joined by invitation: it lacks OrganizationAccountAccessRole':
    '招待されたアカウントにする（OrganizationAccountAccessRole がない）',
  '\nExamples:\n  metsuke sandbox add-account dev2 --unit Workloads\n  metsuke sandbox add-account partner --invited':
    '\n例:\n  metsuke sandbox add-account dev2 --unit Workloads\n  metsuke sandbox add-account partner --invited',
  '{0} ({1}) joined the organization.': '{0}（{1}）が組織に加わりました。',
  'let something fail on purpose': 'わざと失敗させる',
  'what fails; clear: nothing any more': '失敗させるもの。clear ですべて元に戻す',
  '\nExamples:\n  metsuke sandbox fault account account=444444444444 reason="No more roles"\n  metsuke sandbox fault throttle service=cloudformation operation=ListStackInstances times=3\n  metsuke sandbox fault clear':
    '\n例:\n  metsuke sandbox fault account account=444444444444 reason="No more roles"\n  metsuke sandbox fault throttle service=cloudformation operation=ListStackInstances times=3\n  metsuke sandbox fault clear',
  'Nothing fails any more.': 'もう何も失敗しません。',
  'The fault is set: {0}': '失敗を設定しました: {0}',
  'Write it as key=value.': 'key=value の形で書いてください。',
  'A port is at most 65535.': 'ポートは 65535 までです。',
  'It must be a whole number.': '整数で書いてください。',
  '{0} min': '{0} 分',
  '{0} h {1} min': '{0} 時間 {1} 分',
  'waiting: {0}\n': '待っています: {0}\n',
  'Asking CloudFormation for drift, which takes some minutes on AWS':
    'CloudFormation にドリフトを問い合わせています（AWS では数分かかります）',
  'Apply these changes?': 'これらの変更を適用しますか?',
  'Say it with --yes, or apply a saved plan.': '--yes を付けるか、保存した計画を適用してください。',
  'Nothing was changed.\n': '何も変更していません。\n',
  'Say it with {0}.': '{0} を付けてください。',
  'Type {0} to remove all this:': 'これらをすべて削除するには {0} と入力してください:',
  'Say it with --yes, or raise --max-usd.': '--yes を付けるか、--max-usd を上げてください。',
  'Spend up to {0}?': '{0} まで使ってよいですか?',
  "--account {0} is no account's id.": '--account {0} はアカウント ID ではありません。',
  'It has twelve digits.': 'アカウント ID は 12 桁です。',
  'There is no folder {0}.': 'フォルダ {0} がありません。',
  'Copy the archive first: metsuke archive sync, or aws s3 sync.':
    '先にアーカイブをコピーしてください: metsuke archive sync、または aws s3 sync',
  'Write the id of the log account into metsuke.yaml, or name the bucket with --bucket.':
    'metsuke.yaml にログアカウントの ID を書くか、--bucket でバケットを指定してください。',
  '--bucket-owner says whose --bucket must be, and no --bucket is named.':
    '--bucket-owner は --bucket の持ち主を指定するものですが、--bucket がありません。',
  'Name the bucket with --bucket, or leave --bucket-owner out.':
    '--bucket でバケットを指定するか、--bucket-owner を外してください。',
  '{0} {1} is no account id.': '{0} の {1} はアカウント ID ではありません。',
  '--curated-owner says whose a bucket must be, and no bucket is named.':
    '--curated-owner はバケットの持ち主を指定するものですが、バケットがありません。',
  'Name it as s3://bucket/prefix, or leave --curated-owner out.':
    's3://bucket/prefix の形でバケットを指定するか、--curated-owner を外してください。',
  'Write the twelve digits of the account that the bucket belongs to.':
    'バケットを持つアカウントの 12 桁の ID を書いてください。',
  '{0} is no address of a bucket.': '{0} はバケットの指定ではありません。',
  'Write s3://bucket or s3://bucket/prefix.': 's3://bucket または s3://bucket/prefix の形で書いてください。',
  'Accounts are shown by their ids: {0}\n': 'アカウントは ID で表示します: {0}\n',
  'Athena is found through metsuke.yaml.': 'Athena を使うには metsuke.yaml が必要です。',
  'Athena is not switched on in metsuke.yaml.': 'metsuke.yaml で Athena が有効になっていません。',
  'Set reports.athena.enabled: true and apply, or leave --engine out: DuckDB reads the archive itself.':
    'reports.athena.enabled: true にして適用するか、--engine を外してください。外せば DuckDB がアーカイブを直接読みます。',
  'Say where Trino is.': 'Trino の場所を指定してください。',
  '--trino-url https://trino.example/hive/logs': '--trino-url https://trino.example/hive/logs',
  'No machine images are built: machineImages.enabled is false in metsuke.yaml.':
    'マシンイメージは作られません。metsuke.yaml の machineImages.enabled が false です。',
  'Set it to true and apply.': 'true にして適用してください。',
  'There is no pipeline of ours in the image account yet.':
    'イメージアカウントに、Metsuke のパイプラインがまだありません。',
  'Deploy them: metsuke apply': 'デプロイするには: metsuke apply',
  'Which one?': 'どれにしますか?',
  'Interrupted; no session was opened.': '中断しました。セッションは開いていません。',
  'No session was opened.': 'セッションは開いていません。',
  '  and {0} more: metsuke session --list': '  ほか {0} 台: metsuke session --list',
  '{0} instances match:': '{0} 台のインスタンスが該当します:',
  'Say which one: its id, or --account and --region as well.':
    'ID か、--account と --region も付けて、1 台に決めてください。',
  'One file says how an AWS organization is governed; one command makes it so, shows what differs, and proves it.':
    'AWS の組織をどう統制するかを 1 つのファイルに書き、1 つのコマンドで反映し、差分を示し、証明する。',
  'print the result as JSON': '結果を JSON で出力する',
  'no colours (as does the variable NO_COLOR)': '色を付けない（環境変数 NO_COLOR と同じ）',
  'profile of the AWS configuration to take credentials from': '認証情報を取り出す AWS 設定のプロファイル',
  'another endpoint than that of AWS; on this machine only':
    'AWS のものではないエンドポイント。このマシン上のものに限る',
  'let --endpoint-url be on another machine': '--endpoint-url にほかのマシンも許す',
  '\nExamples:\n  metsuke sandbox up && eval "$(metsuke sandbox env)"   rehearse without AWS\n  metsuke init                                          write metsuke.yaml from the organization\n  metsuke plan                                          what would change\n  metsuke plan --out plan.json && metsuke apply plan.json\n\nExit codes: 0 done or nothing to do · 1 failed · 2 usage or configuration error · 3 there is something to see (--exit-code) · 130 interrupted\nMore: metsuke help configuration, costs or exit-codes':
    '\n例:\n  metsuke sandbox up && eval "$(metsuke sandbox env)"   AWS なしでリハーサルする\n  metsuke init                                          組織から metsuke.yaml を作る\n  metsuke plan                                          何が変わるかを見る\n  metsuke plan --out plan.json && metsuke apply plan.json\n\n終了コード: 0 完了または変更なし · 1 失敗 · 2 使い方か設定の誤り · 3 見るべきものがある（--exit-code） · 130 中断\n詳しくは: metsuke help configuration、costs、exit-codes',
  'allow what records less, keeps logs for a shorter time or protects them less':
    '記録が減る、ログの保持期間が短くなる、保護が弱くなる変更を許す',
  'look before the first apply: credentials, trusted access, quotas, what already exists':
    '最初の適用の前に調べる: 認証情報、信頼されたアクセス、クォータ、既にあるもの',
  'also try the bootstrap role in every account (two calls each)':
    '各アカウントのブートストラップロールも試す（呼び出しは 2 回ずつ）',
  '\nExamples:\n  metsuke check\n  metsuke check --accounts --json':
    '\n例:\n  metsuke check\n  metsuke check --accounts --json',
  'show what would change, and why; changes nothing': '何がなぜ変わるかを表示する。何も変更しない',
  'save the plan, to be applied exactly': '計画を保存する。保存したとおりに適用できる',
  'end with 3 when there are changes': '変更があれば終了コード 3 で終わる',
  'a copy of the log archive: also show whom new guardrails would have stopped in the last days':
    'ログアーカイブのコピー。新しいガードレールが最近なら誰を止めたかも表示する',
  '\nExamples:\n  metsuke plan --out plan.json\n  metsuke plan --exit-code || echo "something differs"\n  metsuke plan --deep        without relying on events':
    '\n例:\n  metsuke plan --out plan.json\n  metsuke plan --exit-code || echo "something differs"\n  metsuke plan --deep        イベントに頼らずに調べる',
  'make the organization as metsuke.yaml says; shows the plan and asks first':
    '組織を metsuke.yaml のとおりにする。計画を表示し、確認を求める',
  'a saved plan: it is applied exactly, or refused': '保存した計画。そのとおりに適用されるか、拒否される',
  'do not ask': '確認を求めない',
  'these steps of the plan and what they need, by title or id':
    '計画のうち、このステップとそれに必要なものだけ。名前か ID で指定する',
  'A saved plan is applied as a whole: leave out --only, or the plan.':
    '保存した計画は全体を適用します。--only か計画のどちらかを外してください。',
  'The plan has no step {0}.': '計画にステップ {0} はありません。',
  'Its steps: {0}': '計画のステップ: {0}',
  '\nExamples:\n  metsuke apply\n  metsuke apply --only config-recorder\n  metsuke apply --deep\n  metsuke apply plan.json\n  metsuke apply --yes        in CI':
    '\n例:\n  metsuke apply\n  metsuke apply --only config-recorder\n  metsuke apply --deep\n  metsuke apply plan.json\n  metsuke apply --yes        CI で使う',
  'what is deployed where, and whether it is healthy': 'どこに何がデプロイされ、正常に動いているかを表示する',
  'ask CloudFormation what was changed by hand (takes minutes on AWS)':
    '手作業の変更を CloudFormation に問い合わせる（AWS では数分かかる）',
  '\nExamples:\n  metsuke status\n  metsuke status --drift\n  metsuke status --deep\n  metsuke status --json || echo "look at it"':
    '\n例:\n  metsuke status\n  metsuke status --drift\n  metsuke status --deep\n  metsuke status --json || echo "look at it"',
  'leave: remove everything Metsuke made, except the logs and their buckets, which are listed':
    'やめるときに使う。Metsuke が作ったものをすべて削除する。ログとそのバケットは残し、一覧を示す',
  "the organization's id, instead of being asked for it": '確認の代わりに指定する組織の ID',
  '\nExamples:\n  metsuke destroy\n  metsuke destroy --accept-losses --confirm o-exampleorgid':
    '\n例:\n  metsuke destroy\n  metsuke destroy --accept-losses --confirm o-exampleorgid',
  'write a commented metsuke.yaml from the organization that the credentials belong to':
    '認証情報の組織から、コメント付きの metsuke.yaml を作る',
  'id or name of the audit account': '監査アカウントの ID または名前',
  'id or name of the log account': 'ログアカウントの ID または名前',
  'who receives security notifications': 'セキュリティ通知の宛先',
  'home region (default: ap-northeast-1)': 'ホームリージョン（既定: ap-northeast-1）',
  'overwrite an existing file': '既にあるファイルを上書きする',
  '\nExamples:\n  metsuke init                    asks on a terminal\n  metsuke init --audit audit --log log --email security@example.com':
    '\n例:\n  metsuke init                    端末で質問に答える\n  metsuke init --audit audit --log log --email security@example.com',
  'write every template and policy as plain JSON; needs neither AWS nor credentials':
    'すべてのテンプレートとポリシーを JSON で書き出す。AWS も認証情報も要らない',
  'where to write': '書き出す場所',
  '\nExamples:\n  metsuke synth --out by-hand': '\n例:\n  metsuke synth --out by-hand',
  'Left at once. CloudFormation goes on with what it has begun; the next apply waits for that, takes over and finishes.':
    'すぐに終わりました。CloudFormation は始めた処理を続けます。次の適用はその終わりを待ち、引き継いで完了します。',
  '{0} What another run began has been finished in the meantime; nothing was left to do.\n':
    '{0}別の実行が始めたものは、その間に完了していました。残りはありません。\n',
  '{0} of {1} done in {2}': '{1}中 {0} 件が完了（{2}）',
  'Not everything is done.': 'まだ終わっていません。',
  'Interrupted: {0}.': '中断しました: {0}。',
  'Apply again to finish.': 'もう一度適用すると続きから完了します。',
  'Choose {0}.': '{0} から選んでください。',
  'Up to {0} would be charged, and nobody can be asked here; nothing was run.':
    '最大 {0} の料金がかかりますが、ここでは確認を求められません。何も実行していません。',
  'Nobody can be asked here; nothing was changed.': 'ここでは確認を求められません。何も変更していません。',
  'Interrupted before anything was run.': '何も実行しないうちに中断しました。',
  'Interrupted before anything was changed.': '何も変更しないうちに中断しました。',
  'Usage:': '使い方:',
  'Arguments:': '引数:',
  'Options:': 'オプション:',
  'Global Options:': '共通のオプション:',
  'Commands:': 'コマンド:',
  'the logs of all queries': 'すべてのクエリが使うログ',
  'the archive': 'アーカイブ',
  '{0} calls to AWS': 'AWS の呼び出し {0} 回',
  'Asking AWS: {0}.{1}': 'AWS に問い合わせ中: {0}.{1}',
  '{0} {1} of {2}': '{0} {2} 中 {1}',
  Reading: '読み込み中',
  Working: '作業中',
  'One of them with its defaults: metsuke help configuration guardDuty':
    '1 つ選んで既定値も見るには: metsuke help configuration guardDuty',
  '{0} is no section of metsuke.yaml.': 'metsuke.yaml に {0} というセクションはありません。',
  'See what there is: metsuke help configuration': '一覧: metsuke help configuration',
};
