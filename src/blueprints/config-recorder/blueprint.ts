// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';
import { logKeyPrefix } from '../log-bucket.ts';
import { arnOfOurs, ourBucket, ours } from '../ours.ts';
import { judgeRecorder } from './occupant.ts';

/** What the resources of every governed account and region are like, and were like, in the log archive. */
export const configRecorder: Blueprint = {
  id: 'config-recorder',
  title: note`AWS Config recorder and its delivery into the log archive, in every governed account and region`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-ConfigRecorder',
  destination: 'governed',
  regions: 'governed',
  capabilities: [],
  // The bucket must let AWS Config in before a delivery channel is made: AWS tries it then.
  dependsOn: ['stackset-execution', 'account-baseline', 'logging-resource', 'security-topic'],
  sensitiveParameters: [],
  lostWithIt: note`AWS Config records changes of resources no longer`,
  serviceLinkedRole: { principal: 'config.amazonaws.com', name: 'AWSServiceRoleForConfig' },
  occupied: { by: 'config-recorder', judge: judgeRecorder },
  isEnabled: ({ configRecorder: { enabled } }) => enabled,
  template: makeRecorderTemplate,
  parameters: makeRecorderParameters,
};

function makeRecorderParameters({ config, ...context }: DeploymentContext): Record<string, string> {
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    HomeRegion: config.homeRegion,
    LogAccountId: context.logAccountId,
    AWSLogsS3KeyPrefix: logKeyPrefix(config, context.organizationId),
    ...(config.notifications.subscribeToAllConfigurationTopic && { AuditAccountId: context.auditAccountId }),
  };
}

/**
 * Recorded in every region in which AWS Config is asked to, four times as often as anybody reads them: only the home
 * region is. Other global types (such as Aurora global clusters) AWS Config records in their own region.
 */
export const GLOBAL_TYPES = ['AWS::IAM::Group', 'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::IAM::User'];

function makeRecorderTemplate(config: Config): Template {
  return makeTemplate('Record resource configurations and deliver them to the log archive.', (scope, cdk) => {
    declareParameters(scope, cdk, config);
    const { configRecorder: settings } = config;
    new cdk.aws_config.CfnConfigurationRecorder(scope, 'ConfigurationRecorder', {
      name: cdk.Fn.sub(ours(NAMES.recorder.config)),
      // Security Hub's Config.1 and AWS's advice ask for it; it is kept up by AWS as new resource types come. A step of
      // the plan makes it where it is missing: AWS::IAM::ServiceLinkedRole fails where it exists, and deletes it for all.
      roleArn: cdk.Fn.sub(
        'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig',
      ),
      recordingGroup: makeRecordingGroup(cdk, settings.excludedResourceTypes),
      recordingMode: makeRecordingMode(settings),
    });
    // No dependency between the two: CloudFormation starts the recorder when its channel is there, and waits for that.
    new cdk.aws_config.CfnDeliveryChannel(scope, 'DeliveryChannel', {
      name: cdk.Fn.sub(ours('channel')),
      s3BucketName: cdk.Fn.sub(ourBucket(NAMES.bucket.logs, { account: '${LogAccountId}', region: '${HomeRegion}' })),
      s3KeyPrefix: cdk.Fn.ref('AWSLogsS3KeyPrefix'),
      configSnapshotDeliveryProperties: { deliveryFrequency: settings.snapshotFrequency },
      ...(config.notifications.subscribeToAllConfigurationTopic && { snsTopicArn: makeTopicArn(cdk) as string }),
    });
  });
}

function declareParameters(scope: Scope, cdk: typeof Cdk, config: Config): void {
  addResourcePrefixParameter(scope, cdk);
  new cdk.CfnParameter(scope, 'HomeRegion', { type: 'String', description: 'Region of the archive and the topics' });
  addAccountParameter(scope, cdk, 'LogAccountId', 'Account that keeps the logs');
  new cdk.CfnParameter(scope, 'AWSLogsS3KeyPrefix', {
    type: 'String',
    description: 'S3 Key prefix for storing the audit logs',
    minLength: 1,
  });
  if (config.notifications.subscribeToAllConfigurationTopic) {
    addAccountParameter(scope, cdk, 'AuditAccountId', 'Account that gathers notifications');
  }
  new cdk.CfnCondition(scope, 'IsHomeRegion', {
    expression: cdk.Fn.conditionEquals(cdk.Aws.REGION, cdk.Fn.ref('HomeRegion')),
  });
}

type RecordingGroup = Cdk.aws_config.CfnConfigurationRecorder.RecordingGroupProperty;

function makeRecordingGroup(cdk: typeof Cdk, excluded: readonly string[]): RecordingGroup {
  if (excluded.length === 0) {
    return {
      allSupported: true,
      includeGlobalResourceTypes: cdk.Fn.conditionIf('IsHomeRegion', true, false),
      recordingStrategy: { useOnly: 'ALL_SUPPORTED_RESOURCE_TYPES' },
    };
  }
  const elsewhere = [...new Set([...excluded, ...GLOBAL_TYPES])];
  return {
    allSupported: false,
    recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
    exclusionByResourceTypes: {
      resourceTypes: cdk.Token.asList(cdk.Fn.conditionIf('IsHomeRegion', [...excluded], elsewhere)),
    },
  };
}

type RecordingMode = Cdk.aws_config.CfnConfigurationRecorder.RecordingModeProperty;

function makeRecordingMode({ frequency, frequencyExceptions }: Config['configRecorder']): RecordingMode {
  const other = frequency === 'CONTINUOUS' ? 'DAILY' : 'CONTINUOUS';
  if (frequencyExceptions.length === 0) return { recordingFrequency: frequency };
  // AWS Config takes one override.
  const override = { resourceTypes: [...frequencyExceptions], recordingFrequency: other };
  return { recordingFrequency: frequency, recordingModeOverrides: [override] };
}

/** A channel's topic must be in its own region, and there is one topic. */
function makeTopicArn(cdk: typeof Cdk): unknown {
  const arn = arnOfOurs('AWS::SNS::Topic', NAMES.topic.config, {
    region: '${HomeRegion}',
    account: '${AuditAccountId}',
  });
  return cdk.Fn.conditionIf('IsHomeRegion', cdk.Fn.sub(arn), cdk.Aws.NO_VALUE);
}
