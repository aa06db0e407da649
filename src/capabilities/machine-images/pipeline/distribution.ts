// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Cdk, Scope } from '../../../blueprints/cdk.ts';
import { arnOfOurs, ours } from '../../../blueprints/ours.ts';
import { NAMES } from '../../../domain/names.ts';
import type { ImageTarget } from './targets.ts';

/**
 * Where an image may be started from, and where its id is written. Below /imagebuilder/, because Image Builder's own role
 * may write parameters there and nowhere else.
 */
export function parameterNameOf({ name }: Pick<ImageTarget, 'name'>): string {
  return `/imagebuilder/\${ManagedResourcePrefix}/${name}`;
}

/** To every governed region, for every account of the organization: by permission, not by a copy in each. */
export function addDistribution(
  scope: Scope,
  cdk: typeof Cdk,
  target: ImageTarget,
  regions: readonly string[],
): Cdk.aws_imagebuilder.CfnDistributionConfiguration {
  const organization = 'arn:${AWS::Partition}:organizations::${ManagementAccountId}:organization/${OrgID}';
  return new cdk.aws_imagebuilder.CfnDistributionConfiguration(scope, `${target.logicalId}Distribution`, {
    name: cdk.Fn.sub(ours(target.name)),
    distributions: regions.map((region) => ({
      region,
      amiDistributionConfiguration: {
        Name: cdk.Fn.sub(ours(`${target.name}-{{ imagebuilder:buildDate }}`)),
        Description: cdk.Fn.sub(`Hardened ${target.name} of \${ManagedResourcePrefix}`),
        AmiTags: { 'metsuke:image': target.name },
        KmsKeyId: cdk.Fn.sub(arnOfOurs('AWS::KMS::Alias', NAMES.alias.images, { region })),
        LaunchPermissionConfiguration: { OrganizationArns: [cdk.Fn.sub(organization)] },
      },
      ssmParameterConfigurations: [{ parameterName: cdk.Fn.sub(parameterNameOf(target)), dataType: 'aws:ec2:image' }],
    })),
  });
}
