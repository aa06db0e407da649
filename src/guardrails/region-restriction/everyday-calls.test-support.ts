import type { Config } from '../../config/schema.ts';

type Settings = Partial<Config['guardrails']['regionRestriction']>;

/** Something that people do in AWS, with the calls that it takes outside an organization that allows ap-northeast-1. */
export interface Use {
  readonly what: { readonly en: string; readonly ja: string };
  /** Region → actions. `unspecified` is the region of a global inference profile of Amazon Bedrock. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
  /** Prefix of the inference profile that the calls go through, or its ARN; by its prefix it is called at home. */
  readonly profile?: string;
}

/** Works with the default configuration. */
export const BY_DEFAULT: readonly Use[] = [
  {
    what: { en: 'IAM, STS, AWS Organizations, accounts', ja: 'IAM、STS、AWS Organizations、アカウント' },
    calls: {
      'us-east-1': [
        'iam:CreateRole',
        'iam:PassRole',
        'iam:CreateServiceLinkedRole',
        'iam:GetAccountAuthorizationDetails',
        'sts:GetCallerIdentity',
        'organizations:DescribeOrganization',
        'account:GetContactInformation',
        'account:ListRegions',
        'account:PutAlternateContact',
        'access-analyzer:ListFindings',
      ],
      'eu-west-1': ['sts:AssumeRole'],
    },
  },
  {
    what: {
      en: 'IAM Identity Center, wherever its instance is',
      ja: 'IAM Identity Center（インスタンスの場所を問わない）',
    },
    calls: {
      'us-east-1': [
        'sso:ListInstances',
        'sso:CreateAccountAssignment',
        'sso:DescribePermissionSet',
        'sso-directory:SearchUsers',
        'identitystore:ListUsers',
        'identitystore:CreateGroupMembership',
      ],
    },
  },
  {
    what: {
      en: 'CloudFront with its certificates, web ACLs, key value stores, plans and metrics',
      ja: 'CloudFront とその証明書、ウェブ ACL、キーバリューストア、定額料金、メトリクス',
    },
    calls: {
      'us-east-1': [
        'cloudfront:CreateDistribution',
        'cloudfront:UpdateDistribution',
        'cloudfront:CreateInvalidation',
        'cloudfront:CreateFunction',
        'cloudfront-keyvaluestore:PutKey',
        'acm:RequestCertificate',
        'acm:ImportCertificate',
        'acm:DescribeCertificate',
        'wafv2:CreateWebACL',
        'wafv2:PutLoggingConfiguration',
        'shield:DescribeProtection',
        'pricingplanmanager:ListSubscriptions',
        'cloudwatch:GetMetricData',
        'cloudwatch:ListMetrics',
        'cloudwatch:DescribeAlarms',
      ],
    },
  },
  {
    what: {
      en: 'Route 53: zones, health checks, domains, recovery controls, metrics',
      ja: 'Route 53（ゾーン、ヘルスチェック、ドメイン、リカバリーコントロール、メトリクス）',
    },
    calls: {
      'us-east-1': [
        'route53:CreateHostedZone',
        'route53:ChangeResourceRecordSets',
        'route53:CreateHealthCheck',
        'route53domains:RegisterDomain',
        'cloudwatch:GetMetricStatistics',
      ],
      'us-west-2': ['route53-recovery-control-config:CreateCluster', 'route53-recovery-readiness:CreateCell'],
      'eu-west-1': ['route53-recovery-cluster:UpdateRoutingControlState'],
    },
  },
  {
    what: {
      en: 'Global Accelerator, Network Manager and Cloud WAN, Direct Connect, with metrics',
      ja: 'Global Accelerator、Network Manager と Cloud WAN、Direct Connect、メトリクス',
    },
    calls: {
      'us-west-2': [
        'globalaccelerator:CreateAccelerator',
        'globalaccelerator:ListAccelerators',
        'networkmanager:CreateGlobalNetwork',
        'networkmanager:CreateCoreNetwork',
        'networkmanager:RegisterTransitGateway',
        'cloudwatch:GetMetricData',
      ],
      'us-east-1': ['directconnect:DescribeDirectConnectGateways'],
    },
  },
  {
    what: {
      en: 'Bills, costs, Cost Optimization Hub, exports, budgets, prices, taxes',
      ja: '請求、コスト、Cost Optimization Hub、データエクスポート、予算、料金、税',
    },
    calls: {
      'us-east-1': [
        'ce:GetCostAndUsage',
        'ce:CreateAnomalyMonitor',
        'budgets:ViewBudget',
        'budgets:ModifyBudget',
        'cur:DescribeReportDefinitions',
        'cost-optimization-hub:ListRecommendations',
        'cost-optimization-hub:UpdateEnrollmentStatus',
        'compute-optimizer:GetEnrollmentStatus',
        'bcm-data-exports:CreateExport',
        'bcm-data-exports:ListExports',
        'bcm-pricing-calculator:CreateWorkloadEstimate',
        'bcm-dashboards:ListDashboards',
        'bcm-recommended-actions:ListRecommendedActions',
        'billing:GetBillingData',
        'billing:ListBillingViews',
        'billingconductor:ListBillingGroups',
        'consolidatedbilling:GetAccountBillingRole',
        'freetier:GetFreeTierUsage',
        'invoicing:ListInvoiceSummaries',
        'payments:ListPaymentPreferences',
        'purchase-orders:ListPurchaseOrders',
        'tax:GetTaxRegistration',
        'savingsplans:DescribeSavingsPlans',
        'pricing:GetProducts',
        'mapcredits:ListAssociatedPrograms',
        'sustainability:GetCarbonFootprintSummary',
      ],
    },
  },
  {
    what: {
      en: 'Support, Health, Trusted Advisor, Artifact, Marketplace, notifications, the look of the console',
      ja: 'サポート、Health、Trusted Advisor、Artifact、Marketplace、通知、コンソールの表示設定',
    },
    calls: {
      'us-east-1': [
        'support:CreateCase',
        'support:DescribeCases',
        'support-console:CreateCaseDraft',
        'supportplans:GetSupportPlan',
        'health:DescribeEvents',
        'trustedadvisor:ListRecommendations',
        'artifact:GetReport',
        'aws-marketplace:Subscribe',
        'aws-marketplace:ViewSubscriptions',
        'license-manager:ListReceivedLicenses',
        'notifications:ListNotificationEvents',
        'notifications-contacts:CreateEmailContact',
        'uxc:GetAccountColor',
      ],
      'us-east-2': ['chatbot:CreateSlackChannelConfiguration'],
    },
  },
  {
    what: { en: 'Quotas and tags of global services', ja: 'グローバルサービスのクォータとタグ' },
    calls: {
      'us-east-1': [
        'servicequotas:ListServiceQuotas',
        'servicequotas:RequestServiceQuotaIncrease',
        'tag:GetResources',
        'tag:GetTagKeys',
        'tag:GetTagValues',
        'tag:TagResources',
        'tag:UntagResources',
      ],
      'us-west-2': ['servicequotas:GetServiceQuota'],
    },
  },
  {
    what: {
      en: 'S3 as a whole: the list of buckets, the public access block of an account, multi-region access points, Storage Lens',
      ja: 'S3 全体（バケットの一覧、アカウントのパブリックアクセスブロック、マルチリージョンアクセスポイント、Storage Lens）',
    },
    calls: {
      'us-east-1': ['s3:ListAllMyBuckets', 's3:GetAccountPublicAccessBlock', 's3:GetStorageLensConfiguration'],
      'us-west-2': [
        's3:CreateMultiRegionAccessPoint',
        's3:ListMultiRegionAccessPoints',
        's3:SubmitMultiRegionAccessPointRoutes',
      ],
      'eu-west-1': ['s3:GetBucketLocation'],
    },
  },
  {
    what: { en: 'Public container images, Device Farm', ja: 'パブリックなコンテナイメージ、Device Farm' },
    calls: {
      'us-east-1': ['ecr-public:GetAuthorizationToken', 'ecr-public:PutImage', 'ecr-public:CreateRepository'],
      'us-west-2': ['devicefarm:CreateProject'],
    },
  },
  {
    what: {
      en: 'Looking for what there is: regions, events, resources, configurations; keys of AWS KMS',
      ja: '調査（リージョン、イベント、リソース、構成）と AWS KMS のキー',
    },
    calls: {
      'us-east-1': ['ec2:DescribeRegions', 'cloudtrail:LookupEvents', 'fms:ListPolicies'],
      'eu-west-1': [
        'resource-explorer-2:Search',
        'config:DescribeConfigurationRecorders',
        'kms:ListKeys',
        'kms:CreateKey',
      ],
    },
  },
];

