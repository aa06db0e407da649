import { NAMES } from '../domain/names.ts';
import type { Cdk, Scope } from './cdk.ts';
import { TLS_ONLY } from './common.ts';
import { arnOfOurs, ours } from './ours.ts';

export interface DeadLetters {
  /** Begins the logical ids. */
  readonly id: string;
  /** Of the queue and of its alarm, without the prefix. */
  readonly name: string;
  /** What the alarm says. */
  readonly description: string;
  /** Whose events may come, beside EventBridge as the sender. */
  readonly from: object;
}

/** Of the topic of mails: an alarm tells it directly, since what sends mails may be what is broken. */
export function topicOfMails(cdk: typeof Cdk): string {
  return cdk.Fn.sub(arnOfOurs('AWS::SNS::Topic', NAMES.topic.security));
}

/** What EventBridge could not deliver, for two weeks, with an alarm for the first of it. */
export function addDeadLetters(scope: Scope, cdk: typeof Cdk, { id, name, description, from }: DeadLetters) {
  const queue = new cdk.aws_sqs.CfnQueue(scope, id, {
    queueName: cdk.Fn.sub(ours(name)),
    messageRetentionPeriod: 1_209_600,
    sqsManagedSseEnabled: true,
  });
  queue.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY);
  const policy = new cdk.aws_sqs.CfnQueuePolicy(scope, `${id}Policy`, {
    queues: [queue.ref],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queue.attrArn,
          Condition: from,
        },
        { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: queue.attrArn, Condition: TLS_ONLY },
      ],
    },
  });
  const alarm = new cdk.aws_cloudwatch.CfnAlarm(scope, `${id}Alarm`, {
    alarmName: cdk.Fn.sub(ours(name)),
    alarmDescription: description,
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions: [{ name: 'QueueName', value: queue.attrQueueName }],
    statistic: 'Maximum',
    period: 300,
    evaluationPeriods: 1,
    threshold: 0,
    actionsEnabled: true,
    comparisonOperator: 'GreaterThanThreshold',
    treatMissingData: 'notBreaching',
  });
  return { queue, policy, alarm };
}
