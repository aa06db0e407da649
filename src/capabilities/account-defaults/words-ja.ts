import type { Catalogue } from '../../domain/say.ts';

export const ACCOUNT_DEFAULTS_JA: Catalogue = {
  'Defaults of EC2 and Systems Manager, in every governed account and region':
    'EC2 と Systems Manager の既定値（統制対象の全アカウント・全リージョン）',
  'What every account starts with, where CloudFormation has no resource for it.':
    '全アカウントに共通の既定値。CloudFormation にリソースがないものを設定します。',
  'Give every governed account the defaults below. What was set before comes back when it is switched off.':
    '統制対象の全アカウントに以下の既定値を設定します。無効にすると、設定前の値に戻します。',
  'New EBS volumes are encrypted, in every governed region.':
    '統制対象の全リージョンで、新しい EBS ボリュームを既定で暗号化します。',
  'New instances answer for their metadata with a token only (IMDSv2), unless they are launched otherwise.':
    '新しいインスタンスのメタデータは、起動時に別の指定がない限りトークンでのみ取得できます（IMDSv2）。',
  'Nobody shares EBS snapshots with everybody.': 'EBS スナップショットの一般公開を禁止します。',
  'Nobody shares machine images with everybody.': 'マシンイメージ（AMI）の一般公開を禁止します。',
  'Nobody shares documents of Systems Manager with everybody.': 'Systems Manager ドキュメントの一般公開を禁止します。',
  'KMS key of new EBS volumes: an alias that every account and region has, or an ARN. Left out: stays.':
    '新しい EBS ボリュームの KMS キー。全アカウント・全リージョンにあるエイリアスまたは ARN を指定します。省略した場合は変更しません。',
  'No bucket and no object is public in any account, by a policy of the organization.':
    '組織のポリシーにより、全アカウントでバケットとオブジェクトの一般公開を禁止します。',
  'Attach an S3 policy that blocks all public access to buckets and objects. It stops what is public now.':
    'バケットとオブジェクトへのパブリックアクセスをすべてブロックする S3 ポリシーを付けます。現在公開中のものも止まります。',
  'AWS does not use what its AI services are given to improve them.':
    'AWS の AI サービスに渡したデータを、サービスの改善に使わせません。',
  'Attach a policy that opts out of the use of your content by AI services of AWS, now and later. No unit below says otherwise.':
    '現在と今後のすべての AI サービスについて、コンテンツの利用をオプトアウトするポリシーを付けます。配下の OU では変更できません。',
  'Where the policy is attached: `root`, ids of organizational units, or paths as `Workloads/Prod`.':
    'ポリシーを付ける場所。`root`、OU の ID、または `Workloads/Prod` のようなパス。',
  'Whom AWS writes to about every governed account, beside its own address. Left out: stays.':
    '統制対象の全アカウントの代替連絡先。アカウントのメールアドレスに加えて AWS が連絡する相手です。省略した場合は変更しません。',
  'The security team: findings and abuse.': 'セキュリティの担当（検出結果、不正使用）。',
  'The operations team: availability and maintenance.': '運用の担当（可用性、メンテナンス）。',
  'Whom invoices and payments concern.': '請求の担当（請求書、支払い）。',
  'Name of the person or team.': '担当者またはチームの名前。',
  'Title of the person or team.': '担当者またはチームの役職。',
  'Mail address.': 'メールアドレス。',
  'Phone number: digits, blanks, `+`, `-` and parentheses.': '電話番号。数字、空白、`+`、`-`、括弧が使えます。',
  'Password policy of IAM users of every governed account; its values are those of CIS.':
    '統制対象の全アカウントの IAM ユーザーに対するパスワードポリシー。既定値は CIS に従います。',
  'Set a password policy for IAM users.': 'IAM ユーザーのパスワードポリシーを設定します。',
  'Characters that a password has at least.': 'パスワードの最小文字数。',
  'Former passwords that cannot be used again.': '再利用を禁止する過去のパスワードの数。',
  'Days after which a password ends; left out: never.': 'パスワードの有効日数。省略した場合は無期限です。',
  'A password needs a symbol.': 'パスワードに記号を必須にします。',
  'A password needs a digit.': 'パスワードに数字を必須にします。',
  'A password needs a capital letter.': 'パスワードに大文字を必須にします。',
  'A password needs a small letter.': 'パスワードに小文字を必須にします。',
  'IAM users may change their own passwords.': 'IAM ユーザーが自分のパスワードを変更できます。',
  'Delete default VPCs in which there is no network interface, gateway or endpoint.':
    'ネットワークインターフェイス、ゲートウェイ、エンドポイントのないデフォルト VPC を削除します。',
  'new EBS volumes are no longer encrypted by default': '新しい EBS ボリュームが既定で暗号化されなくなります',
  'new instances are no longer asked for IMDSv2': '新しいインスタンスで IMDSv2 が既定でなくなります',
  'EBS snapshots can be shared publicly again': 'EBS スナップショットを再び一般公開できるようになります',
  'machine images can be shared publicly again': 'マシンイメージ（AMI）を再び一般公開できるようになります',
  'documents of Systems Manager can be shared publicly again':
    'Systems Manager ドキュメントを再び一般公開できるようになります',
  'passwords of IAM users follow the former password policy of each account':
    'IAM ユーザーのパスワードは、各アカウントの以前のパスワードポリシーに従います',
  'default VPCs go where they are empty': '空のデフォルト VPC が削除されます',
  'the empty default VPC {0} goes; another one can be made, with another id':
    '空のデフォルト VPC {0} が削除されます。作り直すと別の ID になります',
  'a password policy that asks for more than metsuke.yaml is replaced':
    'metsuke.yaml より厳しいパスワードポリシーが置き換えられます',
  'every account starts with less: EBS encryption, IMDSv2 and blocked public sharing go back to what was found':
    '全アカウントの既定値（EBS 暗号化、IMDSv2、一般公開の禁止）が設定前の値に戻り、弱くなります',
};
