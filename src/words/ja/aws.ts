import type { Catalogue } from '../../domain/say.ts';

export const AWS: Catalogue = {
  'credentials of {0}': '{0} の認証情報',
  'There is no {0} in s3://{1}.': 's3://{1} に {0} がありません。',
  'name of an aggregated rule': '集約されたルールの名前',
  'account of an aggregated rule': '集約されたルールのアカウント',
  'region of an aggregated rule': '集約されたルールのリージョン',
  'no reason given': '理由は示されていません',
  'Drift of stack {0} could not be detected: {1}': 'スタック {0} のドリフトを検出できませんでした: {1}',
  'The endpoint {0} is not on this machine.': 'エンドポイント {0} はこのマシンのものではありません。',
  'Unset AWS_ENDPOINT_URL to work with AWS, or pass --allow-endpoint when you trust that host with your organization.':
    'AWS を使うなら AWS_ENDPOINT_URL を消してください。そのホストに組織を任せてよいなら --allow-endpoint を付けてください。',
  'The endpoint is no http:// or https:// URL.': 'エンドポイントが http:// や https:// の URL ではありません。',
  'Write it like http://127.0.0.1:5000.': 'http://127.0.0.1:5000 のように書いてください。',
  'The endpoint names a user at {0}.': 'エンドポイント {0} にユーザー名が含まれています。',
  'Write it without user name and password, like http://127.0.0.1:5000.':
    'ユーザー名とパスワードを含めず、http://127.0.0.1:5000 のように書いてください。',
  '{0} failed.': '{0} が失敗しました。',
  '{0} in AWS': 'AWS の {0}',
  '{0} failed: {1}': '{0} が失敗しました: {1}',
  'AWS rejected the credentials: {0}': 'AWS が認証情報を拒否しました: {0}',
  '{0} was answered, but not by AWS.': '{0} に応答したのは AWS ではありません。',
  'Check what stands between this machine and AWS: a proxy, a sign-in page, or another --endpoint-url.':
    'このマシンと AWS の間にあるもの（プロキシ、サインイン画面、別の --endpoint-url）を確認してください。',
  'Sign in to the management account of an organization, or create one: aws organizations create-organization --feature-set ALL':
    '組織の管理アカウントにサインインするか、組織を作成してください: aws organizations create-organization --feature-set ALL',
  'The role must exist in that account and trust the management account; a service control policy may deny it too.':
    'ロールがそのアカウントにあり、管理アカウントを信頼している必要があります。SCP が拒否していることもあります。',
  'Allow {0} to the principal that runs Metsuke; a service control policy may deny it too.':
    'Metsuke を実行するプリンシパルに {0} を許可してください。SCP が拒否していることもあります。',
  'AWS asked to slow down for longer than Metsuke waits. Wait a minute and run the same command again.':
    'AWS に待つよう求められましたが、Metsuke が待てる時間を超えました。1 分ほどおいて、同じコマンドを実行してください。',
  'Another operation works on this stack set. Wait until it has finished and run the same command again.':
    'このスタックセットは別の操作の最中です。終わるのを待って、同じコマンドを実行してください。',
  "The secret access key does not belong to the access key, or this machine's clock is wrong.":
    'シークレットアクセスキーがアクセスキーと合っていないか、このマシンの時計がずれています。',
  'The access key is unknown to AWS, deactivated or of another partition. `aws sts get-caller-identity` shows what is in use.':
    'AWS の知らないアクセスキーか、無効化されたもの、または別のパーティションのものです。使われている認証情報は `aws sts get-caller-identity` で分かります。',
  'Plan again. When its status ends with _FAILED, look at its events and repair or delete it first.':
    'plan からやり直してください。状態が _FAILED で終わっているなら、先にイベントを調べ、直すか削除してください。',
  'A stack set of this name exists already. Plan again.':
    '同じ名前のスタックセットが既にあります。plan からやり直してください。',
  'The template makes named IAM resources: this is a mistake in Metsuke, please report it.':
    'テンプレートが名前付きの IAM リソースを作ります。これは Metsuke の不具合なので、報告してください。',
  'A quota of the account is used up. Ask for more in Service Quotas.':
    'アカウントのクォータを使い切っています。Service Quotas で引き上げを申請してください。',
  'A quota or a rule of AWS Organizations refuses it; the message names which.':
    'AWS Organizations のクォータかルールに反しています。どれかはメッセージにあります。',
  'AWS has a fault of its own. Try again in some minutes.': 'AWS 側の障害です。数分おいて試してください。',
  'Something else changes the organization now. Run the same command again.':
    'ほかの操作が組織を変更しています。同じコマンドをもう一度実行してください。',
  'The organization is being set up. Try again in an hour.': '組織を準備中です。1 時間ほどおいて試してください。',
  'Another operation on this stack set came first. Run the same command again.':
    'このスタックセットでは別の操作が先に始まりました。同じコマンドをもう一度実行してください。',
  'Is {0} a profile of this machine? `aws configure list-profiles` lists them.':
    '{0} はこのマシンにあるプロファイルですか? 一覧は `aws configure list-profiles` で分かります。',
  'Sign in (`aws sso login`), name a profile with --profile, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.':
    'サインインするか（`aws sso login`）、--profile でプロファイルを指定するか、AWS_ACCESS_KEY_ID と AWS_SECRET_ACCESS_KEY を設定してください。',
  'No AWS credentials: {0}': 'AWS の認証情報がありません: {0}',
  'Sign in again: aws sso login{0}': 'もう一度サインインしてください: aws sso login{0}',
  'Cannot reach {0} ({1}).': '{0} に接続できません（{1}）。',
  'Check the network, the region, a proxy, and AWS_ENDPOINT_URL or --endpoint-url when one is set.':
    'ネットワーク、リージョン、プロキシと、設定していれば AWS_ENDPOINT_URL や --endpoint-url を確認してください。',
  'the id of the detector in {0}': '{0} の検出器の ID',
  'the account of the caller': '呼び出し元のアカウント',
  'the ARN of the build': 'ビルドの ARN',
  'the ARN of a pipeline': 'パイプラインの ARN',
  'the name of a pipeline': 'パイプラインの名前',
  'the ARN of an image': 'イメージの ARN',
  'the id of an account': 'アカウントの ID',
  'the state of account {0}': 'アカウント {0} の状態',
  'the root of the organization': '組織のルート',
  'the organization': '組織',
  'the id of the organization': '組織の ID',
  'the management account': '管理アカウント',
  'The credentials belong to account {0}; the management account of {1} is {2}.':
    '認証情報はアカウント {0} のものですが、{1} の管理アカウントは {2} です。',
  'Sign in to the management account, or choose its profile with --profile.':
    '管理アカウントにサインインするか、--profile でそのプロファイルを指定してください。',
  'the id of policy {0}': 'ポリシー {0} の ID',
  'the document of policy {0}': 'ポリシー {0} のドキュメント',
  'CloudFormation has not finished after an hour; Metsuke stopped waiting.':
    'CloudFormation が 1 時間たっても終わらないので、待つのをやめました。',
  'Look at the stack in the CloudFormation console, then run the same command again.':
    'CloudFormation のコンソールでスタックを調べてから、同じコマンドを実行してください。',
  'ListPublicKeys of CloudTrail': 'CloudTrail の ListPublicKeys',
  'AWS answered without {0}.': 'AWS の応答に{0}がありません。',
  'Check what stands between this machine and AWS: a proxy, or another endpoint.':
    'このマシンと AWS の間にあるもの（プロキシや別のエンドポイント）を確認してください。',
  'id of the session': 'セッションの ID',
  'token of the session': 'セッションのトークン',
  'stream of the session': 'セッションのストリーム',
  'id of the command': 'コマンドの ID',
  'id of an instance': 'インスタンスの ID',
  'operation {0}': '操作 {0}',
  'stack set {0}': 'スタックセット {0}',
  'the template of stack set {0}': 'スタックセット {0} のテンプレート',
  'AWS gives no reason': 'AWS は理由を示していません',
  'Stack {0} was not {1} ({2}): {3}': 'スタック {0} が {1} になりませんでした（{2}）: {3}',
  'it is gone': 'なくなりました',
  'Stack {0} failed to update and then failed to roll back.':
    'スタック {0} の更新が失敗し、ロールバックも失敗しました。',
  'Remove the cause its events name, then: aws cloudformation continue-update-rollback --stack-name {0}':
    'イベントに示された原因を取り除いてから実行してください: aws cloudformation continue-update-rollback --stack-name {0}',
  'There is no bucket {0}.': 'バケット {0} がありません。',
  'S3 does not open s3://{0} as a bucket of the account {1}.':
    's3://{0} は、アカウント {1} のバケットとしては開けません。',
  'It belongs to another account, or a permission is missing. If another account is intended, name it: reports.curatedOwner or dashboard.historyOwner in metsuke.yaml, or --curated-owner. Else allow what docs/archive.md lists.':
    '別のアカウントのものか、権限が足りません。別のアカウントのバケットを使うなら、metsuke.yaml の reports.curatedOwner か dashboard.historyOwner、または --curated-owner で指定してください。そうでなければ、docs/archive.md にある権限を与えてください。',
  'It is one of your own: make it in {0} first, or name another one (docs/archive.md).':
    'このバケットはご自身のものです。先に {0} に作成するか、別のバケットを指定してください（docs/archive.md）。',
  'Reading s3://{0}/{1} was cut off.': 's3://{0}/{1} の読み込みが途中で切れました。',
  'Try again.': 'もう一度試してください。',
  'no answer in time': '応答がありません',
  'The parameter {0} in {1} does not say any more what was set before Metsuke.':
    '{1} のパラメータ {0} から、Metsuke が設定する前の値を読み取れません。',
  'Delete it there to leave the settings as they are, then apply again.':
    '設定を現在のままにする場合は、そのアカウントでこのパラメータを削除してから、もう一度 apply してください。',
};
