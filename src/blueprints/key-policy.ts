// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript
import type { Cdk } from './cdk.ts';

/** What every policy of a key begins with, as AWS advises: IAM of its account decides, and nobody is locked out for good. */
export function ownerStatement(cdk: typeof Cdk): object {
  return {
    Sid: 'Owner',
    Effect: 'Allow',
    Principal: { AWS: cdk.Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') },
    Action: 'kms:*',
    Resource: '*',
  };
}
