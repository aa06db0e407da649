/** What the ExecutionRole may change that has neither a name nor a tag of ours, and why. A test holds it. */
export const WIDE: readonly {
  readonly actions: readonly string[];
  readonly why: Readonly<Record<'en' | 'ja', string>>;
}[] = [
  {
    actions: ['chatbot:CreateSlackChannelConfiguration'],
    why: { en: 'What makes a channel knows no resource.', ja: 'チャネルの作成は、リソースを指定できません。' },
  },
  {
    actions: [
      'config:DeleteConfigRule',
      'config:DeleteConfigurationAggregator',
      'config:DeleteConfigurationRecorder',
      'config:DeleteRemediationConfiguration',
      'config:PutConfigRule',
      'config:PutConfigurationAggregator',
      'config:PutConfigurationRecorder',
      'config:PutRemediationConfigurations',
      'config:StartConfigurationRecorder',
      'config:StopConfigurationRecorder',
      'config:TagResource',
      'config:UntagResource',
    ],
    why: {
      en: 'The ids in these ARNs are those of AWS, the same call makes and changes one, and rules, recorders and remediations have no tags in CloudFormation.',
      ja: 'これらの ARN の ID は AWS が付け、作成と変更は同じ呼び出しです。CloudFormation では、ルール、レコーダー、修復にタグがありません。',
    },
  },
  {
    actions: ['config:DeleteDeliveryChannel', 'config:PutDeliveryChannel'],
    why: {
      en: 'An account and region have one channel, and AWS knows no ARN of it.',
      ja: '配信チャネルはアカウントとリージョンに 1 つで、ARN がありません。',
    },
  },
  {
    actions: ['ec2:AuthorizeSecurityGroupEgress', 'ec2:AuthorizeSecurityGroupIngress'],
    why: {
      en: 'A new rule has no tag yet; its group must have ours.',
      ja: '新しいルールにはまだタグがありません。グループには Metsuke のタグが必要です。',
    },
  },
  {
    actions: ['ec2:CreateSecurityGroup', 'ec2:CreateVpcEndpoint', 'ec2:ModifyVpcEndpoint'],
    why: {
      en: 'The network in which they are made belongs to others; group and endpoint must have our tag.',
      ja: '作る先のネットワークはほかの人のものです。グループとエンドポイントには Metsuke のタグが必要です。',
    },
  },
  {
    actions: ['events:PutPermission', 'events:RemovePermission'],
    why: { en: 'They know no resource.', ja: 'リソースを指定できません。' },
  },
  {
    actions: [
      'glue:CreateDatabase',
      'glue:CreateTable',
      'glue:DeleteDatabase',
      'glue:DeleteTable',
      'glue:UpdateDatabase',
      'glue:UpdateTable',
    ],
    why: {
      en: 'The catalog is named in every call; the database must be ours as well.',
      ja: '呼び出しは必ずカタログも指定します。データベースは Metsuke のものである必要があります。',
    },
  },
  {
    actions: ['iam:CreateServiceLinkedRole'],
    why: {
      en: 'For services that the templates use, and no others; AWS writes what such a role may do.',
      ja: 'テンプレートが使うサービスだけが対象です。サービスにリンクされたロールの権限は AWS が決めます。',
    },
  },
  {
    actions: ['logs:DeleteAccountPolicy', 'logs:PutAccountPolicy'],
    why: {
      en: 'An account and region have one subscription policy, and AWS knows no ARN of it.',
      ja: 'アカウントとリージョンのサブスクリプションポリシーには ARN がありません。',
    },
  },
  {
    actions: ['logs:DeleteSubscriptionFilter', 'logs:PutSubscriptionFilter'],
    why: {
      en: 'The subscription policy of an account reaches every log group.',
      ja: 'アカウントのサブスクリプションポリシーは、すべてのロググループに及びます。',
    },
  },
  {
    actions: ['organizations:EnableAWSServiceAccess'],
    why: {
      en: 'AWS Config asks for it as the caller; a member account cannot do it.',
      ja: 'AWS Config が呼び出し元の権限で求めます。メンバーアカウントには実行できません。',
    },
  },
  {
    actions: ['route53:AssociateVPCWithHostedZone'],
    why: {
      en: 'The hosted zone of an endpoint is made by AWS.',
      ja: 'エンドポイントのホストゾーンは AWS が作ります。',
    },
  },
  {
    actions: ['sns:SetSubscriptionAttributes', 'sns:Unsubscribe'],
    why: {
      en: 'AWS does not say that the resource of these calls is always the topic.',
      ja: 'これらの呼び出しのリソースが必ずトピックになるかどうか、AWS の文書にはありません。',
    },
  },
  {
    actions: ['ssm:CreateAssociation', 'ssm:DeleteAssociation', 'ssm:UpdateAssociation'],
    why: {
      en: 'The id is that of AWS, and AWS does not say that CloudFormation tags an association when it makes one; what it runs is limited to two documents of AWS.',
      ja: 'ID は AWS が付け、CloudFormation が作成時に関連付けへタグを付けるかどうか、AWS の文書にはありません。実行するものは、AWS の 2 つのドキュメントに限ります。',
    },
  },
  {
    actions: [
      'ssm:AddTagsToResource',
      'ssm:CreateMaintenanceWindow',
      'ssm:DeleteMaintenanceWindow',
      'ssm:DeregisterTargetFromMaintenanceWindow',
      'ssm:DeregisterTaskFromMaintenanceWindow',
      'ssm:RegisterTargetWithMaintenanceWindow',
      'ssm:RegisterTaskWithMaintenanceWindow',
      'ssm:RemoveTagsFromResource',
      'ssm:UpdateMaintenanceWindow',
      'ssm:UpdateMaintenanceWindowTarget',
      'ssm:UpdateMaintenanceWindowTask',
    ],
    why: {
      en: 'The id is that of AWS, and AWS does not say that CloudFormation tags a window before it registers its tasks.',
      ja: 'ID は AWS が付けます。CloudFormation がタスクの登録より前にメンテナンスウィンドウへタグを付けるかどうか、AWS の文書にはありません。',
    },
  },
  {
    actions: ['ssm:RegisterDefaultPatchBaseline'],
    why: {
      en: 'When ours is deleted, CloudFormation makes the one of AWS the default again.',
      ja: 'Metsuke のパッチベースラインを削除すると、CloudFormation は AWS のものを既定に戻します。',
    },
  },
];
