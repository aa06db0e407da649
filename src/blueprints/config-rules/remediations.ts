// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript
import type { Config } from '../../config/schema.ts';

type RemediatedRule = Config['configRules']['remediate'][number];

/** An Automation runbook of AWS that repairs what a rule found. */
export interface Remediation {
  readonly document: string;
  /** The runbook's parameter that names what is to be repaired; null when that is the account itself. */
  readonly resourceParameter: string | null;
  readonly resourceType: string;
  /** What the runbook does, and nothing else. Resources are Fn::Sub texts, or `*` where AWS knows no narrower one. */
  readonly permissions: readonly { readonly actions: readonly string[]; readonly resource: string }[];
}

const SECURITY_GROUPS = 'arn:${AWS::Partition}:ec2:*:${AWS::AccountId}:security-group/*';
const DESCRIBE_GROUPS = { actions: ['ec2:DescribeSecurityGroups'], resource: '*' };

/** Runbooks whose names begin with AWSConfigRemediation- start themselves once more under the role. */
function ownExecution(document: string) {
  return [
    {
      actions: ['ssm:StartAutomationExecution'],
      resource: `arn:\${AWS::Partition}:ssm:*:*:automation-definition/${document}:*`,
    },
    {
      actions: ['ssm:GetAutomationExecution'],
      resource: 'arn:${AWS::Partition}:ssm:*:${AWS::AccountId}:automation-execution/*',
    },
  ];
}

/** Actions as AWS's reference of its runbooks lists them. */
export const REMEDIATIONS: Readonly<Record<RemediatedRule, Remediation>> = {
  's3-bucket-level-public-access-prohibited': {
    document: 'AWSConfigRemediation-ConfigureS3BucketPublicAccessBlock',
    resourceParameter: 'BucketName',
    resourceType: 'AWS::S3::Bucket',
    permissions: [
      ...ownExecution('AWSConfigRemediation-ConfigureS3BucketPublicAccessBlock'),
      {
        actions: ['s3:GetBucketPublicAccessBlock', 's3:PutBucketPublicAccessBlock'],
        resource: 'arn:${AWS::Partition}:s3:::*',
      },
    ],
  },
  'vpc-default-security-group-closed': {
    document: 'AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules',
    resourceParameter: 'GroupId',
    resourceType: 'AWS::EC2::SecurityGroup',
    permissions: [
      ...ownExecution('AWSConfigRemediation-RemoveVPCDefaultSecurityGroupRules'),
      DESCRIBE_GROUPS,
      { actions: ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'], resource: SECURITY_GROUPS },
    ],
  },
  'ec2-ebs-encryption-by-default': {
    document: 'AWSConfigRemediation-EnableEbsEncryptionByDefault',
    resourceParameter: null,
    resourceType: 'AWS::::Account',
    permissions: [
      ...ownExecution('AWSConfigRemediation-EnableEbsEncryptionByDefault'),
      { actions: ['ec2:EnableEbsEncryptionByDefault', 'ec2:GetEbsEncryptionByDefault'], resource: '*' },
    ],
  },
  'restricted-ssh': {
    document: 'AWS-DisableIncomingSSHOnPort22',
    resourceParameter: 'SecurityGroupIds',
    resourceType: 'AWS::EC2::SecurityGroup',
    permissions: [DESCRIBE_GROUPS, { actions: ['ec2:RevokeSecurityGroupIngress'], resource: SECURITY_GROUPS }],
  },
};