/** Works with settings of `guardrails.regionRestriction`, and not without. */
export const BY_SETTING: readonly (Use & { readonly needs: Settings })[] = [
  {
    what: {
      en: 'Lambda@Edge, which logs where its callers are',
      ja: 'Lambda@Edge（ログは利用者に近いリージョンに出る）',
    },
    needs: {
      alsoAllow: [{ regions: ['us-east-1'], actions: ['lambda:*'] }],
      exemptActions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
    },
    calls: {
      'us-east-1': ['lambda:CreateFunction', 'lambda:PublishVersion', 'lambda:GetFunction', 'lambda:EnableReplication'],
      'eu-west-1': ['logs:CreateLogGroup', 'logs:CreateLogStream'],
      'us-west-2': ['logs:PutLogEvents'],
    },
  },
  {
    what: {
      en: 'Alarms on metrics of CloudFront, Route 53 and bills',
      ja: 'CloudFront、Route 53、請求のメトリクスのアラーム',
    },
    needs: {
      alsoAllow: [
        { regions: ['us-east-1'], actions: ['cloudwatch:PutMetricAlarm', 'cloudwatch:DeleteAlarms', 'sns:*'] },
      ],
    },
    calls: {
      'us-east-1': [
        'cloudwatch:PutMetricAlarm',
        'cloudwatch:DeleteAlarms',
        'sns:CreateTopic',
        'sns:Subscribe',
        'sns:Publish',
      ],
    },
  },
  {
    what: {
      en: 'Logs of CloudFront, of its web ACLs and of DNS queries',
      ja: 'CloudFront、そのウェブ ACL、DNS クエリのログ',
    },
    needs: { alsoAllow: [{ regions: ['us-east-1'], actions: ['logs:*', 'firehose:*'] }] },
    calls: {
      'us-east-1': [
        'logs:CreateLogGroup',
        'logs:PutResourcePolicy',
        'logs:PutDeliverySource',
        'logs:CreateDelivery',
        'firehose:CreateDeliveryStream',
      ],
    },
  },
  {
    what: {
      en: 'Stacks in us-east-1, of the AWS CDK too: a certificate or a web ACL for CloudFront',
      ja: 'us-east-1 のスタック（AWS CDK を含む。CloudFront の証明書やウェブ ACL のため）',
    },
    needs: {
      alsoAllow: [
        { regions: ['us-east-1'], actions: ['cloudformation:*', 'ssm:*Parameter*', 's3:*Object*', 's3:ListBucket'] },
      ],
    },
    calls: {
      'us-east-1': [
        'cloudformation:CreateStack',
        'cloudformation:CreateChangeSet',
        'cloudformation:ExecuteChangeSet',
        'cloudformation:DescribeStacks',
        'ssm:GetParameter',
        'ssm:PutParameter',
        's3:PutObject',
        's3:ListBucket',
      ],
    },
  },
  {
    what: {
      en: 'Rules on sign-ins and on changes of IAM, whose events are in us-east-1',
      ja: 'サインインと IAM の変更に反応するルール（イベントは us-east-1 に出る）',
    },
    needs: { alsoAllow: [{ regions: ['us-east-1'], actions: ['events:*'] }] },
    calls: { 'us-east-1': ['events:PutRule', 'events:PutTargets'] },
  },
  {
    what: { en: 'Resources of global services shared with AWS RAM', ja: 'AWS RAM によるグローバルなリソースの共有' },
    needs: { alsoAllow: [{ regions: ['us-east-1'], actions: ['ram:*'] }] },
    calls: { 'us-east-1': ['ram:CreateResourceShare', 'ram:AssociateResourceShare'] },
  },
  {
    what: { en: 'Amazon Q Developer', ja: 'Amazon Q Developer' },
    needs: { alsoAllow: [{ regions: ['us-east-1'], actions: ['q:*', 'codewhisperer:*'] }] },
    calls: { 'us-east-1': ['q:StartConversation', 'q:SendMessage', 'codewhisperer:GenerateRecommendations'] },
  },
  {
    what: { en: 'Route 53 Global Resolver', ja: 'Route 53 Global Resolver' },
    needs: { alsoAllow: [{ regions: ['us-east-2'], actions: ['route53globalresolver:*'] }] },
    calls: { 'us-east-2': ['route53globalresolver:CreateGlobalResolver', 'route53globalresolver:CreateDNSView'] },
  },
  {
    what: { en: 'Amazon SES in another region', ja: '別のリージョンの Amazon SES' },
    needs: { alsoAllow: [{ regions: ['us-west-2'], actions: ['ses:*'] }] },
    calls: { 'us-west-2': ['ses:CreateEmailIdentity', 'ses:SendEmail'] },
  },
  {
    what: {
      en: 'Models of Amazon Bedrock through a profile of Japan (Tokyo and Osaka)',
      ja: '日本（東京と大阪）の推論プロファイルによる Amazon Bedrock のモデル',
    },
    needs: { bedrockProfiles: ['jp'] },
    profile: 'jp',
    calls: { 'ap-northeast-3': ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'] },
  },
  {
    what: {
      en: 'Models of Amazon Bedrock through a global profile: any commercial region computes',
      ja: 'グローバル推論プロファイルによる Amazon Bedrock のモデル（どの商用リージョンでも推論しうる）',
    },
    needs: { bedrockProfiles: ['global'] },
    profile: 'global',
    calls: { unspecified: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'] },
  },
  {
    what: {
      en: 'Models of Amazon Bedrock through application inference profiles, in all regions that they reach',
      ja: 'アプリケーション推論プロファイルによる Amazon Bedrock のモデル（届くリージョンを問わない）',
    },
    needs: { bedrockProfiles: ['application'] },
    profile: 'application',
    calls: { 'us-west-2': ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'] },
  },
  {
    what: {
      en: 'Amazon Bedrock in another region, without a profile',
      ja: '別のリージョンの Amazon Bedrock（プロファイルなし）',
    },
    needs: { alsoAllow: [{ regions: ['us-west-2'], actions: ['bedrock:*'] }] },
    calls: { 'us-west-2': ['bedrock:InvokeModel', 'bedrock:ListFoundationModels', 'bedrock:ApplyGuardrail'] },
  },
  {
    what: { en: 'Copies of backups in a second region', ja: '第 2 リージョンへのバックアップのコピー' },
    needs: { alsoAllow: [{ regions: ['ap-northeast-3'], actions: ['backup:*', 'backup-storage:*'] }] },
    calls: { 'ap-northeast-3': ['backup:CreateBackupVault', 'backup:CopyIntoBackupVault', 'backup:StartRestoreJob'] },
  },
  {
    what: {
      en: 'A bucket in a second region that S3 replicates to',
      ja: 'S3 のレプリケーション先となる第 2 リージョンのバケット',
    },
    needs: {
      alsoAllow: [
        {
          regions: ['ap-northeast-3'],
          actions: ['s3:CreateBucket', 's3:PutBucket*', 's3:Put*Configuration', 's3:Replicate*'],
        },
      ],
    },
    calls: {
      'ap-northeast-3': [
        's3:CreateBucket',
        's3:PutBucketVersioning',
        's3:PutReplicationConfiguration',
        's3:ReplicateObject',
      ],
    },
  },
  {
    what: { en: 'Everything in a second region', ja: '第 2 リージョンのすべて' },
    needs: { allowedRegions: ['ap-northeast-3'] },
    calls: { 'ap-northeast-3': ['ec2:RunInstances', 'rds:CreateDBInstance', 'eks:CreateCluster', 'ec2:CopyImage'] },
  },
];

/** Stays denied, whichever of the settings above there are. */
export const DENIED: Readonly<Record<string, readonly string[]>> = {
  'us-east-1': [
    'ec2:RunInstances',
    'ec2:CreateVpc',
    'ec2:CreateVolume',
    'ec2:DescribeInstances',
    'rds:CreateDBInstance',
    'ecs:CreateCluster',
    'eks:CreateCluster',
    'sagemaker:CreateNotebookInstance',
    'sagemaker:CreateTrainingJob',
    'dynamodb:CreateTable',
    'sqs:CreateQueue',
    'kinesis:CreateStream',
    'redshift:CreateCluster',
    'elasticache:CreateCacheCluster',
    'secretsmanager:CreateSecret',
    'ssm:SendCommand',
    'apigateway:POST',
    'codebuild:StartBuild',
    'glue:CreateJob',
    'athena:StartQueryExecution',
    'guardduty:CreateDetector',
    'transfer:CreateServer',
    's3:CreateBucket',
    'cloudwatch:PutDashboard',
    'cloudwatch:PutMetricData',
    'bedrock:CreateModelInvocationJob',
    'bedrock-mantle:CreateInference',
  ],
  'us-west-2': [
    'ec2:RunInstances',
    'lambda:CreateFunction',
    'lambda:InvokeFunction',
    'cloudformation:CreateStack',
    'cloudwatch:PutMetricAlarm',
    'batch:SubmitJob',
    'braket:CreateQuantumTask',
    'workspaces:CreateWorkspaces',
    'lightsail:CreateInstances',
    'events:PutRule',
  ],
  'eu-west-1': [
    'ec2:RunInstances',
    's3:CreateBucket',
    's3:PutObject',
    's3:GetObject',
    'lambda:CreateFunction',
    'cloudformation:CreateStack',
    'bedrock:InvokeModel',
    'bedrock:CreateModelCustomizationJob',
    'servicequotas:RequestServiceQuotaIncrease',
    'cloudwatch:GetMetricData',
    'tag:TagResources',
    'sns:Publish',
    'ecr:PutImage',
    'cloudshell:CreateEnvironment',
    'elasticmapreduce:RunJobFlow',
    'backup:CreateBackupVault',
    'logs:CreateDelivery',
  ],
};
