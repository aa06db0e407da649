// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { type Blueprint, regionsOf } from '../../../blueprints/blueprint.ts';
import type { Cdk, Scope } from '../../../blueprints/cdk.ts';
import { makeTemplate } from '../../../blueprints/cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../../../blueprints/common.ts';
import { logKeyPrefix } from '../../../blueprints/log-bucket.ts';
import { logicalIdOf } from '../../../blueprints/logical-id.ts';
import { arnOfOurs, ours } from '../../../blueprints/ours.ts';
import type { Config } from '../../../config/schema.ts';
import { NAMES } from '../../../domain/names.ts';
import { note } from '../../../domain/say.ts';
import type { Template } from '../../../domain/template.ts';
import { type ImageComponent, makeComponents, versionOf } from '../../../images/components.ts';
import { readPlaybook } from '../../../images/playbook.ts';
import { addDistribution } from './distribution.ts';
import { addBuildInfrastructure, addLifecycleRole } from './roles.ts';
import { weeklyCron } from './schedule.ts';
import { type ImageTarget, imageTargets } from './targets.ts';

/** Hardened machine images: built, proven on a fresh instance, shared with the organization. */
export const imagePipeline: Blueprint = {
  id: 'image-pipeline',
  title: note`Pipelines of hardened machine images in the image account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-ImagePipeline',
  destination: 'image',
  regions: 'home',
  capabilities: ['CAPABILITY_NAMED_IAM'],
  dependsOn: ['stackset-administration', 'stackset-execution', 'image-keys', 'logging-resource'],
  sensitiveParameters: [],
  isEnabled: (config) => config.machineImages.enabled,
  template: makePipelineTemplate,
  parameters: ({ config, organizationId, managementAccountId, logAccountId }) => ({
    ManagedResourcePrefix: config.resourcePrefix,
    OrgID: organizationId,
    ManagementAccountId: managementAccountId,
    LogAccountId: logAccountId,
    AWSLogsS3KeyPrefix: logKeyPrefix(config, organizationId),
  }),
};

/** Where the CloudWatch agent of an instance sends logs; `/metsuke/*` is collected by default. */
const LOG_GROUP_PREFIX = '/metsuke/instances';

function makePipelineTemplate(config: Config): Template {
  return makeTemplate('Machine images of the organization.', (scope, cdk) => {
    declareParameters(scope, cdk);
    const components = componentsOf(config).map((component) => addComponent(scope, cdk, component));
    const lifecycleRole = addLifecycleRole(scope, cdk);
    for (const target of imageTargets(config)) {
      addPipeline(scope, cdk, { target, components, config });
      addLifecycle(scope, cdk, { target, role: lifecycleRole, config });
    }
  });
}

function declareParameters(scope: Scope, cdk: typeof Cdk): void {
  addResourcePrefixParameter(scope, cdk);
  new cdk.CfnParameter(scope, 'OrgID', { type: 'String', description: 'AWS Organizations ID' });
  addAccountParameter(scope, cdk, 'ManagementAccountId', 'Management account of the organization');
  addAccountParameter(scope, cdk, 'LogAccountId', 'Account that keeps the logs');
  new cdk.CfnParameter(scope, 'AWSLogsS3KeyPrefix', { type: 'String', description: 'Prefix of every log object' });
}

function componentsOf({ machineImages }: Config): readonly ImageComponent[] {
  return makeComponents(readPlaybook(), {
    withoutControls: machineImages.withoutControls,
    antiMalware: machineImages.antiMalware,
    sshServer: machineImages.sshServer,
    logGroupPrefix: LOG_GROUP_PREFIX,
    logRetentionDays: machineImages.logRetentionDays,
  });
}

/** Image Builder changes no component: another content is another version, and a new resource for CloudFormation. */
interface AddedComponent {
  readonly component: ImageComponent;
  readonly resource: Cdk.aws_imagebuilder.CfnComponent;
}

function addComponent(scope: Scope, cdk: typeof Cdk, component: ImageComponent): AddedComponent {
  const logicalId = `Component${logicalIdOf(component.name)}`;
  const resource = new cdk.aws_imagebuilder.CfnComponent(scope, logicalId, {
    name: cdk.Fn.sub(ours(component.name)),
    description: component.description,
    platform: 'Linux',
    version: component.version,
    data: component.document,
  });
  return { component, resource };
}

interface PipelineInput {
  readonly target: ImageTarget;
  readonly components: readonly AddedComponent[];
  readonly config: Config;
}

function addPipeline(scope: Scope, cdk: typeof Cdk, { target, components, config }: PipelineInput): void {
  const { machineImages, notifications } = config;
  const name = cdk.Fn.sub(ours(target.name));
  const recipe = addRecipe(scope, cdk, { target, components, config });
  const infrastructure = addBuildInfrastructure(scope, cdk, target, machineImages);
  const distribution = addDistribution(scope, cdk, target, regionsOf({ regions: 'governed' }, config));
  new cdk.aws_imagebuilder.CfnImagePipeline(scope, `${target.logicalId}Pipeline`, {
    name,
    status: 'ENABLED',
    imageRecipeArn: recipe.attrArn,
    infrastructureConfigurationArn: infrastructure.attrArn,
    distributionConfigurationArn: distribution.attrArn,
    enhancedImageMetadataEnabled: true,
    imageTestsConfiguration: { imageTestsEnabled: true, timeoutMinutes: 60 },
    schedule: {
      scheduleExpression: weeklyCron(machineImages.schedule, notifications.timeZone),
      // A new parent image and a new version of a component are both such updates.
      pipelineExecutionStartCondition: 'EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE',
      autoDisablePolicy: { failureCount: 3 },
    },
  });
}

function addRecipe(
  scope: Scope,
  cdk: typeof Cdk,
  { target, components }: PipelineInput,
): Cdk.aws_imagebuilder.CfnImageRecipe {
  const content = [
    target.parentParameter,
    ...components.map(({ component }) => `${component.name} ${component.version}`),
  ];
  return new cdk.aws_imagebuilder.CfnImageRecipe(scope, `${target.logicalId}Recipe`, {
    name: cdk.Fn.sub(ours(target.name)),
    version: versionOf(content.join('\n')),
    parentImage: `ssm:${target.parentParameter}`,
    components: components.map(({ resource }) => ({ componentArn: resource.attrArn })),
    // Not /tmp: the hardened machine runs nothing there, and the test instance is one.
    workingDirectory: '/var/lib',
    blockDeviceMappings: [
      {
        deviceName: target.rootDevice,
        ebs: {
          volumeType: 'gp3',
          encrypted: true,
          deleteOnTermination: true,
          kmsKeyId: cdk.Fn.sub(arnOfOurs('AWS::KMS::Alias', NAMES.alias.images)),
        },
      },
    ],
    // The agent of Systems Manager is what sessions, inventory and patches need: Image Builder must leave it in.
    additionalInstanceConfiguration: { systemsManagerAgent: { uninstallAfterBuild: false } },
  });
}

function addLifecycle(
  scope: Scope,
  cdk: typeof Cdk,
  {
    target,
    role,
    config,
  }: { readonly target: ImageTarget; readonly role: Cdk.aws_iam.CfnRole; readonly config: Config },
): void {
  const { deprecateAfterDays, deleteAfterDays, atLeast } = config.machineImages.keep;
  const byAge = (value: number) => ({ type: 'AGE', value, unit: 'DAYS', retainAtLeast: atLeast });
  // Whoever starts an instance from an old image in this time keeps it alive.
  const inUse = { amis: { lastLaunched: { value: deleteAfterDays, unit: 'DAYS' } } };
  new cdk.aws_imagebuilder.CfnLifecyclePolicy(scope, `${target.logicalId}Lifecycle`, {
    name: cdk.Fn.sub(ours(target.name)),
    status: 'ENABLED',
    executionRole: role.attrArn,
    resourceType: 'AMI_IMAGE',
    policyDetails: [
      { action: { type: 'DEPRECATE', includeResources: { amis: true } }, filter: byAge(deprecateAfterDays) },
      {
        action: { type: 'DELETE', includeResources: { amis: true, snapshots: true } },
        filter: byAge(deleteAfterDays),
        exclusionRules: inUse,
      },
    ],
    resourceSelection: {
      recipes: [{ name: cdk.Fn.sub(ours(target.name)), semanticVersion: 'x.x.x' }],
    },
  });
}
