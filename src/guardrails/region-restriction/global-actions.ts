import type { Grant } from './statements.ts';

/**
 * Services that are global, or that answer from one region only. The list of both region denies of AWS Control
 * Tower, GRREGIONDENY and CT.MULTISERVICE.PV.1, so that an organization behaves as it did with them.
 */
export const OF_CONTROL_TOWER = [
  'a4b:*',
  'access-analyzer:*',
  'account:*',
  'acm:*',
  'activate:*',
  'artifact:*',
  'aws-marketplace-management:*',
  'aws-marketplace:*',
  'aws-portal:*',
  'billing:*',
  'billingconductor:*',
  'budgets:*',
  'ce:*',
  'chatbot:*',
  'chime:*',
  'cloudfront:*',
  'cloudtrail:LookupEvents',
  'compute-optimizer:*',
  'config:*',
  'consoleapp:*',
  'consolidatedbilling:*',
  'cur:*',
  'datapipeline:GetAccountLimits',
  'devicefarm:*',
  'directconnect:*',
  'ec2:DescribeRegions',
  'ec2:DescribeTransitGateways',
  'ec2:DescribeVpnGateways',
  'ecr-public:*',
  'fms:*',
  'freetier:*',
  'globalaccelerator:*',
  'health:*',
  'iam:*',
  'importexport:*',
  'invoicing:*',
  'iq:*',
  'kms:*',
  'license-manager:ListReceivedLicenses',
  'lightsail:Get*',
  'mobileanalytics:*',
  'networkmanager:*',
  'notifications-contacts:*',
  'notifications:*',
  'organizations:*',
  'payments:*',
  'pricing:*',
  'quicksight:DescribeAccountSubscription',
  'resource-explorer-2:*',
  'route53-recovery-cluster:*',
  'route53-recovery-control-config:*',
  'route53-recovery-readiness:*',
  'route53:*',
  'route53domains:*',
  's3:CreateMultiRegionAccessPoint',
  's3:DeleteMultiRegionAccessPoint',
  's3:DescribeMultiRegionAccessPointOperation',
  's3:GetAccountPublicAccessBlock',
  's3:GetBucketLocation',
  's3:GetBucketPolicyStatus',
  's3:GetBucketPublicAccessBlock',
  's3:GetMultiRegionAccessPoint',
  's3:GetMultiRegionAccessPointPolicy',
  's3:GetMultiRegionAccessPointPolicyStatus',
  's3:GetStorageLensConfiguration',
  's3:GetStorageLensDashboard',
  's3:ListAllMyBuckets',
  's3:ListMultiRegionAccessPoints',
  's3:ListStorageLensConfigurations',
  's3:PutAccountPublicAccessBlock',
  's3:PutMultiRegionAccessPointPolicy',
  'savingsplans:*',
  'shield:*',
  'sso:*',
  'sts:*',
  'support:*',
  'supportapp:*',
  'supportplans:*',
  'sustainability:*',
  'tag:GetResources',
  'tax:*',
  'trustedadvisor:*',
  'vendor-insights:ListEntitledSecurityProfiles',
  'waf-regional:*',
  'waf:*',
  'wafv2:*',
];

/**
 * What that list lacks. The endpoint rule sets of the SDKs send nearly all of it to one region of a partition, and the
 * consoles do so with what has no SDK. None of it runs anything: it shows, exports or sets up what belongs to an account as
 * a whole.
 */
const SINCE = [
  // Billing and Cost Management: Cost Optimization Hub, Data Exports, dashboards, the calculator, purchase orders.
  'bcm-dashboards:*',
  'bcm-data-exports:*',
  'bcm-pricing-calculator:*',
  'bcm-recommended-actions:*',
  'cost-optimization-hub:*',
  'mapcredits:*',
  'pricingplanmanager:*',
  'purchase-orders:*',
  // Cases in the console of AWS Support; the colour and the services that the console shows of an account.
  'support-console:*',
  'uxc:*',
  // Key value stores of CloudFront: their requests are signed for all regions at once (Signature Version 4A).
  'cloudfront-keyvaluestore:*',
  // IAM Identity Center keeps users and groups where its instance is, often us-east-1. The list above has sso:* only.
  'identitystore:*',
  'sso-directory:*',
  // A multi-region access point moves its traffic through one of five regions, wherever its buckets are.
  's3:GetMultiRegionAccessPointRoutes',
  's3:SubmitMultiRegionAccessPointRoutes',
];

/** Work in every region. */
export const GLOBAL_ACTIONS: readonly string[] = [...OF_CONTROL_TOWER, ...SINCE];

/**
 * What regional services do for global ones: CloudWatch shows the metrics of CloudFront, of its web ACLs, of Route 53, of
 * Shield and of bills in us-east-1, those of Global Accelerator in us-west-2; Service Quotas and Tag Editor are asked
 * there for what is global. Nothing can be made with it. The list of AWS Control Tower lacks all of it.
 */
const FOR_GLOBAL_SERVICES = [
  'cloudwatch:Describe*',
  'cloudwatch:Get*',
  'cloudwatch:List*',
  'servicequotas:*',
  'tag:GetTagKeys',
  'tag:GetTagValues',
  'tag:TagResources',
  'tag:UntagResources',
];

/** By partition: the regions for which the SDKs sign the requests of global services. */
const REGIONS_OF_GLOBAL_SERVICES: Readonly<Record<string, readonly string[]>> = {
  aws: ['us-east-1', 'us-west-2'],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-west-1'],
};

export function grantOfGlobalServices(partition: string): Grant {
  return { regions: REGIONS_OF_GLOBAL_SERVICES[partition] ?? [], actions: FOR_GLOBAL_SERVICES };
}
