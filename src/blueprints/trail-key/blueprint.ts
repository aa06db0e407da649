// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript
import type { Config } from '../../config/schema.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import type { Cdk } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';
import { ownerStatement } from '../key-policy.ts';
import { TRAIL_KEY_ALIAS, TRAIL_NAME } from '../organization-trail/trail.ts';

/** The key of the trail's log files: in the log account, since the region of bucket and key must be one. */
export const trailKey: Blueprint = {
  id: 'trail-key',
  title: note`Key of the trail's log files in the log account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-TrailKey',
  destination: 'log',
  regions: 'home',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline'],
  sensitiveParameters: [],
  isEnabled: ({ cloudTrail }) => cloudTrail.mode !== 'OFF' && cloudTrail.encryption === 'SSE_KMS',
  template: makeKeyTemplate,
  parameters: makeKeyParameters,
};

function makeKeyParameters({ config, managementAccountId, organizationId }: DeploymentContext): Record<string, string> {
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    ...(isPerAccount(config) ? { OrgID: organizationId } : { ManagementAccountId: managementAccountId }),
  };
}

function isPerAccount({ cloudTrail }: Config): boolean {
  return cloudTrail.mode === 'ACCOUNT';
}

function makeKeyTemplate(config: Config): Template {
  return makeTemplate("Key of the trail's log files.", (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    if (isPerAccount(config)) {
      new cdk.CfnParameter(scope, 'OrgID', { type: 'String', description: 'AWS Organizations ID' });
    } else {
      addAccountParameter(scope, cdk, 'ManagementAccountId', 'Account of the trail of the organization');
    }
    const key = new cdk.aws_kms.CfnKey(scope, 'TrailKey', {
      description:
        "Encrypts CloudTrail's log files. Disabled, log files are lost; deleted, they cannot be read any more.",
      enableKeyRotation: true,
      keyPolicy: makeKeyPolicy(cdk, config),
    });
    // Without it the log files in the archive are noise.
    key.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
    key.cfnOptions.updateReplacePolicy = cdk.CfnDeletionPolicy.RETAIN;
    new cdk.aws_kms.CfnAlias(scope, 'TrailKeyAlias', {
      aliasName: cdk.Fn.sub(TRAIL_KEY_ALIAS),
      targetKeyId: key.ref,
    });
    new cdk.CfnOutput(scope, 'TrailKeyArn', { description: "Key of the trail's log files", value: key.attrArn });
  });
}

function makeKeyPolicy(cdk: typeof Cdk, config: Config): object {
  const ofTrail = makeTrailCondition(cdk, config);
  const account = isPerAccount(config) ? '*' : '${ManagementAccountId}';
  const arns = cdk.Fn.sub(`arn:\${AWS::Partition}:cloudtrail:*:${account}:trail/*`);
  const service = { Service: 'cloudtrail.amazonaws.com' };
  return {
    Version: '2012-10-17',
    Statement: [
      ownerStatement(cdk),
      {
        Sid: 'EncryptLogFiles',
        Effect: 'Allow',
        Principal: service,
        Action: 'kms:GenerateDataKey*',
        Resource: '*',
        Condition: { ...ofTrail, StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': arns } },
      },
      {
        Sid: 'LookAtKey',
        Effect: 'Allow',
        Principal: service,
        Action: 'kms:DescribeKey',
        Resource: '*',
        Condition: ofTrail,
      },
      // CloudTrail reads its log files back when the bucket uses an S3 Bucket Key.
      {
        Sid: 'ReadLogFiles',
        Effect: 'Allow',
        Principal: service,
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: ofTrail,
      },
    ],
  };
}

/**
 * Our trail: the one of the management account, or the one in each account of the organization. Only there the
 * organization is named too, because a trail of that name may exist in any account on earth.
 */
function makeTrailCondition(cdk: typeof Cdk, config: Config): object {
  const arnIn = (account: string) =>
    cdk.Fn.sub(`arn:\${AWS::Partition}:cloudtrail:\${AWS::Region}:${account}:trail/${TRAIL_NAME}`);
  if (!isPerAccount(config)) return { ArnLike: { 'aws:SourceArn': arnIn('${ManagementAccountId}') } };
  return {
    ArnLike: { 'aws:SourceArn': arnIn('*') },
    StringEquals: { 'aws:SourceOrgID': cdk.Fn.ref('OrgID') },
  };
}
