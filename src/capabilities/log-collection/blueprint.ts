// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Blueprint, DeploymentContext } from '../../blueprints/blueprint.ts';
import type { Cdk, Scope } from '../../blueprints/cdk.ts';
import { makeTemplate } from '../../blueprints/cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../../blueprints/common.ts';
import { logKeyPrefix } from '../../blueprints/log-bucket.ts';
import { arnOfOurs, ourBucket, ours } from '../../blueprints/ours.ts';
import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import { collectionLosses } from './losses.ts';
import { collectsEverything, makeMachine } from './machine.ts';
import { addStream } from './stream.ts';

/** Log groups of every account and region reach the archive, and keep their logs for a time that somebody chose. */
export const logCollection: Blueprint = {
  id: 'log-collection',
  title: note`Collection of log groups and their retention, in every governed account and region`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-LogCollection',
  destination: 'governed',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline', 'account-roles', 'logging-resource', 'log-archive-regions'],
  sensitiveParameters: [],
  lostWithIt: note`log groups reach the archive no longer`,
  losses: collectionLosses,
  isEnabled: (config) => config.logCollection.enabled,
  template: makeCollectionTemplate,
  parameters: makeCollectionParameters,
};

function makeCollectionParameters({ config, organizationId, logAccountId }: DeploymentContext): Record<string, string> {
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    LogAccountId: logAccountId,
    AWSLogsS3KeyPrefix: logKeyPrefix(config, organizationId),
  };
}

function makeCollectionTemplate(config: Config): Template {
  return makeTemplate('Collection of the log groups of this account and region.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    addAccountParameter(scope, cdk, 'LogAccountId', 'Account that keeps the logs');
    new cdk.CfnParameter(scope, 'AWSLogsS3KeyPrefix', { type: 'String', minLength: 1 });
    if (config.logCollection.method === 'FIREHOSE') addStream(scope, cdk, collectsEverything(config.logCollection));
    const machine = addStateMachine(scope, cdk, config);
    addSchedule(scope, cdk, config, machine);
    addAlarm(scope, cdk, machine);
  });
}

const NAME = ours(NAMES.stateMachine.logCollection);

function addStateMachine(scope: Scope, cdk: typeof Cdk, config: Config): Cdk.aws_stepfunctions.CfnStateMachine {
  const values = {
    LogBucket: ourBucket(NAMES.bucket.logs, { account: '${LogAccountId}' }),
    Folder: '${AWSLogsS3KeyPrefix}/AWSLogs/${AWS::AccountId}/CloudWatchLogs/${AWS::Region}',
    FilterName: NAME,
    StreamArn: arnOfOurs('AWS::KinesisFirehose::DeliveryStream', NAMES.stateMachine.logCollection),
    SubscriptionRoleArn: arnOfOurs('AWS::IAM::Role', NAMES.role.logSubscription),
  };
  const definition = makeMachine(config);
  const used = Object.entries(values).filter(([name]) => JSON.stringify(definition).includes(`\${${name}}`));
  return new cdk.aws_stepfunctions.CfnStateMachine(scope, 'StateMachine', {
    stateMachineName: cdk.Fn.sub(NAME),
    stateMachineType: 'STANDARD',
    roleArn: cdk.Fn.sub(arnOfOurs('AWS::IAM::Role', NAMES.role.logCollection)),
    definition,
    definitionSubstitutions: Object.fromEntries(used.map(([name, value]) => [name, cdk.Fn.sub(value)])),
  });
}

function addSchedule(
  scope: Scope,
  cdk: typeof Cdk,
  { logCollection: { at }, notifications }: Config,
  machine: Cdk.aws_stepfunctions.CfnStateMachine,
): void {
  const [hour, minute] = at.split(':').map(Number);
  new cdk.aws_scheduler.CfnSchedule(scope, 'Schedule', {
    name: cdk.Fn.sub(NAME),
    description: 'Collects the log groups of this account and region once a day.',
    scheduleExpression: `cron(${minute} ${hour} * * ? *)`,
    scheduleExpressionTimezone: notifications.timeZone,
    // Not a thousand accounts at the same second: they write into one bucket.
    flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 60 },
    state: 'ENABLED',
    target: {
      arn: machine.ref,
      roleArn: cdk.Fn.sub(arnOfOurs('AWS::IAM::Role', NAMES.role.logCollectionSchedule)),
      input: '{}',
    },
  });
}

/** Logs that are no longer collected are missed only when they are needed. */
function addAlarm(scope: Scope, cdk: typeof Cdk, machine: Cdk.aws_stepfunctions.CfnStateMachine): void {
  new cdk.aws_cloudwatch.CfnAlarm(scope, 'FailedAlarm', {
    alarmName: cdk.Fn.sub(`${NAME}-failed`),
    alarmDescription:
      'Not every log group was collected: the last execution of the state machine names those that failed.',
    namespace: 'AWS/States',
    metricName: 'ExecutionsFailed',
    dimensions: [{ name: 'StateMachineArn', value: machine.ref }],
    statistic: 'Sum',
    period: 3600,
    evaluationPeriods: 1,
    threshold: 1,
    actionsEnabled: true,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    treatMissingData: 'notBreaching',
  });
}
