// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import type { Cdk } from '../cdk.ts';
import { arnOfOurs } from '../ours.ts';
import type { DeliveryTarget } from './trail-delivery.ts';

/** Log groups reach the archive: each account of the organization writes below its own id, and nowhere else. */
export function makeLogCollectionStatements(
  cdk: typeof Cdk,
  { logCollection }: Config,
  target: DeliveryTarget,
): readonly object[] {
  if (!logCollection.enabled) return [];
  return logCollection.method === 'EXPORT' ? exportStatements(cdk, target) : streamStatements(cdk, target);
}

const FULL_CONTROL = { 's3:x-amz-acl': 'bucket-owner-full-control' };

/** CloudWatch Logs writes, and looks whether the role that asked it to could have written itself. */
function exportStatements(cdk: typeof Cdk, { bucket, organizationId }: DeliveryTarget): readonly object[] {
  const folderOf = (account: string) => folder(cdk, bucket, `\${!${account}}/CloudWatchLogs/*`);
  const service = { Service: cdk.Fn.sub('logs.${AWS::Region}.amazonaws.com') };
  const ofOurs = {
    StringEquals: { 'aws:SourceOrgID': organizationId },
    ArnLike: { 'aws:SourceArn': cdk.Fn.sub('arn:${AWS::Partition}:logs:${AWS::Region}:*:log-group:*') },
  };
  return [
    {
      Sid: 'LogExportPermissionsCheck',
      Effect: 'Allow',
      Principal: service,
      Action: 's3:GetBucketAcl',
      Resource: bucket.attrArn,
      Condition: ofOurs,
    },
    {
      Sid: 'LogExportDelivery',
      Effect: 'Allow',
      Principal: service,
      Action: 's3:PutObject',
      Resource: folderOf('aws:SourceAccount'),
      Condition: { ...ofOurs, StringEquals: { ...ofOurs.StringEquals, ...FULL_CONTROL } },
    },
    {
      Sid: 'LogExportCaller',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 's3:PutObject',
      Resource: folderOf('aws:PrincipalAccount'),
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': organizationId, ...FULL_CONTROL },
        ArnLike: roleNamed(cdk, NAMES.role.logCollection),
      },
    },
  ];
}

/** Firehose writes as a role of the account whose logs it brings. */
function streamStatements(cdk: typeof Cdk, { bucket, organizationId }: DeliveryTarget): readonly object[] {
  const allow = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Condition: {
      StringEquals: { 'aws:PrincipalOrgID': organizationId },
      ArnLike: roleNamed(cdk, NAMES.role.logStreamDelivery),
    },
  };
  return [
    {
      Sid: 'LogStreamBucket',
      ...allow,
      Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
      Resource: bucket.attrArn,
    },
    {
      Sid: 'LogStreamDelivery',
      ...allow,
      Action: ['s3:AbortMultipartUpload', 's3:PutObject', 's3:PutObjectAcl'],
      Resource: folder(cdk, bucket, '${!aws:PrincipalAccount}/CloudWatchLogs-Stream/*'),
    },
  ];
}

function folder(cdk: typeof Cdk, bucket: Cdk.aws_s3.CfnBucket, below: string): string {
  return cdk.Fn.sub(`\${${bucket.logicalId}.Arn}/\${AWSLogsS3KeyPrefix}/AWSLogs/${below}`);
}

function roleNamed(cdk: typeof Cdk, name: string): object {
  return { 'aws:PrincipalArn': cdk.Fn.sub(arnOfOurs('AWS::IAM::Role', name, { account: '*' })) };
}
