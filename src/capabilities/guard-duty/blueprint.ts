// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import type { Blueprint, DeploymentContext } from '../../blueprints/blueprint.ts';
import type { Cdk, Scope } from '../../blueprints/cdk.ts';
import { makeTemplate } from '../../blueprints/cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../../blueprints/common.ts';
import { ownerStatement } from '../../blueprints/key-policy.ts';
import { addLogBucket, denyPlainHttp, denyStrangeKeys, makeRetentionRule } from '../../blueprints/log-bucket.ts';
import { ourBucket, ours } from '../../blueprints/ours.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import { GUARD_DUTY_EXPORT } from './names.ts';

/**
 * Where findings are kept, which GuardDuty forgets after 90 days: a bucket and a key in each region, since GuardDuty
 * demands both in the region of the detector, and a key of one's own. The archive's bucket has neither.
 */
export const guardDutyExport: Blueprint = {
  id: 'guardduty-export',
  title: note`A bucket with a key for the findings of each region, in the log account`,
  kind: 'stack-set',
  stackName: GUARD_DUTY_EXPORT,
  destination: 'log',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline'],
  sensitiveParameters: [],
  lostWithIt: note`findings of GuardDuty are kept no longer`,
  isEnabled: ({ guardDuty }) => guardDuty.enabled && guardDuty.export,
  template: makeExportTemplate,
  parameters: makeExportParameters,
};

function makeExportParameters({ config, auditAccountId }: DeploymentContext): Record<string, string> {
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    AuditAccountId: auditAccountId,
    RetentionDays: String(config.logs.retentionDays),
  };
}

function makeExportTemplate(): Template {
  return makeTemplate('Keeps the findings of Amazon GuardDuty in this region.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    addAccountParameter(scope, cdk, 'AuditAccountId', 'Account that administers GuardDuty');
    new cdk.CfnParameter(scope, 'RetentionDays', {
      type: 'Number',
      default: 365,
      minValue: 1,
      description: 'No of Days to retain findings',
    });
    const key = addKey(scope, cdk);
    const bucket = addBucket(scope, cdk, key);
    addBucketPolicy(scope, cdk, { bucket, key });
    new cdk.CfnOutput(scope, 'KeyArn', { value: key.attrArn, description: 'Key that findings are encrypted with' });
    new cdk.CfnOutput(scope, 'BucketName', { value: bucket.ref, description: 'Bucket of the findings' });
  });
}

/** The administrator's detector, of this region only. */
function makeSourceCondition(cdk: typeof Cdk): object {
  return {
    StringEquals: { 'aws:SourceAccount': cdk.Fn.ref('AuditAccountId') },
    ArnLike: {
      'aws:SourceArn': cdk.Fn.sub('arn:${AWS::Partition}:guardduty:${AWS::Region}:${AuditAccountId}:detector/*'),
    },
  };
}

/** It stays with the bucket: without it the findings could never be read again. */
function addKey(scope: Scope, cdk: typeof Cdk): Cdk.aws_kms.CfnKey {
  const key = new cdk.aws_kms.CfnKey(scope, 'FindingsKey', {
    description: 'Findings of Amazon GuardDuty',
    enableKeyRotation: true,
    keyPolicy: {
      Version: '2012-10-17',
      Statement: [
        ownerStatement(cdk),
        {
          Sid: 'GuardDuty',
          Effect: 'Allow',
          Principal: { Service: 'guardduty.amazonaws.com' },
          Action: 'kms:GenerateDataKey',
          Resource: '*',
          Condition: makeSourceCondition(cdk),
        },
      ],
    },
  });
  key.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
  key.cfnOptions.updateReplacePolicy = cdk.CfnDeletionPolicy.RETAIN;
  new cdk.aws_kms.CfnAlias(scope, 'FindingsKeyAlias', {
    aliasName: cdk.Fn.sub(`alias/${ours(NAMES.alias.guardDuty)}`),
    targetKeyId: key.ref,
  });
  return key;
}

const BUCKET_NAME = ourBucket(NAMES.bucket.guardDuty);

function addBucket(scope: Scope, cdk: typeof Cdk, key: Cdk.aws_kms.CfnKey): Cdk.aws_s3.CfnBucket {
  return addLogBucket(scope, cdk, 'FindingsBucket', {
    bucketName: cdk.Fn.sub(BUCKET_NAME),
    encryption: {
      bucketKeyEnabled: true,
      serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.attrArn },
    },
    lifecycleConfiguration: { rules: [makeRetentionRule(cdk)] },
  });
}

interface Store {
  readonly bucket: Cdk.aws_s3.CfnBucket;
  readonly key: Cdk.aws_kms.CfnKey;
}

function addBucketPolicy(scope: Scope, cdk: typeof Cdk, { bucket, key }: Store): void {
  const objects = cdk.Fn.join('', [bucket.attrArn, '/*']);
  const guardDuty = { Service: 'guardduty.amazonaws.com' };
  new cdk.aws_s3.CfnBucketPolicy(scope, 'FindingsBucketPolicy', {
    bucket: bucket.ref,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        denyPlainHttp(cdk, bucket),
        denyStrangeKeys(cdk, bucket),
        {
          Sid: 'GuardDutyLooks',
          Effect: 'Allow',
          Principal: guardDuty,
          Action: 's3:GetBucketLocation',
          Resource: bucket.attrArn,
          Condition: makeSourceCondition(cdk),
        },
        {
          Sid: 'GuardDutyWrites',
          Effect: 'Allow',
          Principal: guardDuty,
          Action: 's3:PutObject',
          Resource: objects,
          Condition: makeSourceCondition(cdk),
        },
        {
          Sid: 'WithThisKeyOnly',
          Effect: 'Deny',
          Principal: guardDuty,
          Action: 's3:PutObject',
          Resource: objects,
          Condition: {
            StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': key.attrArn },
          },
        },
      ],
    },
  });
}
