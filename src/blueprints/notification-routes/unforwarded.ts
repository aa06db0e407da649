// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { NAMES } from '../../domain/names.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { TLS_ONLY } from '../common.ts';
import { arnOfOurs, ours } from '../ours.ts';

const NAME = ours('NotificationsUnforwarded');

/**
 * Where events of a region wait that could not be forwarded: a dead-letter queue may be in another account, but not in
 * another region. One queue and one alarm for each region, in the audit account: a queue in every account would cost an
 * alarm in every account.
 */
export const UNFORWARDED = `arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AuditAccountId}:${NAME}`;

export function addUnforwarded(scope: Scope, cdk: typeof Cdk, isAudit: Cdk.CfnCondition): void {
  const queue = new cdk.aws_sqs.CfnQueue(scope, 'Unforwarded', {
    queueName: cdk.Fn.sub(NAME),
    messageRetentionPeriod: 1_209_600,
    sqsManagedSseEnabled: true,
  });
  queue.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY);
  const policy = new cdk.aws_sqs.CfnQueuePolicy(scope, 'UnforwardedPolicy', {
    queues: [queue.ref],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queue.attrArn,
          Condition: {
            ArnLike: {
              'aws:SourceArn': cdk.Fn.sub(arnOfOurs('AWS::Events::Rule', '*', { account: '*' })),
            },
            // AWS does not say whether EventBridge sends the key for a dead letter.
            StringEqualsIfExists: { 'aws:SourceOrgID': cdk.Fn.ref('OrganizationId') },
          },
        },
        { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: queue.attrArn, Condition: TLS_ONLY },
      ],
    },
  });
  const alarm = addAlarm(scope, cdk, queue);
  for (const resource of [queue, policy, alarm]) resource.cfnOptions.condition = isAudit;
}

/** At home it tells the topic of mails itself, since the bus may be what is broken. */
function addAlarm(scope: Scope, cdk: typeof Cdk, queue: Cdk.aws_sqs.CfnQueue): Cdk.aws_cloudwatch.CfnAlarm {
  const isHome = new cdk.CfnCondition(scope, 'IsHomeRegion', {
    expression: cdk.Fn.conditionEquals(cdk.Aws.REGION, cdk.Fn.ref('HomeRegion')),
  });
  const topic = cdk.Fn.sub(arnOfOurs('AWS::SNS::Topic', NAMES.topic.security));
  const alarm = new cdk.aws_cloudwatch.CfnAlarm(scope, 'UnforwardedAlarm', {
    alarmName: cdk.Fn.sub(NAME),
    alarmDescription:
      'Events of accounts could not be forwarded to the audit account. They wait in the queue of this name, with the reason.',
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions: [{ name: 'QueueName', value: queue.attrQueueName }],
    statistic: 'Maximum',
    period: 300,
    evaluationPeriods: 1,
    threshold: 0,
    comparisonOperator: 'GreaterThanThreshold',
    treatMissingData: 'notBreaching',
  });
  alarm.addPropertyOverride('AlarmActions', cdk.Fn.conditionIf(isHome.logicalId, [topic], cdk.Aws.NO_VALUE));
  return alarm;
}
