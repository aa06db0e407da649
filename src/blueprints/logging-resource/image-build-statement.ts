// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import type { Cdk } from '../cdk.ts';
import { arnOfOurs } from '../ours.ts';

/** Build instances of machine images write their logs themselves: a role of ours, in the organization, below one prefix. */
export function makeImageBuildStatements(
  cdk: typeof Cdk,
  { machineImages }: Config,
  organizationId: Cdk.ICfnRuleConditionExpression,
): readonly object[] {
  if (!machineImages.enabled) return [];
  return [
    {
      Sid: 'ImageBuildLogs',
      Effect: 'Allow',
      Principal: { AWS: '*' },
      Action: 's3:PutObject',
      Resource: cdk.Fn.sub('${S3AuditBucket.Arn}/${AWSLogsS3KeyPrefix}/image-builder/*'),
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': organizationId },
        ArnLike: {
          'aws:PrincipalArn': cdk.Fn.sub(arnOfOurs('AWS::IAM::Role', NAMES.role.imageBuild, { account: '*' })),
        },
      },
    },
  ];
}
