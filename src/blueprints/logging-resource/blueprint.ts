// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript
import type { Template } from '../../domain/template.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addResourcePrefixParameter, TLS_ONLY } from '../common.ts';

/** The log archive. */
export const loggingResource: Blueprint = {
  id: 'logging-resource',
  title: 'Log archive and its access log in the log account',
  kind: 'stack-set',
  stackName: 'AWSOrganizations-LoggingResource',
  destination: 'log',
  regions: 'home',
  capabilities: [],
  dependsOn: ['stackset-administration', 'stackset-execution'],
  sensitiveParameters: [],
  isEnabled: () => true,
  template: makeLoggingTemplate,
  parameters: makeLoggingParameters,
};

function makeLoggingParameters({ config, organizationId }: DeploymentContext): Record<string, string> {
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    RetentionDays: String(config.logs.retentionDays),
    TransitionToGlacier: config.logs.transitionToGlacier ? 'Yes' : 'No',
    TransitionDays: String(config.logs.transitionDays),
    AWSLogsS3KeyPrefix: config.logs.keyPrefix ?? organizationId,
    OrgID: organizationId,
  };
}

function makeLoggingTemplate(): Template {
  return makeTemplate('Configure an Audit S3 bucket for the Log Archive account.', (scope, cdk) => {
    declareParameters(scope, cdk);
    const accessLogPolicy = addAccessLogBucket(scope, cdk);
    addAuditBucket(scope, cdk, accessLogPolicy);
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
  new cdk.CfnParameter(scope, 'RetentionDays', {
    type: 'Number',
    // The buckets are versioned: an object is hidden after this time, and its last version kept as long again. That
    // doubling is wanted: whoever deletes or overwrites a log object leaves the original behind.
    description: 'No of Days to retain the logs, after which the last version is kept for as many days again',
    default: 365,
    minValue: 1,
  });
  new cdk.CfnParameter(scope, 'TransitionToGlacier', {
    type: 'String',
    description: 'Do you wish to transition the logs to Glacier before permanently deleting?',
    default: 'No',
    allowedValues: ['Yes', 'No'],
  });
  new cdk.CfnParameter(scope, 'TransitionDays', {
    type: 'Number',
    description: 'No of Days to transition the data from S3 to Glacier; fewer than RetentionDays',
    default: 90,
    minValue: 1,
  });
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
  new cdk.CfnCondition(scope, 'MoveToGlacier', {
    expression: cdk.Fn.conditionEquals(cdk.Fn.ref('TransitionToGlacier'), 'Yes'),
  });
  new cdk.CfnCondition(scope, 'HasOrgID', {
    expression: cdk.Fn.conditionNot(cdk.Fn.conditionEquals(cdk.Fn.ref('OrgID'), '')),
  });
}

const AUDIT_BUCKET_NAME = '${ManagedResourcePrefix}-logs-${AWS::AccountId}-${AWS::Region}';
const ACCESS_LOG_BUCKET_NAME = '${ManagedResourcePrefix}-s3-access-logs-${AWS::AccountId}-${AWS::Region}';

/**
 * Who read or wrote the archive. The seed let the log delivery group in through an ACL, which S3 refuses on buckets
 * made since April 2023; a bucket policy does the same. A bucket that the seed's template made still has that ACL:
 * BucketOwnerEnforced is then refused (InvalidBucketAclWithObjectOwnership) until the ACL is reset once by
 * `aws s3api put-bucket-acl --acl private`.
 */
function addAccessLogBucket(scope: Scope, cdk: typeof Cdk): Cdk.aws_s3.CfnBucketPolicy {
  const bucket = addBucket(scope, cdk, 'S3LoggingBucket', {
    bucketName: cdk.Fn.sub(ACCESS_LOG_BUCKET_NAME),
    lifecycleConfiguration: { rules: [makeRetentionRule(cdk)] },
  });
  return new cdk.aws_s3.CfnBucketPolicy(scope, 'S3LoggingBucketPolicy', {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        denyPlainHttp(cdk, bucket),
        {
          Sid: 'S3ServerAccessLogsPolicy',
          Effect: 'Allow',
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: cdk.Fn.sub('${S3LoggingBucket.Arn}/*'),
          Condition: {
            StringEquals: { 'aws:SourceAccount': cdk.Aws.ACCOUNT_ID },
            // By its name: S3AuditBucket waits for this policy, so this policy cannot refer to S3AuditBucket.
            ArnLike: { 'aws:SourceArn': cdk.Fn.sub(`arn:\${AWS::Partition}:s3:::${AUDIT_BUCKET_NAME}`) },
          },
        },
      ],
    },
  });
}

