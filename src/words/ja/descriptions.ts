import type { Catalogue } from '../../domain/say.ts';

export const DESCRIPTIONS: Catalogue = {
  'metsuke.yaml: how an AWS organization is governed.': 'metsuke.yaml: AWS の組織をどう統制するか。',
  'The version of this file format.': 'このファイル形式のバージョン。',
  'When given, Metsuke refuses to work on any other organization.':
    '書いておくと、Metsuke はほかの組織に対して動かない。',
  'Prefix of the names of everything that is made (ManagedResourcePrefix).':
    '作成するすべてのものの名前の先頭に付く文字列（ManagedResourcePrefix）。',
  'Where the stack sets, topics and log buckets live.': 'スタックセット、トピック、ログバケットを置くリージョン。',
  'The regions that are governed and allowed; default: the home region only.':
    '統制し、利用を許可するリージョン。既定はホームリージョンだけ。',
  'The two accounts with a duty of their own.': '専用の役割を持つ 2 つのアカウント。',
  'The account that gathers notifications, cross-account audit roles and Config data. An id; the name of exactly one account works too, with a warning.':
    '通知、クロスアカウントの監査ロール、Config のデータを集めるアカウント。ID で指定する。1 つのアカウントだけが持つ名前でもよいが、警告になる。',
  'The account that keeps the log archive. An id; the name of exactly one account works too, with a warning.':
    'ログアーカイブを置くアカウント。ID で指定する。1 つのアカウントだけが持つ名前でもよいが、警告になる。',
  'What Metsuke must not touch. Suspended and closing accounts are always skipped.':
    'Metsuke が触れないもの。停止中・解約手続き中のアカウントは常に対象外。',
  'Accounts by id or name.': 'アカウントの ID または名前。',
  'A 12-digit account id in quotes; the name of exactly one account works too, with a warning.':
    '引用符で囲んだ 12 桁のアカウント ID。1 つのアカウントだけが持つ名前でもよいが、警告になる。',
  'Organizational units; everything below them is left alone too.':
    'OU（組織単位）。その下にあるものもすべて除外する。',
  'An organizational unit: its id (ou-…), its path (Workloads/Production), or `root`.':
    'OU（組織単位）。ID（ou-…）、パス（Workloads/Production）、または `root`。',
  'How CloudFormation StackSets work in the accounts.': '各アカウントで CloudFormation StackSets をどう動かすか。',
  'SELF_MANAGED uses the AdministrationRole and ExecutionRole below; SERVICE_MANAGED uses the roles that CloudFormation makes through AWS Organizations (it never reaches the management account).':
    'SELF_MANAGED は下の AdministrationRole と ExecutionRole を使う。SERVICE_MANAGED は CloudFormation が AWS Organizations を通じて作るロールを使う（管理アカウントには届かない）。',
  'Role in the management account that CloudFormation StackSets assumes.':
    'CloudFormation StackSets が引き受ける、管理アカウントのロール。',
  'Role in every other account; only the AdministrationRole may assume it.':
    'ほかの各アカウントのロール。引き受けられるのは AdministrationRole だけ。',
  'What the ExecutionRole may do: `scoped` is what the templates of Metsuke need, `administrator` is AdministratorAccess.':
    'ExecutionRole に許す操作。`scoped` は Metsuke のテンプレートに必要な分だけ、`administrator` は AdministratorAccess。',
  'Role in every other account through which the ExecutionRole is put there.':
    'ExecutionRole を配置するときに使う、ほかの各アカウントのロール。',
  'An account that gets every change first; the others follow when it succeeded.':
    'どの変更も最初に受け取るアカウント。成功すると、ほかのアカウントが続く。',
  'How CloudFormation rolls a change out over the accounts.': 'CloudFormation が変更をどうアカウントに広げるか。',
  'Whether regions are deployed one after another or at once.': 'リージョンを 1 つずつ進めるか、同時に進めるか。',
  'How many accounts, in percent, CloudFormation works on at once in a region.':
    '1 つのリージョンで CloudFormation が同時に処理するアカウントの割合（%）。',
  'How many accounts, in percent, may fail in a region before CloudFormation stops there.':
    '1 つのリージョンで失敗を許すアカウントの割合（%）。超えると CloudFormation はそのリージョンで止まる。',
  'STRICT lowers concurrency to the failure tolerance + 1; SOFT keeps it.':
    'STRICT は並列度を許容数 + 1 に抑える。SOFT は抑えない。',
  'Who receives which messages. Metsuke never writes an address to a plan, a log or the terminal.':
    'どの通知を誰に届けるか。Metsuke は plan、ログ、端末に宛先を書かない。',
  'Receives security notifications (SecurityNotificationEmail).':
    'セキュリティ通知の宛先（SecurityNotificationEmail）。',
  'Receives every configuration event when subscribed (AllConfigurationEmail); default: securityEmail.':
    '購読したときに、構成変更のイベントをすべて受け取る宛先（AllConfigurationEmail）。既定は securityEmail。',
  'Subscribe allConfigurationEmail to every configuration event. Expect very much mail.':
    'allConfigurationEmail で構成変更のイベントをすべて購読する。メールは非常に多くなる。',
  'Send messages about what Config, CloudTrail, GuardDuty and Health report in every governed account and region.':
    '統制対象の各アカウント・リージョンで Config、CloudTrail、GuardDuty、Health が報告したことを通知する。',
  'Language of the messages.': '通知の言語。',
  'Time zone of every time in a message, of the quiet hours and of the digest.':
    '通知の日時、静穏時間、ダイジェストのタイムゾーン。',
  'From 0 to 10, as for GuardDuty (4 is medium, 7 high, 9 critical): an event below goes into the digest, without a message of its own.':
    '0 から 10。GuardDuty と同じ（4 は中、7 は高、9 は重大）。これより低い出来事は単独では通知せず、ダイジェストに入れる。',
  'In these hours Metsuke sends no message: events go into the digest.': 'この時間帯は通知せず、ダイジェストに入れる。',
  'The beginning.': '始まり。',
  'The end; before `from`: the next morning.': '終わり。`from` より前なら翌朝。',
  'An event of this severity or above sends a message in quiet hours too.':
    'この重要度以上の出来事は、静穏時間でも通知する。',
  'One mail a day that sums up the events without a message of their own.':
    '単独では通知しない出来事をまとめた、1 日 1 通のメール。',
  'Send the digest. An empty one is not sent.': 'ダイジェストを送る。何もない日は送らない。',
  'Time of day, in the time zone above.': '時刻（上のタイムゾーン）。',
  'Roles for emergencies, in any account: each use sends a message with severity 8.':
    '緊急用のロール（アカウントは問わない）。使われるたびに重要度 8 で通知する。',
  'A Slack channel, through Amazon Q Developer in chat applications. Its workspace is authorized once in the console of the audit account.':
    'Amazon Q Developer in chat applications を通じた Slack チャンネル。ワークスペースは、監査アカウントのコンソールで一度だけ承認する。',
  'The id of the workspace: T….': 'ワークスペースの ID: T…。',
  'The id of the channel: C….': 'チャンネルの ID: C…。',
  'Any other receiver of HTTPS requests, through an EventBridge API destination.':
    'EventBridge の API 送信先を通じて HTTPS で受け取る、そのほかの相手。',
  'Name of a secret of AWS Secrets Manager in the audit account: {"url": …, "header": …, "value": …}. It begins with metsuke/, since CloudFormation may read no other one.':
    '監査アカウントの AWS Secrets Manager のシークレット名: {"url": …, "header": …, "value": …}。CloudFormation が読めるのは metsuke/ で始まるものだけなので、必ず metsuke/ で始める。',
  'The log archive in the log account.': 'ログアカウントのログアーカイブ。',
  'Days until a log object expires. The buckets are versioned: the expired version is kept for as many days again, as tamper evidence.':
    'ログのオブジェクトの有効日数。バケットはバージョン管理されており、失効したバージョンも、改ざんの証拠として同じ日数だけ残る。',
  'Move log objects to S3 Glacier Flexible Retrieval first.': '先に S3 Glacier Flexible Retrieval へ移す。',
  'Days until the move to Glacier; must be below retentionDays.':
    'Glacier へ移すまでの日数。retentionDays より小さくする。',
  "Prefix of every log object's key; default: the organization's id.":
    'ログのオブジェクトのキーの先頭に付く文字列。既定は組織の ID。',
  'The AWS Config recorder and its delivery channel into the log archive.':
    'AWS Config のレコーダーと、ログアーカイブへの配信チャネル。',
  'Record configurations in every governed account and region.': '統制対象の各アカウント・リージョンで構成を記録する。',
  'CONTINUOUS records every change as it happens; DAILY one state a day of what changed, at four times the price of a configuration item.':
    'CONTINUOUS は変更のたびに記録する。DAILY は変わったものを 1 日 1 回記録し、設定項目あたりの料金は 4 倍。',
  'Resource types recorded at the other frequency: DAILY pays for types that change more than four times a day.':
    'もう一方の頻度で記録するリソースタイプ。1 日に 4 回を超えて変わるタイプは DAILY のほうが安い。',
  'A resource type of AWS Config: AWS::EC2::Instance.': 'AWS Config のリソースタイプ。例: AWS::EC2::Instance。',
  'Resource types that are not recorded.': '記録しないリソースタイプ。',
  'How often a snapshot of all recorded configurations is delivered to the archive.':
    '記録した構成全体のスナップショットをアーカイブに配信する間隔。',
  'What AWS Config evaluates.': 'AWS Config で評価するもの。',
  'Evaluate rules in every governed account and region.': '統制対象の各アカウント・リージョンでルールを評価する。',
  'The set of rules: `metsuke rules list` shows which rule is in which.':
    'ルールのまとまり。内訳は `metsuke rules list` で分かる。',
  'Rules of the catalogue besides those of the profile.': 'プロファイルに加えるカタログのルール。',
  'The name of a rule: see `metsuke rules list`.': 'ルールの名前（`metsuke rules list` を参照）。',
  'Rules of the profile that are not deployed.': 'プロファイルのうちデプロイしないルール。',
  'Parameters of rules, by rule and name: those of `metsuke rules list`.':
    'ルールのパラメータ（ルールと名前ごと）。`metsuke rules list` に出るもの。',
  'Where a rule does not count, why and until when.': 'ルールをどこで、なぜ、いつまで例外にするか。',
  'AWS Config still evaluates the rule, but no message is sent, and reports show "excepted".':
    'AWS Config は評価を続けるが、通知せず、レポートには「例外」と出る。',
  'Accounts in which the rule does not count.': '例外にするアカウント。',
  'Units in whose accounts the rule does not count.': '例外にするアカウントのある OU。',
  'The reason, one sentence that an auditor understands.': '理由。監査人が読んで分かる 1 文。',
  'The last day of the exception. On the next day the rule counts again, without an apply.':
    '例外の最終日。翌日からは、適用しなくてもルールが有効に戻る。',
  'Rules of your own, with items that prove them.': '独自のルールと、それを確かめる設定項目。',
  'One sentence of why.': '理由を 1 文で。',
  'From 0 to 10, as for GuardDuty: 4 is medium, 7 high.': '0 から 10。GuardDuty と同じ（4 は中、7 は高）。',
  'The rule in the Guard language, read against configuration items.':
    'Guard 言語で書いたルール。設定項目に対して評価する。',
  'Run before every deployment and by `metsuke rules test`.':
    'デプロイの前と `metsuke rules test` で毎回実行するテスト。',
  'A configuration item as AWS Config delivers it.': 'AWS Config が配信する形の設定項目。',
  'Rules whose violations are repaired at once, by AWS Systems Manager Automation.':
    '違反を AWS Systems Manager Automation ですぐに修復するルール。',
  'Who did what: AWS CloudTrail into the log archive.': '誰が何をしたか（AWS CloudTrail をログアーカイブへ）。',
  'ORGANIZATION: one trail of the management account for all accounts. ACCOUNT: a trail in every governed account. OFF: Metsuke makes no trail.':
    'ORGANIZATION: 管理アカウントの証跡 1 本で全アカウントを記録。ACCOUNT: 統制対象の各アカウントに証跡。OFF: Metsuke は証跡を作らない。',
  'SSE_KMS encrypts log files with a key of the log account; a disabled key means lost logs.':
    'SSE_KMS は、ログアカウントのキーでログファイルを暗号化する。キーを無効にするとログは失われる。',
  'Reads and writes of data, charged per event: off unless listed.':
    'データの読み書き。イベントごとに課金。書いたものだけ有効。',
  'Unusual rates of calls and errors, charged per event analysed: off unless listed.':
    '呼び出しやエラーの頻度の異常。分析したイベントごとに課金。書いたものだけ有効。',
  'The log group of the organization trail.': '組織の証跡のロググループ。',
  'Send events to CloudWatch Logs too, which the alarms need.': 'イベントを CloudWatch Logs にも送る。アラームに必要。',
  'Days that CloudWatch Logs keeps log events; it accepts these numbers only.':
    'CloudWatch Logs がログイベントを保持する日数。指定できるのはこれらの値だけ。',
  'Metric filters and alarms of the CIS AWS Foundations Benchmark on the log group.':
    'ロググループに対する、CIS AWS Foundations Benchmark のメトリクスフィルターとアラーム。',
  'Trails that Metsuke did not make and that deliver into the log archive too, by ARN. While a mode is on, the archive accepts the trail of Metsuke and these only.':
    'Metsuke のものではない、ログアーカイブに配信する証跡の ARN。mode が OFF でない間、アーカイブは Metsuke の証跡とこれらだけを受け入れる。',
  'A bucket with Object Lock for the trail alone. AWS Config cannot deliver into such a bucket.':
    '証跡専用の、Object Lock 付きのバケット。AWS Config はこのようなバケットに配信できない。',
  'Make the bucket and let the trail deliver into it.': 'バケットを作り、証跡の配信先にする。',
  'In COMPLIANCE mode nobody, not even AWS, can delete a log file before its time.':
    'COMPLIANCE モードでは、期限が来るまで AWS を含む誰もログファイルを削除できない。',
  'Days for which a log file cannot be deleted.': 'ログファイルを削除できない日数。',
  'Logs of instances and applications from CloudWatch Logs into the log archive.':
    'インスタンスとアプリケーションのログ（CloudWatch Logs からログアーカイブへ）。',
  'Collect log groups in every governed account and region.':
    '統制対象の各アカウント・リージョンのロググループを収集する。',
  'Log groups that reach the archive, by name; `*` stands for anything.':
    'アーカイブに送るロググループの名前。`*` は任意の文字列。',
  'EXPORT: once a day, the cheaper. FIREHOSE: within minutes, charged per GB.':
    'EXPORT: 1 日 1 回で安い。FIREHOSE: 数分以内で、GB ごとに課金。',
  'When the export begins, in the time zone of the notifications.': 'エクスポートを始める時刻（通知のタイムゾーン）。',
  'Retention for the log groups of governed accounts that have none. Metsuke does not change one that is set.':
    '保持期間のない、統制対象アカウントのロググループに設定する保持日数。設定済みのものは変えない。',
  'Log groups that keep their logs for ever on purpose: their retention is left alone.':
    'あえてログを無期限に残すロググループ。保持期間を変えない。',
  'Threat detection by Amazon GuardDuty.': 'Amazon GuardDuty による脅威検出。',
  'Detect threats in every account of the organization and every governed region.':
    '組織の全アカウントと統制対象の全リージョンで脅威を検出する。',
  'Besides the foundational sources. Each is charged by itself: see the page of the capability.':
    '基本のデータソースに加えるもの。それぞれ個別に課金される（GuardDuty のページを参照）。',
  'Where GuardDuty installs the agent of RUNTIME_MONITORING by itself.':
    'RUNTIME_MONITORING のエージェントを GuardDuty が自動で入れる対象。',
  'How often GuardDuty reports a finding that recurs. It reports a new one at once.':
    '再発した検出結果を GuardDuty が報告する間隔。新しいものはすぐに報告する。',
  'Keep findings, which GuardDuty forgets after 90 days, in a bucket.':
    'GuardDuty が 90 日で消す検出結果を、バケットに保管する。',
  'Findings that GuardDuty archives as they arrive: no message reports them.':
    '届いたそばから GuardDuty がアーカイブする検出結果。通知もしない。',
  'By field of a finding: `type`, `accountId`, …': '検出結果のフィールド（`type`、`accountId` など）ごと。',
  'Conditions on one field of a finding.': '検出結果の 1 つのフィールドに対する条件。',
  'Hardened machine images (Amazon EC2 Image Builder), shared with the organization.':
    '要塞化したマシンイメージ（Amazon EC2 Image Builder）。組織に共有する。',
  'Build hardened images. Each build runs instances for about an hour: off unless wanted.':
    '要塞化したイメージを作る。ビルドのたびにインスタンスが 1 時間ほど動くので、既定では無効。',
  'The account that builds the images; default: the audit account.': 'イメージを作るアカウント。既定は監査アカウント。',
  'Operating systems.': 'OS。',
  'Processors.': 'プロセッサ。',
  'When images are built: only when the parent image or a component has changed.':
    'イメージを作る時期。親イメージかコンポーネントが変わったときだけ作る。',
  'Day of the week on which new images are built, when there is something new.':
    '新しいイメージを作る曜日（変化があるとき）。',
  'Time of day, in the time zone of the notifications; where clocks change, in winter time.':
    '時刻（通知のタイムゾーン）。夏時間のある地域では冬の時刻。',
  'Subnet of the build instances, with a way to the internet or to endpoints; default: the default VPC.':
    'ビルド用インスタンスのサブネット。インターネットかエンドポイントへの経路が必要。既定はデフォルト VPC。',
  'Security groups of the build instances; nothing needs to come in.':
    'ビルド用インスタンスのセキュリティグループ。受信の許可は要らない。',
  'Controls of the hardening playbook that are switched off.': '要塞化プレイブックのうち無効にする項目。',
  'Whether an SSH server runs in instances. Sessions need none.':
    'インスタンスで SSH サーバーを動かすか。セッションには不要。',
  'Install ClamAV and look through the disk once a night.': 'ClamAV を入れて、毎晩ディスクを検査する。',
  'How long images are kept.': 'イメージを残す期間。',
  'Days until an image is marked as old.': 'イメージに古い印を付けるまでの日数。',
  'Days until an image is deleted, unless an instance was started from it within that time.':
    'イメージを削除するまでの日数。その間にインスタンスの起動に使われたものは残す。',
  'How many of the newest images are kept at any age.': '古さにかかわらず残す、新しいほうからの数。',
  'Reports over the log archive.': 'ログアーカイブに対するレポート。',
  'Reports in Amazon Athena, for archives that one machine is too small for.':
    'Amazon Athena のレポート。1 台のマシンには大きすぎるアーカイブのためのもの。',
  'Make the work group, the tables and the reports in Athena of the log account. AWS charges queries by the bytes that they read.':
    'ログアカウントの Athena に、ワークグループ、テーブル、レポートを作る。クエリは読んだバイト数で課金される。',
  'A query that would read more is stopped. A hundred gigabytes cost half a dollar.':
    'これより多く読むクエリは止める。100 GB で約 0.5 ドル。',
  'Days until the result of a query is deleted.': 'クエリの結果を削除するまでの日数。',
  'The first day of logs that the tables cover.': 'テーブルの対象にするログの最初の日。',
  'Run every saved report on a schedule. The result bucket keeps the results until they expire.':
    '保存したレポートをすべて定期的に実行する。結果は期限が来るまで結果のバケットに残る。',
  'How often; WEEKLY is on Monday.': '頻度。WEEKLY は月曜日。',
  'Time of day, in the time zone of the notifications.': '時刻（通知のタイムゾーン）。',
  'Regions beside the governed ones and those that every account has, if accounts opted into them.':
    '統制対象のリージョンと、どのアカウントにもあるリージョンのほかに、アカウントが有効にしたリージョン。',
  'A bucket of your own in which `metsuke archive compact` keeps its Parquet files and from which reports read them: s3://example-curated, or a prefix in it. Metsuke reads and writes it in the same way as the log archive.':
    '`metsuke archive compact` が Parquet ファイルを置き、レポートが読む自分のバケット（s3://example-curated、またはその中のプレフィックス）。読み書きの方法はログアーカイブと同じ。',
  'The account that owns the bucket of `curated`, by its id. Absent: the log account. A bucket of that name in any other account is neither read nor written.':
    '`curated` のバケットを所有するアカウントの ID。省略時はログアカウント。同じ名前でも別のアカウントのバケットは、読み書きしない。',
  'What the dashboard remembers.': 'ダッシュボードが残すもの。',
  'Where `metsuke posture` and `metsuke dashboard` keep the counts of each day, and `metsuke evidence verify` its result: a folder (seen from metsuke.yaml), or a bucket of your own. Absent: no day is kept, and no trend is shown.':
    '`metsuke posture` と `metsuke dashboard` が日ごとの件数を、`metsuke evidence verify` が結果を残す場所。フォルダ（metsuke.yaml から見たパス）か、自分のバケット。省略時は何も残さず、推移も表示しない。',
  'The account that owns the bucket of `history`, by its id. Absent: the log account.':
    '`history` のバケットを所有するアカウントの ID。省略時はログアカウント。',
  'Sessions on instances without keys (AWS Systems Manager Session Manager).':
    '鍵を使わないインスタンスへのセッション（AWS Systems Manager Session Manager）。',
  'Deploy preferences, a log group and a role for instances to every governed account. That costs nothing; the logs of sessions are charged by CloudWatch Logs.':
    '設定、ロググループ、インスタンス用のロールを統制対象の各アカウントに置く。それ自体は無料だが、セッションのログには CloudWatch Logs の料金がかかる。',
  'Apply the same preferences to sessions that name no document: Metsuke makes another version of SSM-SessionManagerRunShell the default one, and a destroy restores the one before.':
    'ドキュメントを指定しないセッションにも同じ設定を使う。Metsuke は SSM-SessionManagerRunShell の別のバージョンを既定にし、destroy は前のバージョンに戻す。',
  'Let Systems Manager reach instances that have no instance profile for it.':
    'Systems Manager 用のインスタンスプロファイルがないインスタンスも、Systems Manager から届くようにする。',
  'Encrypt sessions and their log with a key of each account and region, beside the TLS that they have anyway. A key costs about 1 USD a month.':
    'TLS に加えて、アカウント・リージョンごとのキーでセッションとログを暗号化する。キーは 1 つあたり月に約 1 ドル。',
  'Minutes after which an idle session ends.': '操作のないセッションが終わるまでの分数。',
  'Minutes after which any session ends.': 'どのセッションも終わる分数。',
  'The user that a session runs as on Linux; default: ssm-user, who may become root.':
    'Linux のセッションを動かすユーザー。既定は ssm-user（root になれる）。',
  'Run sessions as the user of the instance that the IAM tag SSMSessionRunAs of the person names.':
    '操作する人の IAM タグ SSMSessionRunAs にあるユーザーで、セッションを動かす。',
  'For people without that tag; without it they get no session.':
    'このタグのない人のユーザー。書かなければ、その人はセッションを開けない。',
  'What every session begins with.': 'どのセッションでも最初に実行するもの。',
  'Shell commands at the beginning of a session on Linux.': 'Linux のセッションの最初に実行するシェルコマンド。',
  'PowerShell commands at the beginning of a session on Windows.':
    'Windows のセッションの最初に実行する PowerShell コマンド。',
  'VPCs whose instances reach Systems Manager without the internet: endpoints for sessions are made there.':
    'インターネットなしで Systems Manager に届くようにする VPC。セッション用のエンドポイントをここに作る。',
  'The account of the VPC: an id; the name of exactly one account works too, with a warning.':
    'VPC のあるアカウント。ID で指定する。1 つのアカウントだけが持つ名前でもよいが、警告になる。',
  'The region of the VPC, a governed one; default: the home region.':
    'VPC のあるリージョン（統制対象のもの）。既定はホームリージョン。',
  'The VPC; its DNS hostnames and DNS resolution must be on.': 'VPC。DNS ホスト名と DNS 解決を有効にしておく。',
  'Addresses that may reach the endpoints; usually the range of the VPC.':
    'エンドポイントに届いてよいアドレス。普通は VPC のアドレス範囲。',
  'A range of IPv4 addresses: "10.0.0.0/16".': 'IPv4 のアドレス範囲。例: "10.0.0.0/16"。',
  'Subnets of the endpoints, at most one in each zone. Each zone costs.':
    'エンドポイントを置くサブネット（アベイラビリティーゾーンごとに 1 つまで）。ゾーンごとに課金される。',
  'Route tables that get a way to Amazon S3, too: a gateway endpoint, free of charge. Without them there is none.':
    'Amazon S3 への経路（無料のゲートウェイエンドポイント）も加えるルートテーブル。なければ作らない。',
  'Make two managed policies in every account: for the roles of people who open sessions, and of people who only look on.':
    '各アカウントに管理ポリシーを 2 つ作る。セッションを開く人のロール用と、見るだけの人のロール用。',
  'Key of the tag of instances that operators may enter.': '操作する人が入れるインスタンスのタグのキー。',
  'Values of that tag; `*` stands for anything.': 'そのタグの値。`*` は任意の文字列。',
  'Let operators forward ports, too. No log records what goes through a port.':
    'ポート転送も許す。転送した内容はログに残らない。',
  'Software inventory of instances (AWS Systems Manager), gathered in the log archive.':
    'インスタンスのソフトウェアインベントリ（AWS Systems Manager）。ログアーカイブに集める。',
  'Gather what is installed on the instances of every governed account and region. Free of charge.':
    '統制対象の各アカウント・リージョンで、インスタンスに入っているものを収集する。無料。',
  'How often an instance reports.': 'インスタンスが報告する間隔。',
  'Beside installed software, which is always gathered.': '必ず集めるインストール済みソフトウェアに加えて集めるもの。',
  'Security patches of instances (AWS Systems Manager Patch Manager).':
    'インスタンスのセキュリティパッチ（AWS Systems Manager Patch Manager）。',
  'Look daily for missing patches in every governed account and region. The baselines of Metsuke become the default ones there.':
    '統制対象の各アカウント・リージョンで、足りないパッチを毎日調べる。Metsuke のベースラインが既定になる。',
  'Operating systems for which Metsuke makes a patch baseline.': 'Metsuke がパッチベースラインを作る OS。',
  'Days from the release of a patch until it is approved. Ubuntu publishes no dates: its patches are approved at once.':
    'パッチの公開から承認までの日数。Ubuntu は公開日を示さないので、すぐに承認される。',
  'Critical patches.': '重要度が Critical のパッチ。',
  'Important ones.': '重要度が Important のパッチ。',
  'Other security patches.': 'そのほかのセキュリティパッチ。',
  'Installation, in weekly maintenance windows.': '週ごとのメンテナンスウィンドウでのインストール。',
  'Install approved patches. Instances may reboot.': '承認したパッチを入れる。インスタンスが再起動することがある。',
  'Groups of instances, the first to be patched first. Instances without the tag are never patched.':
    'パッチを当てる順に並べたインスタンスのグループ。タグのないインスタンスには当てない。',
  'Value of the tag `PatchGroup` (or `Patch Group`) of its instances.':
    'そのグループのインスタンスの `PatchGroup`（または `Patch Group`）タグの値。',
  'Day of the week on which patches are installed.': 'パッチを入れる曜日。',
  'How many days later than elsewhere a patch is approved here; 7 or more, and a group with a weekly window before it has had the patch.':
    'ほかより何日遅れてパッチを承認するか。7 以上なら、週ごとのウィンドウを持つ前のグループで試された後になる。',
  'Length of a window; nothing new begins in its last hour.': 'ウィンドウの長さ。最後の 1 時間は新しく始めない。',
  'How many instances, in percent, at a time.': '同時に処理するインスタンスの割合（%）。',
  'How many instances, in percent, may fail before no further one begins.':
    '失敗を許すインスタンスの割合（%）。超えると、新しいインスタンスでは始めない。',
  'NoReboot leaves instances with patches that wait for a reboot, and reports them.':
    'NoReboot では、再起動待ちのパッチがあるインスタンスを再起動せずに報告する。',
  'The AdministratorExecutionRole and ReadOnlyExecutionRole that the audit roles of the audit account assume. AdministratorExecutionRole is full access for the audit account: off by default.':
    '監査アカウントの監査ロールが引き受ける AdministratorExecutionRole と ReadOnlyExecutionRole。前者は監査アカウントに全権限を与えるので、既定では無効。',
  'Deploy the roles to every governed member account.': '統制対象の各メンバーアカウントにロールを置く。',
  'Organization policies.': '組織のポリシー。',
  'Deny everything outside the allowed regions, except services that are global.':
    '許可したリージョンの外を、グローバルサービスを除いてすべて拒否する。',
  'Attach the service control policy.': 'SCP を付ける。',
  'Where the policy is attached. It never binds the management account.':
    'ポリシーを付ける場所。管理アカウントには効かない。',
  'Regions allowed besides the home region and the governed regions.':
    'ホームリージョンと統制対象のリージョンのほかに許可するリージョン。',
  'Actions that work in every region, besides those of global services. `alsoAllow` opens less.':
    'グローバルサービスのほかに、どのリージョンでも使えるアクション。`alsoAllow` のほうが開く範囲は狭い。',
  'Actions that work in more regions. For a service that must be used in us-east-1.':
    'ほかのリージョンでも使えるアクション。us-east-1 でしか使えないサービスなどに指定する。',
  'Regions in which the actions work, besides the allowed ones.':
    '許可したリージョンのほかに、アクションを使えるリージョン。',
  'What works there; everything else stays denied.': 'そこで使えるアクション。ほかは拒否したまま。',
  'Inference profiles of Amazon Bedrock that may compute in other regions. The prefix of their names (jp, apac, us, eu, global), or `application` for every application inference profile. Prompts leave the allowed regions with them.':
    '許可したリージョンの外で推論してよい Amazon Bedrock の推論プロファイル。名前のプレフィックス（jp、apac、us、eu、global）で指定する。`application` はすべてのアプリケーション推論プロファイル。プロンプトは許可したリージョンの外に出る。',
  'Roles that the policy does not bind, and that no one else may make or change: a name in every account, a path and a name with `*` (those of IAM Identity Center: `aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_AdministratorAccess_*`), or a role with the accounts in which it is exempt.':
    'ポリシーが適用されず、ほかの誰も作成・変更できないロール。すべてのアカウントでの名前、パスと `*` を含む名前（IAM Identity Center のもの: `aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_AdministratorAccess_*`）、またはロールと例外にするアカウントの組。',
  'Name of the role, with its path; `*` stands for any characters.': 'ロールの名前（パスを含む）。`*` は任意の文字列。',
  'Ids of the accounts in which the role is exempt.': 'このロールを例外にするアカウントの ID。',
  'Roles of stack sets of others, or of Control Tower, that the policies may stop. `plan` refuses to stop any other.':
    'ポリシーが止めてもよい、他者のスタックセット や Control Tower のロール。それ以外を止める変更は `plan` が拒否する。',
  'Nobody but the roles of Metsuke stops or changes recorders, trails, detectors, rules, topics, log buckets, roles and stacks of the baseline.':
    'ベースラインのレコーダー、証跡、検出器、ルール、トピック、ログバケット、ロール、スタックを、Metsuke のロール以外が止めたり変更したりできないようにする。',
  'No account leaves the organization or closes itself.':
    'アカウントが組織を離れることも、自らを解約することもできないようにする。',
  'The root user of a member account can do nothing.': 'メンバーアカウントのルートユーザーが何もできないようにする。',
  'AWS services reach buckets, queues, keys, secrets and roles on behalf of accounts of the organization only.':
    'AWS のサービスが、組織のアカウントのためにだけバケット、キュー、キー、シークレット、ロールを使えるようにする。',
  'Attach the resource control policy.': 'リソースコントロールポリシー（RCP）を付ける。',
  'Accounts outside the organization on whose behalf services may still come: those of a vendor.':
    '組織外のアカウントのうち、サービスの利用を許すもの（取引先など）。',
  'Settings that Amazon EC2 enforces in every account and region.':
    'Amazon EC2 が全アカウント・リージョンで強制する設定。',
  'Attach the declarative policy.': '宣言型ポリシーを付ける。',
  'New instances use version 2 of the instance metadata service.':
    '新しいインスタンスではインスタンスメタデータサービスのバージョン 2 を使う。',
  'No image can be shared with everybody.': 'イメージを一般に公開できないようにする。',
  'No snapshot can be shared with everybody.': 'スナップショットを一般に公開できないようにする。',
  'Whether the serial console of instances may be used.': 'インスタンスのシリアルコンソールを使えるか。',
  'Similar events on one resource within these hours send one message; the digest counts the others.':
    'この時間内の、同じリソースの同様の出来事は 1 通にまとめる。残りはダイジェストで件数を知らせる。',
  'More messages than these in an hour about one account go into the digest, unless they are high or critical (7 and above). The last one says so. All accounts together have ten times as many, beyond the first message of each.':
    '1 つのアカウントについて 1 時間にこの数を超えた分は、高・重大（7 以上）を除いてダイジェストに入れ、最後の 1 通にその旨を書く。全アカウントの合計は、アカウントごとの最初の 1 通を除いてこの 10 倍まで。',
  'Who answers for the exception: a person or a team.': '例外の責任者。人またはチーム。',
  'Accounts as they are written under exclude.accounts.': 'exclude.accounts に書いたとおりのアカウント。',
  'Units as they are written under exclude.units.': 'exclude.units に書いたとおりの OU。',
  'Who answers for it: a person or a team.': '責任者。人またはチーム。',
  'The last day of the reason. The account stays excluded; packs say that the reason has expired.':
    '理由の最終日。その後も除外は続くが、監査レポートには期限切れと示す。',
  'Why accounts and units are excluded. A pack lists what is excluded, with or without it.':
    'アカウントと OU を除外する理由。監査レポートには、理由の有無にかかわらず除外したものを並べる。',
  'Owner, reason and last day of what is excluded.': '除外したものの責任者、理由、最終日。',
};
