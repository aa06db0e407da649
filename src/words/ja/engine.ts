import type { Catalogue } from '../../domain/say.ts';

export const ENGINE: Catalogue = {
  'A parameter in every member account that tells who governs it':
    'どこに統制されているかを示す、各メンバーアカウントのパラメータ',
  'Roles that the stacks of the regions use, in every governed account':
    'リージョンごとのスタックが使うロール（統制対象の各アカウント）',
  'A trail in every governed account': '統制対象の各アカウントの証跡',
  'Work group and tables of Athena over the log archive, in the log account':
    'ログアーカイブを読む Athena のワークグループとテーブル（ログアカウント）',
  'Reports of Athena that run by themselves, in the log account': '自動で実行する Athena のレポート（ログアカウント）',
  'Roles for the audit account in every member account': '監査アカウントのためのロール（各メンバーアカウント）',
  'AWS Config recorder and its delivery into the log archive, in every governed account and region':
    'AWS Config のレコーダーとログアーカイブへの配信（統制対象の各アカウント・リージョン）',
  'is stopped': '停止している',
  'does not record every resource type': '一部のリソースタイプを記録していない',
  'does not record IAM': 'IAM を記録していない',
  'delivers to {0} instead of {1}': '{1} ではなく {0} に配信している',
  'delivers under {0} instead of {1}': '{1} ではなく {0} の下に配信している',
  'no prefix': 'プレフィックスなし',
  'the recorder "{0}", which Metsuke did not make, records everything into the log archive; Metsuke leaves it alone.':
    'Metsuke のものではないレコーダー "{0}" が、すべてをログアーカイブに記録しています。Metsuke は手を加えません。',
  'the recorder "{0}", which Metsuke did not make, {1}. Metsuke deploys its rules there, but no recorder of its own.':
    'Metsuke のものではないレコーダー "{0}" があります（{1}）。Metsuke はルールだけをデプロイし、レコーダーはデプロイしません。',
  'Correct it, or delete it and its delivery channel and apply again: then the recorder of Metsuke takes its place.':
    '直すか、配信チャネルごと削除してもう一度適用してください。削除すれば Metsuke のレコーダーに置き換わります。',
  'AWS Config rules of the chosen profile, in every governed account and region':
    '選んだプロファイルの AWS Config ルール（統制対象の各アカウント・リージョン）',
  'A bucket with a key for the findings of each region, in the log account':
    'リージョンごとの検出結果を保管するバケットとキー（ログアカウント）',
  'Key of the machine images, in every governed region of the image account':
    'マシンイメージのキー（イメージアカウントの統制対象の各リージョン）',
  'Pipelines of hardened machine images in the image account':
    '要塞化したマシンイメージのパイプライン（イメージアカウント）',
  'Delivery of inventory and patch compliance into the log archive, in every governed account and region':
    'インベントリとパッチの状態のログアーカイブへの配信（統制対象の各アカウント・リージョン）',
  'Software inventory of the instances, in every governed account and region':
    'インスタンスのソフトウェアインベントリ（統制対象の各アカウント・リージョン）',
  'does not cover every instance': '一部のインスタンスしか対象にしていない',
  'does not gather applications': 'アプリケーションを収集していない',
  'has no schedule': 'スケジュールがない',
  'the inventory association "{0}", which Metsuke did not make,': 'Metsuke のものではないインベントリの関連付け "{0}"',
  '{0} gathers from every instance; Metsuke leaves it alone and uses it.':
    '{0} が、すべてのインスタンスから収集しています。Metsuke は手を加えずに利用します。',
  '{0} {1}. Metsuke deploys none of its own there: with two, Systems Manager gathers no inventory.':
    '{0} があります（{1}）。2 つあるとインベントリが収集されないため、Metsuke のものはデプロイしません。',
  'Correct it, or delete it and apply again: then the association of Metsuke takes its place.':
    '直すか、削除してもう一度適用してください。削除すれば Metsuke の関連付けに置き換わります。',
  'Log archive of the other governed regions, in the log account':
    'ほかの統制対象リージョンのログアーカイブ（ログアカウント）',
  'Collection of log groups and their retention, in every governed account and region':
    'ロググループの収集と保持期間（統制対象の各アカウント・リージョン）',
  'Log archive and its access log in the log account': 'ログアーカイブとそのアクセスログ（ログアカウント）',
  'ExecutionRole of CloudFormation StackSets in the management account':
    'CloudFormation StackSets の ExecutionRole（管理アカウント）',
  'Event bus, formatter and digest of notifications in the audit account':
    '通知のイベントバス、整形、ダイジェスト（監査アカウント）',
  'Rules that forward what people must know to the audit account': '知らせるべき出来事を監査アカウントに転送するルール',
  'Trail of the organization, its log group and alarms, in the management account':
    '組織の証跡とロググループ、アラーム（管理アカウント）',
  'Patch baselines, the daily scan and maintenance windows, in every governed account and region':
    'パッチベースライン、毎日のスキャン、メンテナンスウィンドウ（統制対象の各アカウント・リージョン）',
  'Audit roles and the AWS Config aggregator in the audit account':
    '監査ロールと AWS Config のアグリゲータ（監査アカウント）',
  'Notification topics in the audit account': '通知トピック（監査アカウント）',
  'VPC endpoints through which instances without the internet reach Systems Manager, in the VPCs named for it':
    'インターネットに出られないインスタンスが Systems Manager に届くための VPC エンドポイント（指定した VPC）',
  'Key of the sessions and of their log, in every governed account and region':
    'セッションとそのログのキー（統制対象の各アカウント・リージョン）',
  'Preferences and log group of sessions, in every governed account and region':
    'セッションの設定とロググループ（統制対象の各アカウント・リージョン）',
  'a key of Metsuke': 'Metsuke のキー',
  'the default preferences of sessions are replaced: {0}. A destroy makes version {1} the default one again.':
    'セッションの既定の設定を置き換えます: {0}。destroy はバージョン {1} を既定に戻します。',
  'default host management uses the role {0}, which Metsuke did not make and leaves alone; that role must be allowed to write to the log group of sessions.':
    'デフォルトのホスト管理は、Metsuke のものではないロール {0} を使っています。Metsuke は手を加えません。このロールには、セッションのロググループへの書き込みを許可する必要があります。',
  'AdministrationRole of CloudFormation StackSets in the management account':
    'CloudFormation StackSets の AdministrationRole（管理アカウント）',
  'ExecutionRole of CloudFormation StackSets in every member account':
    'CloudFormation StackSets の ExecutionRole（各メンバーアカウント）',
  'Bucket with Object Lock for the trail alone, in the log account':
    '証跡専用の、Object Lock 付きのバケット（ログアカウント）',
  "Key of the trail's log files in the log account": '証跡のログファイルのキー（ログアカウント）',
  error: 'エラー',
  warning: '警告',
  info: '情報',
  'Apply again: the execution role is put there first. An invited account needs the bootstrap role; see docs/first-deployment.md.':
    'もう一度適用してください。最初に実行ロールを配置します。招待したアカウントにはブートストラップロールが必要です（docs/first-deployment.md）。',
  'Nothing can be done in a suspended account; it is skipped from the next plan on.':
    '停止中のアカウントでは何もできません。次の plan からは対象外になります。',
  'The bucket has an ACL, as buckets made before April 2023 may. Take it away in the account: aws s3api put-bucket-acl --acl private --bucket <its name>; then apply again.':
    'バケットに ACL が付いています（2023 年 4 月より前のバケットにはあり得ます）。そのアカウントで aws s3api put-bucket-acl --acl private --bucket <its name> を実行して外し、もう一度適用してください。',
  'A bucket of that name is there already: an earlier destroy kept it, or it belongs to something else. Empty and delete it, or set another resourcePrefix, then apply again; see docs/leaving.md.':
    '同じ名前のバケットが既にあります。以前の destroy が残したものか、別のものです。空にして削除するか、resourcePrefix を変えてから、もう一度適用してください（docs/leaving.md）。',
  'Something of that name is there already. Remove or rename it in the account, or exclude the account, then apply again.':
    '同じ名前のものが既にあります。そのアカウントで削除するか名前を変えるか、アカウントを除外してから、もう一度適用してください。',
  'A service control policy stops the execution role. Exempt that role in the policy, then apply again.':
    'SCP が実行ロールを拒否しています。ポリシーでこのロールを例外にしてから、もう一度適用してください。',
  'Apply again: IAM takes a moment to show the permissions boundary of roles everywhere. If it still fails, the account lacks it: with its credentials create the stack AWSOrganizations-StackSetExecution there as metsuke synth describes it, with MakesRole=false if its execution role is of its own.':
    'もう一度適用してください。IAM が新しいアクセス許可の境界を行き渡らせるには少し時間がかかります。それでも失敗するときは、アカウントに境界がありません。そのアカウントの認証情報で、metsuke synth の説明のとおりにスタック AWSOrganizations-StackSetExecution を作成してください（実行ロールが既にあるアカウントでは MakesRole=false を付けます）。',
  'The role lacks a permission. Set stackSets.executionPolicy to administrator, or add the permission, then apply again.':
    'ロールの権限が足りません。stackSets.executionPolicy を administrator にするか、権限を追加してから、もう一度適用してください。',
  'Not tried: too many others failed. Fix those and apply again.':
    '未実行: 失敗したアカウントが多すぎます。それらを直して、もう一度適用してください。',
  'Not tried: the operation was stopped. Apply again.': '未実行: 操作が中止されました。もう一度適用してください。',
  'AWS was too busy. Apply again; what is done stays done.':
    'AWS が混み合っていました。もう一度適用してください。済んだ分はそのままです。',
  'A quota of the account is used up. Raise it in Service Quotas, then apply again.':
    'アカウントのクォータを使い切っています。Service Quotas で引き上げてから、もう一度適用してください。',
  'The role cannot be assumed from the management account. Add it there (docs/first-deployment.md), then apply again.':
    '管理アカウントからこのロールを引き受けられません。ロールを追加してから（docs/first-deployment.md）、もう一度適用してください。',
  'The stack is stuck. Look at its events in the account, repair or delete it, then apply again.':
    'スタックが動かせない状態です。そのアカウントでイベントを調べ、直すか削除してから、もう一度適用してください。',
  'Repair the cause in the account, then apply again: what is done stays done.':
    'そのアカウントで原因を取り除いてから、もう一度適用してください。済んだ分はそのままです。',
  'Not tried: {0} failed or was not tried.': '未実行: {0} が失敗したか、実行されませんでした。',
  'owners of buckets': 'バケットの所有者',
  'a bucket of another account': '別のアカウントのバケット',
  'a bucket in another region': '別のリージョンのバケット',
  'The name {0} is taken by {1}: {2} would make that bucket in {3} {4}, and logs must not go there.':
    'バケット名 {0} はすでに使われています（{1}）。{2} はこの名前のバケットを {3} の {4} に作りますが、ログを他人のバケットに送ることはできません。',
  'Set another resourcePrefix, and report the name to AWS Support if it tells of your organization.':
    '別の resourcePrefix を設定してください。名前から組織が分かるときは AWS サポートに報告してください。',
  'Leave out what needs it ({0}), or destroy, set another resourcePrefix and apply. With the prefix every name changes, so it is refused while anything is deployed.':
    'このバケットを使う機能（{0}）を外すか、destroy してから別の resourcePrefix を設定して適用してください。resourcePrefix を変えるとすべての名前が変わるため、デプロイ済みのものがある間は変更できません。',
  '{0} made {1} in {2} {3}. It was deleted there, and others have a bucket of that name now: what delivers to it may deliver to them.':
    '{0} が {2} の {3} に作ったバケット {1} は削除され、同じ名前のバケットを別の者が持っています。ログがそこへ配信されているおそれがあります。',
  'Stop the deliveries at once: metsuke destroy --accept-losses. Then set another resourcePrefix, apply, and report the name to AWS Support.':
    'すぐに配信を止めてください: metsuke destroy --accept-losses。その後、別の resourcePrefix を設定して適用し、バケットの名前を AWS サポートに報告してください。',
  '{0} made {1} in {2} {3}, and it was deleted there: nothing can be delivered, and any account may take its name.':
    '{0} が {2} の {3} に作ったバケット {1} は削除されています。何も配信できず、その名前は誰でも取得できます。',
  'Take the name back at once, with credentials of that account; then metsuke status --drift shows what the bucket lacks:':
    'そのアカウントの認証情報で、すぐに名前を取り戻してください。バケットに足りないものは、その後 metsuke status --drift で分かります:',
  'Whose the log buckets are could not be looked at: {0}': 'ログバケットの持ち主を確認できませんでした: {0}',
  'Repair that step, then apply again.': 'そのステップを直してから、もう一度適用してください。',
  'The canary account {0} failed, so this step touched no other account.':
    'カナリアアカウント {0} で失敗したため、このステップはほかのアカウントに触れていません。',
  'Repair the cause there, then apply again.': 'そこで原因を取り除いてから、もう一度適用してください。',
  'The stack of {0} in {1} {2} names no key for the export of findings.':
    '{1} {2} にある {0} のスタックに、検出結果のエクスポートに使うキーがありません。',
  'Apply again; if it stays so, look at that stack.':
    'もう一度適用してください。それでも変わらなければ、そのスタックを調べてください。',
  'A suspended detector may be left in {0} {1}: {2}': '停止した検出器が {0} {1} に残っているかもしれません: {2}',
  'It costs nothing; delete it with credentials of that account if you like.':
    '料金はかかりません。必要なら、そのアカウントの認証情報で削除してください。',
  'Interrupted before anything was changed.': '何も変更しないうちに中断しました。',
  '{0} holds the right to apply; looking whether it is still alive':
    '適用の権利は {0} が持っています。まだ動いているか確認しています',
  'Another apply ({0}, {1})': '別の適用（{0}、{1}）',
  'Another apply': '別の適用',
  '{0} is at work in this organization; nothing was changed.': '{0}がこの組織で実行中です。何も変更していません。',
  'Wait until it has ended, then apply again.': '終わるのを待ってから、もう一度適用してください。',
  'trying whether {0} is there already.': '{0} が既にあるかどうかを試します。',
  'its owner changes {0} there.': '{0} の変更は、そのアカウントの所有者が行います。',
  'its owner removes {0} there, if it was made.': '{0} が作られていれば、そのアカウントの所有者が削除します。',
  '{0} does not let {1} in; {2}': '{0} は {1} を引き受けさせません。{2}',
  'With credentials of the account run:': 'そのアカウントの認証情報で実行してください:',
  'The account does not let {0} in (an invited account has no such role). With credentials of the account run this, then apply again:':
    'アカウントは {0} を引き受けさせません（招待したアカウントにはこのロールがありません）。そのアカウントの認証情報で次を実行してから、もう一度適用してください:',
  'another operation works on {0}': '別の操作が {0} を処理中です',
  '{0} does not let {1} in; whether {2} is there could not be seen.':
    '{0} は {1} を引き受けさせません。{2} があるかどうかは確認できませんでした。',
  'If it is not there, with credentials of the account run:': 'なければ、そのアカウントの認証情報で実行してください:',
  '{0} {1} manages its instances through the role {2}, which Metsuke did not make and leaves alone.':
    '{0} {1} のインスタンスは、Metsuke のものではないロール {2} が管理しています。Metsuke は手を加えません。',
  'To have ours: aws ssm reset-service-setting --setting-id /ssm/managed-instance/default-ec2-instance-management-role there, then change sessions and apply.':
    'Metsuke のロールにするには、そこで aws ssm reset-service-setting --setting-id /ssm/managed-instance/default-ec2-instance-management-role を実行し、sessions を変更して適用してください。',
  '{0} does not let {1} in; the defaults of its sessions are as they were.':
    '{0} は {1} を引き受けさせません。セッションの既定の設定は変わっていません。',
  'Let the role in, or exclude the account.': 'ロールを引き受けられるようにするか、アカウントを除外してください。',
  'Not tried: what was set with this stack could not be given back in this account.':
    '未実行: このスタックとともに設定したものを、このアカウントでは元に戻せませんでした。',
  'The step session-defaults names the reason; repair it there, then run this again.':
    '原因は session-defaults のステップにあります。そこを直してから、もう一度実行してください。',
  'Not tried: the execution role of this account is still there.':
    '未実行: このアカウントの実行ロールがまだ残っています。',
  'Repair what could not be removed, then run this again.':
    '削除できなかったものを直してから、もう一度実行してください。',
  'AWS does not see the new {0} everywhere yet': 'AWS 全体に新しい{0}が行き渡るのを待っています',
  'role of 1 account': 'ロール（1 アカウント）',
  'roles of {0} accounts': 'ロール（{0} アカウント）',
  'The operation ended with {0}; CloudFormation gives no reason.':
    '操作は {0} で終わりました。CloudFormation は理由を示していません。',
  'Not tried: a step that it needs has failed in this account.':
    '未実行: 必要なステップがこのアカウントで失敗しました。',
  'That step names the reason; repair it there, then apply again.':
    '原因はそのステップにあります。そこを直してから、もう一度適用してください。',
  'CloudFormation ended with {0} and gave no reason.': 'CloudFormation は {0} で終わり、理由を示していません。',
  'Not tried: what is removed through this role is still there.':
    '未実行: このロールで削除するものがまだ残っています。',
  'The role {0} exists in {1} already; Metsuke uses it without changing it.':
    'ロール {0} は {1} に既にあります。Metsuke は変更せずに使います。',
  'To let Metsuke manage it, delete the role and apply again.':
    'Metsuke に管理させるには、ロールを削除してもう一度適用してください。',
  '{0} of Metsuke; at most {1} of a type on one target':
    'Metsuke のものが {0} 個。1 つのターゲットに付く同じタイプは最大 {1} 個',
  '{0} would carry {1} policies of the type {2}; AWS allows {3}: {4} of Metsuke beside {5}.':
    '{0} には {2} タイプのポリシーが {1} 個付くことになりますが、AWS の上限は {3} 個です（Metsuke の {4} 個のほかに {5}）。',
  'Detach some, put their statements together, or attach those of Metsuke to units below (guardrails.*.targets).':
    'いくつか外すか、ステートメントをまとめるか、Metsuke のポリシーを下位の OU に付けてください（guardrails.*.targets）。',
  'The organization has consolidated billing only.':
    'この組織は一括請求（コンソリデーティッドビリング）だけが有効です。',
  'Enable all features in the AWS Organizations console: policies need them.':
    'AWS Organizations のコンソールで「すべての機能」を有効にしてください。ポリシーに必要です。',
  'management account': '管理アカウント',
  'consolidated billing': '一括請求のみ',
  '{0}, {1} governed': '{0}、うち統制対象 {1}',
  '{0} ({1}) {2}; it is left alone.': '{0}（{1}）は{2}。対象外にします。',
  'trusted access': '信頼されたアクセス',
  'Apply gives {0} trusted access to the organization.': '適用すると、{0} に組織への信頼されたアクセスを許可します。',
  'Apply enables the policy type {0}.': '適用すると、ポリシータイプ {0} を有効にします。',
  'administration role': '管理ロール',
  'exists, not made by Metsuke': 'あり（Metsuke のものではない）',
  'not there yet': 'まだない',
  'With SERVICE_MANAGED roles of Metsuke have no permissions boundary.':
    'SERVICE_MANAGED では、Metsuke のロールにアクセス許可の境界は付きません。',
  'Metsuke uses the role {0} without changing it.': 'Metsuke はロール {0} を変更せずに使います。',
  'It must trust cloudformation.amazonaws.com and may assume the execution role.':
    'cloudformation.amazonaws.com を信頼し、実行ロールを引き受けられる必要があります。',
  'stack sets of Metsuke': 'Metsuke のスタックセット',
  '{0} there': '{0}あり',
  'Metsuke did not make {0}; apply adopts it.': '{0} は Metsuke が作ったものではありません。適用すると引き継ぎます。',
  'existing recorders': '既存のレコーダー',
  'nothing is new anywhere': '新しい場所はない',
  'in {0} of {1} new places': '新しい {1} か所のうち {0} か所',
  'threat detection': '脅威検出',
  'administered by {0}, {1} members': '管理者は {0}、メンバー {1}',
  'existing trails': '既存の証跡',
  'the trail of Metsuke is there, or none is wanted': 'Metsuke の証跡があるか、証跡は不要',
  '{0} in the management account': '管理アカウントに {0}',
  'bootstrap role': 'ブートストラップロール',
  'exempt roles': '例外のロール',
  'not looked for (check --accounts does)': '調べていない（check --accounts で調べる）',
  'looked for in {0} of {1} accounts': '{1} アカウント中 {0} アカウントで確認',
  'Metsuke did not make these roles, and guardrails exempt them, since their names match {0}: {1}.':
    '次のロールは Metsuke が作ったものではありませんが、名前が {0} に一致するため、ガードレールの例外になります: {1}。',
  'See what they may do and who may assume them. Delete or rename those that are not yours.':
    '権限と、引き受けられる相手を確認してください。心当たりのないロールは、削除するか名前を変えてください。',
  'guardrails.{0}.exemptRoles exempts these roles, since their names match {1}: {2}.':
    '次のロールは、名前が {1} に一致するため、guardrails.{0}.exemptRoles により例外になります: {2}。',
  'See who may assume them. Where it should be fewer, write more of the name, or the accounts.':
    '引き受けられる相手を確認してください。対象を減らすには、名前をもっと詳しく書くか、アカウントを指定してください。',
  '{0}, not tried (check --accounts does)': '{0}。試していない（check --accounts で試す）',
  '{0} ({1}) was invited; {2} may be missing there.':
    '{0}（{1}）は招待されたアカウントなので、{2} がないかもしれません。',
  'If it is missing, run this with credentials of the account (docs/first-deployment.md has another way):':
    'ない場合は、そのアカウントの認証情報で次を実行してください（別の方法は docs/first-deployment.md にあります）:',
  'works in {0} of {1} accounts': '{1} アカウント中 {0} アカウントで使える',
  'See docs/first-deployment.md.': 'docs/first-deployment.md を参照してください。',
  'Rules of metsuke.yaml do not pass their own tests.': 'metsuke.yaml のルールが、それ自身のテストに合格していません。',
  ' Guard says: {0}': ' Guard の出力: {0}',
  'The rule "{0}" cannot be evaluated on "{1}".{2}': 'ルール "{0}" は "{1}" に対して評価できません。{2}',
  'The rule "{0}" finds "{1}" {2}, not {3}.{4}': 'ルール "{0}" の "{1}" に対する結果が、{3} ではなく {2} です。{4}',
  'Correct the rule or its test; try it with: metsuke rules test':
    'ルールかテストを直してください。試すには: metsuke rules test',
  'metsuke.yaml does not fit the organization.': 'metsuke.yaml が組織に合っていません。',
  'another apply took over; stopping': '別の適用が引き継いだため、止まります',
  'This cannot be applied.': 'このままでは適用できません。',
  'metsuke.yaml is for the organization {0}, but these credentials belong to {1}.':
    'metsuke.yaml は組織 {0} のものですが、この認証情報は {1} のものです。',
  'Use another profile (--profile), or another configuration (--config).':
    '別のプロファイル（--profile）か、別の設定（--config）を使ってください。',
  'is not activated yet': '有効化前',
  'is excluded by metsuke.yaml': 'metsuke.yaml で除外',
  'is in a unit excluded by metsuke.yaml': 'metsuke.yaml で除外した OU の中',
  'the policy type {0}': 'ポリシータイプ {0}',
  'trusted access of {0}': '{0} の信頼されたアクセス',
  '{0} as delegated administrator of {1}': '{1} の委任管理者としての {0}',
  'Others may rely on it; docs/leaving.md has the commands.':
    'ほかのものが使っているかもしれません。コマンドは docs/leaving.md にあります。',
  'What stays switched on: {0}.': '有効なまま残るもの: {0}',
  'opens what it has encrypted': '暗号化したものを開ける',
  'holds logs': 'ログが入っている',
  'Shorten configRules.customRules, or choose a smaller profile.':
    'configRules.customRules を短くするか、小さいプロファイルを選んでください。',
  'The template of {0} would be {1} bytes; CloudFormation takes {2}.':
    '{0} のテンプレートが {1} バイトになります。CloudFormation の上限は {2} です。',
  'Configure less of it.': '設定を減らしてください。',
  '{0} is {1}; AWS cannot make it {2}.': '{0} は {1} です。AWS では {2} に変えられません。',
  'Set stackSets.permissionModel to {0}; or set it so, destroy, set it to {1} and apply.':
    'stackSets.permissionModel を {0} にしてください。変えるには、{0} のまま destroy してから、{1} にして適用します。',
  'Everything was made with the prefix {0}; with {1} it would all be made again, without the logs.':
    'すべてがプレフィックス {0} で作られています。{1} にすると、ログのない新しいものになります。',
  'Set resourcePrefix to {0}; or set it so, destroy, set it to {1} and apply.':
    'resourcePrefix を {0} にしてください。変えるには、{0} のまま destroy してから、{1} にして適用します。',
  '{0} accounts in {1}': '{1} の {0} アカウント',
  'CloudFormation leaves the instance of {0} in {1} out of every operation, because its deletion failed.':
    '{1} にある {0} のインスタンスは削除に失敗したため、CloudFormation がすべての操作から外しています。',
  'Remove it from the stack set, delete its stack in the account, and apply again:':
    'スタックセットから取り除き、そのアカウントのスタックを削除してから、もう一度適用してください:',
  'Metsuke adopts the stack set {0}, which it did not make.':
    'スタックセット {0} は Metsuke が作ったものではありませんが、引き継ぎます。',
  'The role {0} exists in the management account already; Metsuke uses it without changing it.':
    'ロール {0} は管理アカウントに既にあります。Metsuke は変更せずに使います。',
  'GuardDuty of the organization is administered by {0} in {1}, not by the audit account {2}.':
    '{1} では、組織の GuardDuty を監査アカウント {2} ではなく {0} が管理しています。',
  "Make it the audit account (accounts.audit); or set guardDuty.enabled to false; or take it away, which ends its members' monitoring by it: aws guardduty disable-organization-admin-account --admin-account-id {0} --region {1}":
    '{0} を監査アカウントにするか（accounts.audit）、guardDuty.enabled を false にするか、管理者から外してください（外すとメンバーの監視も終わります）: aws guardduty disable-organization-admin-account --admin-account-id {0} --region {1}',
  'GuardDuty cannot be asked in {0}; nothing is known or changed there: {1}':
    '{0} の GuardDuty に問い合わせられません。状態は不明で、何も変えません: {1}',
  'GuardDuty cannot be looked at in {0} in {1}; nothing is known or changed there: {2}':
    '{0} の GuardDuty（{1}）を調べられません。状態は不明で、何も変えません: {2}',
  'Metsuke could not see whether other trails stand beside its own: {0}':
    'Metsuke の証跡のほかに証跡があるか確認できませんでした: {0}',
  'Metsuke could not see whether the role {0} exists in the management account: {1}':
    '管理アカウントにロール {0} があるか確認できませんでした: {1}',
  'The role {0} is needed there.': 'そこにロール {0} が必要です。',
  'Metsuke could not see whether something stands in the way of {0} in {1}: {2}':
    '{0} の妨げになるものが {1} にあるか確認できませんでした: {2}',
  '{0} and {1} more': '{0} ほか {1} 件',
  '{0} is not a plan of this version of Metsuke.': '{0} は、この版の Metsuke の計画ではありません。',
  'Write a new one with: metsuke plan --out plan.json': '新しく作るには: metsuke plan --out plan.json',
  '{0} is not JSON: {1}': '{0} は JSON ではありません: {1}',
  'it was made for the organization {0}; this is {1}': '組織 {0} のための計画です（今の組織は {1}）',
  'nothing of it is left to do: it was applied already, or the organization became so in another way':
    '残っている変更がありません。既に適用したか、別の方法で同じ状態になっています',
  '{0} is not needed any more': '{0} は不要になりました',
  '{0} is needed now': '{0} が必要になりました',
  '{0} would now do something else': '{0} の内容が変わりました',
  'it was made by Metsuke {0}; this is {1}': 'Metsuke {0} で作った計画です（今は {1}）',
  'service-linked role': 'サービスにリンクされたロール',
  'policy type': 'ポリシータイプ',
  'delegated administrator': '委任管理者',
  'Nothing was changed. What would be lost: {0}.': '何も変更していません。失われるもの: {0}。',
  'GuardDuty detects in {0} without {1}': '{0} の GuardDuty が {1} なしで検出するようになる',
  'findings of GuardDuty in {0} reach the archive no longer': '{0} の GuardDuty の検出結果がアーカイブに届かなくなる',
  'log groups called {0} reach the archive no longer': '{0} に当てはまるロググループがアーカイブに届かなくなる',
  'log groups called {0} are kept for ever no longer: those without a retention get one':
    '{0} に当てはまるロググループが無期限に保持されなくなる（保持期間のないものに設定される）',
  '{0}: changes are recorded once a day, no longer as they happen':
    '{0}: 変更の記録が、そのつどではなく 1 日 1 回になる',
  '{0}: changes are recorded once a day, no longer as they happen, but for {1}':
    '{0}: {1} を除き、変更の記録が、そのつどではなく 1 日 1 回になる',
  '{0}: changes of {1} are recorded once a day, no longer as they happen':
    '{0}: {1} の変更の記録が、そのつどではなく 1 日 1 回になる',
  'GuardDuty detects threats in {0} no longer': 'GuardDuty が {0} の脅威を検出しなくなる',
  'the trail of the organization records no longer': '組織の証跡が記録しなくなる',
  'the trails of accounts record no longer': '各アカウントの証跡が記録しなくなる',
  'AWS Config records changes of resources no longer': 'AWS Config がリソースの変更を記録しなくなる',
  'new logs of the trail are locked no longer': '証跡の新しいログがロックされなくなる',
  'log groups reach the archive no longer': 'ロググループがアーカイブに届かなくなる',
  'findings of GuardDuty are kept no longer': 'GuardDuty の検出結果を保存しなくなる',
  'the log of sessions is written no longer': 'セッションのログを書かなくなる',
  'logs of sessions go to {0} no longer': 'セッションのログが {0} に届かなくなる',
  'sessions that name no document are logged by Metsuke no longer':
    'ドキュメントを指定しないセッションのログを Metsuke が残さなくなる',
  'The ACL of {0} lets others write; S3 refuses to switch ACLs off as long as it does, and the apply would fail there.':
    '{0} の ACL が他者に書き込みを許しています。その間 S3 は ACL の無効化を拒否するため、適用はそこで失敗します。',
  'Run this with credentials of the account {0} before you apply; a bucket policy replaces the ACL:':
    '適用する前に、アカウント {0} の認証情報で次を実行してください。ACL の代わりはバケットポリシーが果たします:',
  'other regions': '他のリージョン',
  '{0} has {1} stack sets of Metsuke; with homeRegion {2} all of it would be deployed a second time beside them.':
    '{0} に Metsuke のスタックセットが {1} 個あります。homeRegion を {2} にすると、それらと並べて全部をもう一度デプロイすることになります。',
  'Set homeRegion to {0}. To move: set it so, run metsuke destroy --accept-losses, set it to {1} and apply; the logs stay in the buckets of {2}.':
    'homeRegion を {0} にしてください。移すには、そうしてから metsuke destroy --accept-losses を実行し、{1} に変えて適用します。ログは {2} のバケットに残ります。',
  'Metsuke could not see whether {0} has stack sets of an earlier home region: {1}':
    '{0} に以前のホームリージョンのスタックセットがあるかを確認できませんでした: {1}',
  '{0} is the log account no longer: its logs stay there, and reports read those of the new one only':
    '{0} がログアカウントでなくなる: ログはそこに残り、レポートは新しいアカウントのログだけを読む',
  '{0} is the audit account no longer: topics go from there with their subscribers':
    '{0} が監査アカウントでなくなる: トピックは購読者ごとなくなる',
  'The log account was {0} and becomes {1}. New logs go to {2}; the buckets of {3} stay there with their logs: {4}.':
    'ログアカウントが {0} から {1} に変わります。新しいログは {2} に届き、{3} のバケットはログごと残ります: {4}',
  'Keep {0} in the organization, and read its buckets with --bucket and --bucket-owner {1}.':
    '{0} を組織に残し、そのバケットは --bucket と --bucket-owner {1} で読んでください。',
  'The image account was {0} and becomes {1}. New machine images are built in {2}; those of {3} stay there with the keys that open them, and nothing removes old ones any more.':
    'イメージアカウントが {0} から {1} に変わります。新しいマシンイメージは {2} で作られます。{3} のイメージは、それを開くキーとともに残り、古いものを消すものはなくなります。',
  'Build in {0} after the apply (metsuke image build), and keep {1} in the organization while instances run its images.':
    '適用後に {0} でビルドし（metsuke image build）、そのイメージで動くインスタンスがある間は {1} を組織に残してください。',
  'The audit account was {0} and becomes {1}. Topics and notifications are made again in {2}, and subscribers confirm them; those of {3} are removed.':
    '監査アカウントが {0} から {1} に変わります。トピックと通知は {2} に作り直し、購読者はもう一度確認します。{3} のものは消えます。',
  'Look at the topics of {0} for subscribers beside yours before you apply.':
    '適用する前に、{0} のトピックに他の購読者がいないか確かめてください。',
  '{0} stays delegated administrator of {1}.': '{0} は {1} の委任管理者のまま残ります。',
  'After the apply, unless others rely on it:': '適用後、他で使っていなければ:',
  '{0} goes with the logs that it holds': '{0} が中のログごと消える',
  '{0} is switched off': '{0} を無効にする',
  '{0} has more: {1}': '{0} に {1} が加わる',
  '{0} is without {1}': '{0} から {1} がなくなる',
  '{0}: logs expire after {1} days, so far never': '{0}: 無期限だったログが {1} 日で期限切れになる',
  '{0} {1} → {2}: the logs of {3} days expire, those older than {4} days':
    '{0} {1} → {2}: {3} 日分のログ（{4} 日より古いもの）が期限切れになる',
  '{0} {1} → {2}: what comes from now on is held for a shorter time':
    '{0} {1} → {2}: 今後のものを保持する期間が短くなる',
  '{0}: nothing goes to {1} any more': '{0}: {1} には何も届かなくなる',
  '{0}: what went to {1} goes to {2}': '{0}: {1} に届いていたものが {2} に届く',
  '{0}: {1} is taken away': '{0}: {1} がなくなる',
  '{0} becomes weaker: {1} → {2}': '{0} が弱くなる: {1} → {2}',
  'If that is what you want, say it with --accept-losses.': 'それでよければ --accept-losses を付けてください。',
  'The management account has {0} trails in the home region; AWS allows {1}, so the trail of Metsuke would not fit.':
    '管理アカウントのホームリージョンには証跡が {0} 本あります。AWS の上限は {1} 本なので、Metsuke の証跡が入りません。',
  "Delete one of them that is not Control Tower's, or set cloudTrail.mode: OFF.":
    'Control Tower のものでない証跡をどれか削除するか、cloudTrail.mode: OFF にしてください。',
  "The log archive accepts it. It is Control Tower's: leave it to Control Tower, or set cloudTrail.mode: OFF and do with this one.":
    'ログアーカイブはこの証跡を受け入れます。Control Tower の証跡なので、Control Tower に任せてください。この 1 本で足りるなら cloudTrail.mode: OFF にしてください。',
  "It is Control Tower's: leave it to Control Tower, or set cloudTrail.mode: OFF and do with this one.":
    'Control Tower の証跡なので、Control Tower に任せてください。この 1 本で足りるなら cloudTrail.mode: OFF にしてください。',
  "It is Control Tower's, whose controls forbid to change it: leave it alone. Its files are in {0}.":
    'Control Tower のもので、変更はその統制により禁止されています。そのままにしてください。ファイルは {0} にあります。',
  'stack sets of others': '他者のスタックセット',
  '{0} would carry {1} policies of the type {2}, more than the {3} that AWS allowed until May 2026: {4} of Metsuke beside {5}.':
    '{0} に付くタイプ {2} のポリシーが {1} 個になり、2026 年 5 月までの上限 {3} 個を超えます: Metsuke の {4} 個と {5}。',
  '{0} would stop the role {1}, which works for {2}.': '{0} はロール {1} を止めます。このロールを {2} が使っています。',
  'Exempt it (guardrails.{0}.exemptRoles: ["{1}"]), or accept that it is stopped (guardrails.mayStop: ["{2}"]).':
    '例外にするか（guardrails.{0}.exemptRoles: ["{1}"]）、止まることを受け入れてください（guardrails.mayStop: ["{2}"]）。',
  'A trail called {0} exists in the management account, and Metsuke did not make it.':
    '管理アカウントに {0} という証跡がありますが、Metsuke が作ったものではありません。',
  'Delete it, or set another resourcePrefix; with cloudTrail.mode: OFF Metsuke leaves it alone.':
    '削除するか、resourcePrefix を変えてください。cloudTrail.mode: OFF なら Metsuke は触れません。',
  'records the organization': '組織を記録',
  'records in the management account': '管理アカウントで記録',
  'The trail {0}, which Metsuke did not make, {1} too, into {2}. The first copy of management events is free; every further one is charged per event.':
    'Metsuke のものではない証跡 {0} も{1}しています（配信先 {2}）。管理イベントは 1 本目だけが無料で、2 本目からはイベントごとに課金されます。',
  'The log archive accepts it. Delete it once the trail of Metsuke delivers, unless you want both.':
    'ログアーカイブはこの証跡を受け入れます。両方が必要でなければ、Metsuke の証跡が配信を始めてから削除してください。',
  'Delete it once the trail of Metsuke delivers. To let it go on delivering into the log archive, list it in cloudTrail.otherTrails.':
    'Metsuke の証跡が配信を始めてから削除してください。ログアーカイブへの配信を続けさせるには、cloudTrail.otherTrails に書きます。',
  'stack sets': 'スタックセット',
  '{0} of {1}': '{1} 中 {0}',
  'stack sets of the management account': '管理アカウントのスタックセット',
  'stack instances': 'スタックインスタンス',
  '{0} of {1} in the largest stack set': '最大のスタックセットで {1} 中 {0}',
  'instances of a stack set': '1 つのスタックセットのインスタンス',
  'largest {0} of {1} bytes': '最大 {0} バイト（上限 {1}）',
  'bytes of a template': 'テンプレートのバイト数',
  'bucket policies': 'バケットポリシー',
  'largest about {0} of {1} bytes': '最大 約 {0} バイト（上限 {1}）',
  'bytes of a bucket policy': 'バケットポリシーのバイト数',
  'at most {0} of {1}, the longest {2} of {3} bytes': '最大 {0} 個（上限 {1}）、最長 {2} バイト（上限 {3}）',
  'parameters of a template': 'テンプレートのパラメータ',
  'bytes of a parameter': 'パラメータのバイト数',
  'Config rules': 'Config ルール',
  '{0} of {1} in each account and region': 'アカウント・リージョンごとに {1} 中 {0}',
  'Config rules of an account and region': 'アカウント・リージョンごとの Config ルール',
  'event rules': 'イベントルール',
  '{0} of {1} on the event bus of each account and region': 'アカウント・リージョンごとのイベントバスに {1} 中 {0}',
  'rules of an event bus': 'イベントバスのルール',
  'The exceptions of Config rules take {0} parameters, and the notification hub reads {1}: the hub would still send messages about the last ones.':
    'Config ルールの例外にはパラメータが {0} 個必要ですが、通知ハブが読むのは {1} 個までです。最後のほうの例外は通知されてしまいます。',
  'Where a rule counts nearly nowhere, remove it from the profile instead (configRules.remove).':
    'ほとんどの場所で例外にするルールは、プロファイルから外してください（configRules.remove）。',
  'rule exceptions': 'ルールの例外',
  '{0} of {1} parameters': 'パラメータ {1} 個中 {0} 個',
  'GuardDuty members': 'GuardDuty のメンバー',
  'members of a GuardDuty administrator': 'GuardDuty 管理者のメンバー',
  'The aggregator takes in {0} accounts a week: it sees all {1} after {2} weeks.':
    'アグリゲータが取り込むのは週に {0} アカウントです。{1} アカウントすべてが見えるのは {2} 週間後です。',
  'AWS Support raises the limit; until then `metsuke rules status` lacks the others.':
    '上限は AWS サポートが引き上げます。それまで `metsuke rules status` には残りのアカウントが出ません。',
  '{0} of {1} accounts': '{1} アカウント中 {0}',
  'accounts of a Config aggregator': 'Config アグリゲータのアカウント',
  '{0} {1} are more than AWS allows ({2}).': '{1}が {0} 個で、AWS の上限（{2}）を超えています。',
  'The audit account has no aggregator {0} in {1}.': '監査アカウントの {1} に、アグリゲータ {0} がありません。',
  'metsuke apply makes it.': 'metsuke apply が作ります。',
  'audit roles': '監査ロール',
  'log buckets': 'ログバケット',
  deployed: 'デプロイ済み',
  'names taken': '名前が使用済み',
  'names free': '名前は空き',
  'could not be looked at': '調べられなかった',
  '{0} exists already, and Metsuke did not make it: deploying it would fail.':
    '{0} は既にあり、Metsuke が作ったものではありません。デプロイすると失敗します。',
  'Rename or remove it, or set another resourcePrefix. A bucket that a destroy kept: see docs/leaving.md.':
    '名前を変えるか削除するか、resourcePrefix を変えてください。destroy が残したバケットについては docs/leaving.md を参照してください。',
  'The policy {0} has {1} characters; AWS allows {2}.': 'ポリシー {0} は {1} 文字です。AWS の上限は {2} 文字です。',
  'Name fewer roles, regions or exempt actions.': 'ロール、リージョン、例外のアクションのどれかを減らしてください。',
  'The policy {0} has {1} characters, above the {2} that AWS allowed until May 2026.':
    'ポリシー {0} は {1} 文字で、2026 年 5 月までの AWS の上限 {2} 文字を超えています。',
  'If AWS refuses it, ask for a higher quota or name fewer roles, regions or exempt actions.':
    'AWS に拒否されたら、クォータを引き上げてもらうか、ロール、リージョン、例外のアクションのどれかを減らしてください。',
  'its own detector': '専用の検出器',
  'managed by Metsuke': 'Metsuke が管理',
  'new accounts': '新しいアカウント',
  'foundational only': '基本のみ',
  'Interrupted while {0}:{1} waited for AWS.': '{0}:{1} が AWS の応答を待つ間に中断しました。',
  ' (tried {0} times in {1} s)': '（{1} 秒に {0} 回試行）',
  'organizational units': 'OU（組織単位）',
  'stack sets with their instances': 'スタックセットとそのインスタンス',
  'what is already there, account × region': '既にあるもの（アカウント × リージョン）',
  'what records, account × region': '記録の状態（アカウント × リージョン）',
  '{0}, {1}': '{0}、{1}',
  '{0} by {1}, {2}': '{1} による {0}、{2}',
  'Whether everything records, and is as it was deployed, is unknown, because the entries of the audit account could not be read: {0}':
    '監査アカウントの記録を読めないため、すべてが記録を続けているか、デプロイしたときのままかは不明です: {0}',
  'Whether {0} in {1} {2} records is unknown, because it could not be asked: {3}':
    '{1} {2} の {0} に問い合わせられないため、記録しているかどうかは不明です: {3}',
  'Whether {0} in {1} {2} is as it was deployed is unknown: {3}':
    '{1} {2} の {0} がデプロイしたとおりかどうかは不明です: {3}',
  'rolled back': 'ロールバック',
  'Drift of stack {0} is not reverted, because CloudFormation would replace {1}, with what it holds.':
    'スタック {0} のドリフトは元に戻しません。CloudFormation が {1} を中身ごと置き換えてしまうためです。',
  'Change it back by hand: metsuke status --drift shows what differs.':
    '手で戻してください。違いは metsuke status --drift で分かります。',
  'Drift of stack {0} cannot be reverted: {1}': 'スタック {0} のドリフトを元に戻せません: {1}',
  'CloudFormation works on it ({0})': 'CloudFormation が処理中です（{0}）',
  'CloudFormation cannot compare resources of these types with the template: {0}':
    'CloudFormation は次のタイプのリソースをテンプレートと比較できません: {0}',
  'stacks that events told of, account × region': 'イベントが知らせたスタック（アカウント × リージョン）',
  'The stack of {0} in {1} {2} was deleted. What it keeps is still there, so that a new stack would find its names taken.':
    '{1} {2} の {0} のスタックが削除されました。スタックが残したものはまだあるため、新しいスタックを作ろうとすると名前が使用済みです。',
  'Import what is there into a new stack, as docs/leaving.md describes for an account that comes back. Then forget the old stack:':
    'docs/ja/leaving.md のアカウントが戻ってくるときの手順で、残っているものを新しいスタックにインポートしてください。その後、古いスタックの記録を消します:',
  'The stack of {0} in {1} {2} is stuck in {3}. Metsuke does not delete it, because what it holds would be lost.':
    '{1} {2} の {0} のスタックは {3} で停滞しています。中身が失われるため、Metsuke は削除しません。',
  "Read the stack's events, remove the cause, and look again:":
    'スタックのイベントを読み、原因を取り除いてから、もう一度確かめてください:',
  '{0} in {1} {2} is gone, though its stack is there: nothing is recorded.':
    '{1} {2} の {0} がありません。スタックはありますが、何も記録されていません。',
  'Remove the stack that has lost it, and apply again:':
    'それを失ったスタックを削除してから、もう一度 apply を実行してください:',
  'Whether a policy would stop the stack set {0} is unknown, because it could not be read: {1}':
    'スタックセット {0} を読めないため、ポリシーがそれを止めるかどうかは不明です: {1}',
  'what is set, account × region': '現在の設定値（アカウント × リージョン）',
  '{0} does not let {1} in; what {2} set there stays.':
    '{0} で {1} を引き受けられないため、{2} が設定した値はそのまま残ります。',
  'settings of {0}': '{0} の設定',
  'what was found before Metsuke comes back': 'Metsuke が設定する前の値に戻します',
  'changed by hand: {0}': '手動で変更: {0}',
  'What {0} would change in {1} is unknown: {2}': '{1} で {0} が何を変更するかは不明です: {2}',
  'not looked at (check --accounts does)': '確認していない（check --accounts で確認する）',
  'looked at': '確認済み',
  'Root sessions need centralized root access of IAM, and the right to begin them in the management account: see docs/root-access.md. Enable it again, then repeat.':
    'ルートセッションには、IAM のルートアクセスの一元管理と、管理アカウントでの権限が必要です（docs/root-access.md を参照）。有効に戻してから、もう一度実行してください。',
  'looked at {0} of {1} accounts, {2} to tell of': '{1} アカウント中 {0} を確認、該当 {2}',
  '{0} in {1}: unknown. {2}': '{1} の{0}は不明です。{2}',
  'What is there now is not what the plan shows: {0}.': '現在の値が plan の表示と異なります: {0}。',
  'Plan again, and read what goes.': 'もう一度 plan を実行し、削除されるものを確認してください。',
  'Nothing is changed there before a plan has shown what goes: apply what makes it visible, then plan again.':
    '削除されるものを plan で示すまで、そこでは何も変更しません。先にほかの変更を apply してから、もう一度 plan を実行してください。',
  'set by Metsuke': 'Metsuke の設定値',
  'The role {0} sets {1} in members and needs {2}.': 'ロール {0} がメンバーの {1} を設定します。必要な権限: {2}',
  'In the account {0} ({1}), {2}, {3} was changed by hand: {4}{5}':
    'アカウント {0}（{1}）の {2} で、{3} が手動で変更されました: {4}{5}',
  'Set it again:': '設定し直すコマンド:',
  '{0} of {1} is not as metsuke.yaml says.': '{1} の {0} が metsuke.yaml と異なります。',
};
