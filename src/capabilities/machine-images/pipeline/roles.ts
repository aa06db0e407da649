// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Cdk, Scope } from '../../../blueprints/cdk.ts';
import { arnOfOurBucket, ourBucket, ours } from '../../../blueprints/ours.ts';
import { makeTrust, ownedBy } from '../../../blueprints/service-role.ts';
import type { Config } from '../../../config/schema.ts';
import { NAMES } from '../../../domain/names.ts';
import type { ImageTarget } from './targets.ts';

/** Log objects of builds lie here in the archive. */
const BUILD_LOGS = '${AWSLogsS3KeyPrefix}/image-builder';

/** The instance of a build: reached by nobody, without a key, with version 2 of the metadata service only. */
export function addBuildInfrastructure(
  scope: Scope,
  cdk: typeof Cdk,
  target: ImageTarget,
  { subnetId, securityGroupIds }: Config['machineImages'],
): Cdk.aws_imagebuilder.CfnInfrastructureConfiguration {
  const profile = instanceProfile(scope, cdk);
  return new cdk.aws_imagebuilder.CfnInfrastructureConfiguration(scope, `${target.logicalId}Infrastructure`, {
    name: cdk.Fn.sub(ours(target.name)),
    instanceProfileName: profile.ref,
    instanceTypes: [target.instanceType],
    terminateInstanceOnFailure: true,
    instanceMetadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
    ...(subnetId === undefined ? {} : { subnetId }),
    ...(securityGroupIds.length > 0 ? { securityGroupIds: [...securityGroupIds] } : {}),
    logging: {
      s3Logs: {
        s3BucketName: cdk.Fn.sub(ourBucket(NAMES.bucket.logs, { account: '${LogAccountId}' })),
        s3KeyPrefix: cdk.Fn.sub(BUILD_LOGS),
      },
    },
  });
}

/** One for all builds. */
function instanceProfile(scope: Scope, cdk: typeof Cdk): Cdk.aws_iam.CfnInstanceProfile {
  const existing = scope.node.tryFindChild('BuildInstanceProfile');
  if (existing instanceof cdk.aws_iam.CfnInstanceProfile) return existing;
  const role = new cdk.aws_iam.CfnRole(scope, 'BuildRole', {
    roleName: cdk.Fn.sub(ours(NAMES.role.imageBuild)),
    path: '/',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    managedPolicyArns: [
      cdk.Fn.sub('arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore'),
      cdk.Fn.sub('arn:${AWS::Partition}:iam::aws:policy/EC2InstanceProfileForImageBuilder'),
    ],
    policies: [
      {
        policyName: 'WriteBuildLogs',
        policyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: 's3:PutObject',
              Resource: cdk.Fn.sub(
                `${arnOfOurBucket(NAMES.bucket.logs, { account: '${LogAccountId}' })}/${BUILD_LOGS}/*`,
              ),
              Condition: ownedBy(cdk, '${LogAccountId}'),
            },
          ],
        },
      },
    ],
  });
  return new cdk.aws_iam.CfnInstanceProfile(scope, 'BuildInstanceProfile', {
    instanceProfileName: role.ref,
    path: '/',
    roles: [role.ref],
  });
}

/** Marks images as old and deletes them, as AWS describes that role. */
export function addLifecycleRole(scope: Scope, cdk: typeof Cdk): Cdk.aws_iam.CfnRole {
  return new cdk.aws_iam.CfnRole(scope, 'LifecycleRole', {
    roleName: cdk.Fn.sub(ours(NAMES.role.imageLifecycle)),
    path: '/',
    assumeRolePolicyDocument: makeTrust(cdk, 'imagebuilder'),
    managedPolicyArns: [
      cdk.Fn.sub('arn:${AWS::Partition}:iam::aws:policy/service-role/EC2ImageBuilderLifecycleExecutionPolicy'),
    ],
  });
}