/** No Object Lock: AWS Config and Systems Manager cannot deliver to a bucket that has it. */
function addAuditBucket(scope: Scope, cdk: typeof Cdk, accessLogPolicy: Cdk.aws_s3.CfnBucketPolicy): void {
  const bucket = addBucket(scope, cdk, 'S3AuditBucket', {
    bucketName: cdk.Fn.sub(AUDIT_BUCKET_NAME),
    loggingConfiguration: { destinationBucketName: cdk.Fn.ref('S3LoggingBucket') },
    lifecycleConfiguration: { rules: [{ ...makeRetentionRule(cdk), ...makeGlacierTransitions(cdk) }] },
  });
  // S3 checks when logging is switched on that it may write there.
  bucket.addResourceDependency(accessLogPolicy);

  new cdk.aws_s3.CfnBucketPolicy(scope, 'S3AuditBucketPolicy', {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [denyPlainHttp(cdk, bucket), ...makeDeliveryStatements(cdk, bucket)],
    },
  });
}

/** CloudTrail and AWS Config may write, and only for accounts of this organization. */
function makeDeliveryStatements(cdk: typeof Cdk, bucket: Cdk.aws_s3.CfnBucket): readonly object[] {
  const organizationId = cdk.Fn.conditionIf('HasOrgID', cdk.Fn.ref('OrgID'), cdk.Fn.ref('AWSLogsS3KeyPrefix'));
  const services = { Service: ['cloudtrail.amazonaws.com', 'config.amazonaws.com'] };
  return [
    {
      Sid: 'AWSBucketPermissionsCheck',
      Effect: 'Allow',
      Principal: services,
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: bucket.attrArn,
      // Control Tower leaves this statement open. If a service is refused when a trail or a delivery channel is made,
      // this condition is the first suspect; nothing can be written through this statement.
      Condition: { StringEquals: { 'aws:SourceOrgID': organizationId } },
    },
    {
      Sid: 'AWSBucketDelivery',
      Effect: 'Allow',
      Principal: services,
      Action: 's3:PutObject',
      Resource: cdk.Fn.sub('${S3AuditBucket.Arn}/${AWSLogsS3KeyPrefix}/AWSLogs/*/*'),
      Condition: {
        StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceOrgID': organizationId },
      },
    },
  ];
}

type BucketContent = Pick<Cdk.aws_s3.CfnBucketProps, 'bucketName' | 'loggingConfiguration' | 'lifecycleConfiguration'>;

function addBucket(scope: Scope, cdk: typeof Cdk, logicalId: string, content: BucketContent): Cdk.aws_s3.CfnBucket {
  const bucket = new cdk.aws_s3.CfnBucket(scope, logicalId, {
    ...content,
    ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    versioningConfiguration: { status: 'Enabled' },
    bucketEncryption: {
      serverSideEncryptionConfiguration: [
        { serverSideEncryptionByDefault: { sseAlgorithm: cdk.Fn.ref('SSEAlgorithm') } },
      ],
    },
  });
  // Logs outlive the stack, whatever happens to it.
  // Kept by every delete. Only a first creation that fails takes its empty buckets back: kept ones would stand in the way
  // of the next try, since their names are taken then.
  bucket.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
  bucket.cfnOptions.updateReplacePolicy = cdk.CfnDeletionPolicy.RETAIN;
  return bucket;
}

function makeRetentionRule(cdk: typeof Cdk): Cdk.aws_s3.CfnBucket.RuleProperty {
  const days = cdk.Token.asNumber({ Ref: 'RetentionDays' });
  return {
    id: 'RetentionRule',
    status: 'Enabled',
    expirationInDays: days,
    noncurrentVersionExpiration: { noncurrentDays: days },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  };
}

function makeGlacierTransitions(
  cdk: typeof Cdk,
): Pick<Cdk.aws_s3.CfnBucket.RuleProperty, 'transitions' | 'noncurrentVersionTransitions'> {
  const transitions = cdk.Fn.conditionIf(
    'MoveToGlacier',
    [{ TransitionInDays: cdk.Fn.ref('TransitionDays'), StorageClass: 'GLACIER' }],
    cdk.Aws.NO_VALUE,
  );
  return { transitions, noncurrentVersionTransitions: transitions };
}

function denyPlainHttp(cdk: typeof Cdk, bucket: Cdk.aws_s3.CfnBucket): object {
  return {
    Sid: 'AllowSSLRequestsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucket.attrArn, cdk.Fn.join('', [bucket.attrArn, '/*'])],
    Condition: TLS_ONLY,
  };
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
