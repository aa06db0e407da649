// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addResourcePrefixParameter } from '../common.ts';
import {
  addLogBucket,
  addRetentionParameters,
  denyPlainHttp,
  denyStrangeKeys,
  makeGlacierTransitions,
  makeRetentionRule,
} from '../log-bucket.ts';
import { ourBucket } from '../ours.ts';
import { makeImageBuildStatements } from './image-build-statement.ts';
import { makeInventoryStatements } from './inventory-statements.ts';
import { makeLogCollectionStatements } from './log-collection-statements.ts';
import { addTrailArnsParameter, makeTrailDelivery, trailBucketParameters } from './trail-delivery.ts';

/** The log archive. */
export const loggingResource: Blueprint = {
  id: 'logging-resource',
  title: note`Log archive and its access log in the log account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-LoggingResource',
  destination: 'log',
  regions: 'home',
  capabilities: [],
  dependsOn: ['stackset-administration', 'stackset-execution'],
  sensitiveParameters: [],
  isEnabled: () => true,
  template: makeLoggingTemplate,
  parameters: trailBucketParameters,
};

function makeLoggingTemplate(config: Config): Template {
  return makeTemplate('Configure an Audit S3 bucket for the Log Archive account.', (scope, cdk) => {
    declareParameters(scope, cdk);
    addTrailArnsParameter(scope, cdk);
    const accessLogPolicy = addAccessLogBucket(scope, cdk, config);
    addAuditBucket(scope, cdk, config, accessLogPolicy);
    addOutputs(scope, cdk);
  });
}

function declareParameters(scope: Scope, cdk: typeof Cdk): void {
  new cdk.CfnParameter(scope, 'SSEAlgorithm', {
    type: 'String',
    default: 'AES256',
    description: 'S3 bucket SSE Algorithm.',
    allowedValues: ['AES256'],
  });
  addResourcePrefixParameter(scope, cdk);
  addRetentionParameters(scope, cdk);
  new cdk.CfnParameter(scope, 'AWSLogsS3KeyPrefix', {
    type: 'String',
    description: 'Organization ID to use as the S3 Key prefix for storing the audit logs',
    // An empty one would make keys that begin with a slash, to which no service writes.
    minLength: 1,
  });
  new cdk.CfnParameter(scope, 'OrgID', {
    type: 'String',
    description: 'AWS Organizations ID. Empty means AWSLogsS3KeyPrefix is the organization ID',
    default: '',
  });
  new cdk.CfnCondition(scope, 'HasOrgID', {
    expression: cdk.Fn.conditionNot(cdk.Fn.conditionEquals(cdk.Fn.ref('OrgID'), '')),
  });
}

const TRAIL_ARCHIVE_NAME = ourBucket(NAMES.bucket.trail);
const AUDIT_BUCKET_NAME = ourBucket(NAMES.bucket.logs);
const ACCESS_LOG_BUCKET_NAME = ourBucket(NAMES.bucket.accessLogs);

/**
 * Who read or wrote the archive. The seed let the log delivery group in through an ACL, which S3 refuses on buckets
 * made since April 2023; a bucket policy does the same. A bucket that the seed's template made still has that ACL:
 * BucketOwnerEnforced is then refused (InvalidBucketAclWithObjectOwnership) until the ACL is reset once by
 * `aws s3api put-bucket-acl --acl private`.
 */
function addAccessLogBucket(scope: Scope, cdk: typeof Cdk, config: Config): Cdk.aws_s3.CfnBucketPolicy {
  const bucket = addLogBucket(scope, cdk, 'S3LoggingBucket', {
    bucketName: cdk.Fn.sub(ACCESS_LOG_BUCKET_NAME),
    encryption: { serverSideEncryptionByDefault: { sseAlgorithm: cdk.Fn.ref('SSEAlgorithm') } },
    lifecycleConfiguration: { rules: [makeRetentionRule(cdk)] },
  });
  return new cdk.aws_s3.CfnBucketPolicy(scope, 'S3LoggingBucketPolicy', {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        denyPlainHttp(cdk, bucket),
        denyStrangeKeys(cdk, bucket),
        {
          Sid: 'S3ServerAccessLogsPolicy',
          Effect: 'Allow',
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: cdk.Fn.sub('${S3LoggingBucket.Arn}/*'),
          Condition: {
            StringEquals: { 'aws:SourceAccount': cdk.Aws.ACCOUNT_ID },
            // By its name: S3AuditBucket waits for this policy, so this policy cannot refer to S3AuditBucket.
            ArnLike: {
              'aws:SourceArn': accessLoggedBuckets(config).map((name) =>
                cdk.Fn.sub(`arn:\${AWS::Partition}:s3:::${name}`),
              ),
            },
          },
        },
      ],
    },
  });
}

function accessLoggedBuckets({ cloudTrail }: Config): readonly string[] {
  return [AUDIT_BUCKET_NAME, ...(cloudTrail.objectLock.enabled ? [TRAIL_ARCHIVE_NAME] : [])];
}

/** No Object Lock: AWS Config and Systems Manager cannot deliver to a bucket that has it. */
function addAuditBucket(
  scope: Scope,
  cdk: typeof Cdk,
  config: Config,
  accessLogPolicy: Cdk.aws_s3.CfnBucketPolicy,
): void {
  const bucket = addLogBucket(scope, cdk, 'S3AuditBucket', {
    bucketName: cdk.Fn.sub(AUDIT_BUCKET_NAME),
    encryption: { serverSideEncryptionByDefault: { sseAlgorithm: cdk.Fn.ref('SSEAlgorithm') } },
    loggingConfiguration: { destinationBucketName: cdk.Fn.ref('S3LoggingBucket') },
    lifecycleConfiguration: { rules: [{ ...makeRetentionRule(cdk), ...makeGlacierTransitions(cdk) }] },
  });
  // S3 checks when logging is switched on that it may write there.
  bucket.addResourceDependency(accessLogPolicy);

  new cdk.aws_s3.CfnBucketPolicy(scope, 'S3AuditBucketPolicy', {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        denyPlainHttp(cdk, bucket),
        denyStrangeKeys(cdk, bucket),
        ...makeDeliveryStatements(cdk, bucket),
        ...makeImageBuildStatements(cdk, config, organizationIdOf(cdk)),
        ...makeLogCollectionStatements(cdk, config, { bucket, organizationId: organizationIdOf(cdk) }),
        ...makeInventoryStatements(cdk, config, { bucket, organizationId: organizationIdOf(cdk) }),
      ],
    },
  });
}

function organizationIdOf(cdk: typeof Cdk): Cdk.ICfnRuleConditionExpression {
  return cdk.Fn.conditionIf('HasOrgID', cdk.Fn.ref('OrgID'), cdk.Fn.ref('AWSLogsS3KeyPrefix'));
}

/** CloudTrail and AWS Config may write, and only for accounts of this organization. */
function makeDeliveryStatements(cdk: typeof Cdk, bucket: Cdk.aws_s3.CfnBucket): readonly object[] {
  const organizationId = organizationIdOf(cdk);
  return [
    {
      Sid: 'AWSBucketPermissionsCheck',
      Effect: 'Allow',
      Principal: { Service: ['cloudtrail.amazonaws.com', 'config.amazonaws.com'] },
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: bucket.attrArn,
      // Control Tower leaves this statement open. If a service is refused when a trail or a delivery channel is made,
      // this condition is the first suspect; nothing can be written through this statement.
      Condition: { StringEquals: { 'aws:SourceOrgID': organizationId } },
    },
    {
      Sid: 'AWSBucketDelivery',
      Effect: 'Allow',
      Principal: { Service: 'config.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: cdk.Fn.sub('${S3AuditBucket.Arn}/${AWSLogsS3KeyPrefix}/AWSLogs/*/*'),
      Condition: {
        StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceOrgID': organizationId },
      },
    },
    makeTrailDelivery(cdk, { bucket, organizationId }),
  ];
}

function addOutputs(scope: Scope, cdk: typeof Cdk): void {
  new cdk.CfnOutput(scope, 'BucketName', { description: 'Audit S3 bucket name', value: cdk.Fn.ref('S3AuditBucket') });
  new cdk.CfnOutput(scope, 'LoggingBucketName', {
    description: 'S3 Access Logging Bucket name',
    value: cdk.Fn.ref('S3LoggingBucket'),
  });
  new cdk.CfnOutput(scope, 'AuditLogsS3KeyPrefix', {
    description: 'S3 Key prefix for storing the audit logs',
    value: cdk.Fn.ref('AWSLogsS3KeyPrefix'),
  });
}
