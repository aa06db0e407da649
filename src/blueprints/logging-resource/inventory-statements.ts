// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript
import type { Config } from '../../config/schema.ts';
import type { Cdk } from '../cdk.ts';
import type { DeliveryTarget } from './trail-delivery.ts';

/** Resource data syncs of Systems Manager write below the id of their own account, and only for accounts of ours. */
export function makeInventoryStatements(
  cdk: typeof Cdk,
  { inventory, patching }: Config,
  { bucket, organizationId }: DeliveryTarget,
): readonly object[] {
  if (!inventory.enabled && !patching.enabled) return [];
  const service = { Service: 'ssm.amazonaws.com' };
  return [
    {
      Sid: 'InventoryPermissionsCheck',
      Effect: 'Allow',
      Principal: service,
      Action: 's3:GetBucketAcl',
      Resource: bucket.attrArn,
      Condition: { StringEquals: { 'aws:SourceOrgID': organizationId } },
    },
    {
      Sid: 'InventoryDelivery',
      Effect: 'Allow',
      Principal: service,
      Action: 's3:PutObject',
      Resource: cdk.Fn.sub(
        `\${${bucket.logicalId}.Arn}/\${AWSLogsS3KeyPrefix}/ssm-inventory/*/accountid=\${!aws:SourceAccount}/*`,
      ),
      Condition: {
        StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceOrgID': organizationId },
        ArnLike: { 'aws:SourceArn': cdk.Fn.sub('arn:${AWS::Partition}:ssm:*:*:resource-data-sync/*') },
      },
    },
  ];
}
