import type { Config } from '../config/schema.ts';
import type { OrganizationId } from '../domain/ids.ts';
import type { Cdk, Scope } from './cdk.ts';
import { TLS_ONLY } from './common.ts';

/** Parameters and condition behind `makeRetentionRule` and `makeGlacierTransitions`. */
export function addRetentionParameters(scope: Scope, cdk: typeof Cdk): void {
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
  new cdk.CfnCondition(scope, 'MoveToGlacier', {
    expression: cdk.Fn.conditionEquals(cdk.Fn.ref('TransitionToGlacier'), 'Yes'),
  });
}

/** What the keys of the archive begin with. */
export function logKeyPrefix({ logs }: Config, organizationId: OrganizationId): string {
  return logs.keyPrefix ?? organizationId;
}

export function retentionParameters({ logs }: Config): Record<string, string> {
  return {
    RetentionDays: String(logs.retentionDays),
    TransitionToGlacier: logs.transitionToGlacier ? 'Yes' : 'No',
    TransitionDays: String(logs.transitionDays),
  };
}

type BucketContent = Pick<
  Cdk.aws_s3.CfnBucketProps,
  'bucketName' | 'loggingConfiguration' | 'lifecycleConfiguration' | 'objectLockEnabled' | 'objectLockConfiguration'
> & { readonly encryption?: Cdk.aws_s3.CfnBucket.ServerSideEncryptionRuleProperty };

/** Private, versioned, encrypted, and kept when its stack goes. */
export function addLogBucket(
  scope: Scope,
  cdk: typeof Cdk,
  logicalId: string,
  { encryption = { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }, ...content }: BucketContent,
): Cdk.aws_s3.CfnBucket {
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
    bucketEncryption: { serverSideEncryptionConfiguration: [encryption] },
  });
  // Logs outlive the stack, whatever happens to it.
  // Kept by every delete. Only a first creation that fails takes its empty buckets back: kept ones would stand in the way
  // of the next try, since their names are taken then.
  bucket.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
  bucket.cfnOptions.updateReplacePolicy = cdk.CfnDeletionPolicy.RETAIN;
  return bucket;
}

export function makeRetentionRule(cdk: typeof Cdk): Cdk.aws_s3.CfnBucket.RuleProperty {
  const days = cdk.Token.asNumber({ Ref: 'RetentionDays' });
  return {
    id: 'RetentionRule',
    status: 'Enabled',
    expirationInDays: days,
    noncurrentVersionExpiration: { noncurrentDays: days },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  };
}

export function makeGlacierTransitions(
  cdk: typeof Cdk,
): Pick<Cdk.aws_s3.CfnBucket.RuleProperty, 'transitions' | 'noncurrentVersionTransitions'> {
  const transitions = cdk.Fn.conditionIf(
    'MoveToGlacier',
    [{ TransitionInDays: cdk.Fn.ref('TransitionDays'), StorageClass: 'GLACIER' }],
    cdk.Aws.NO_VALUE,
  );
  return { transitions, noncurrentVersionTransitions: transitions };
}

/** Parts of a key that lead elsewhere when the archive is copied into a folder. */
const STRANGE_PARTS = ['..', '.', '', '.metsuke'];

/** No object whose key leads out of a folder, whoever writes it: a key is a path in every copy of the archive. */
export function denyStrangeKeys(cdk: typeof Cdk, bucket: Cdk.aws_s3.CfnBucket): object {
  const patterns = STRANGE_PARTS.flatMap((part) => [`${part}/*`, `*/${part}/*`]);
  return {
    Sid: 'NoKeyLeadsElsewhere',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: [...patterns, '*/..', '*/.'].map((pattern) => cdk.Fn.join('', [bucket.attrArn, `/${pattern}`])),
  };
}

/** No request over plain HTTP, whoever sends it. */
export function denyPlainHttp(cdk: typeof Cdk, bucket: Cdk.aws_s3.CfnBucket): object {
  return {
    Sid: 'AllowSSLRequestsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucket.attrArn, cdk.Fn.join('', [bucket.attrArn, '/*'])],
    Condition: TLS_ONLY,
  };
}
