// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { NAMES } from '../../domain/names.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { TLS_ONLY } from '../common.ts';
import { arnOfOurs, ours } from '../ours.ts';

/** The bus that the routes of all accounts lead to: closed to everybody but our roles of this organization. */
export function addBus(scope: Scope, cdk: typeof Cdk): Cdk.aws_events.CfnEventBus {
  const bus = new cdk.aws_events.CfnEventBus(scope, 'Bus', {
    name: cdk.Fn.sub(ours(NAMES.bus.notifications)),
    description: 'What the accounts of the organization report',
  });
  new cdk.aws_events.CfnEventBusPolicy(scope, 'BusPolicy', {
    eventBusName: bus.ref,
    statementId: 'RoutesOfTheOrganization',
    statement: {
      Effect: 'Allow',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: bus.attrArn,
      Condition: {
        StringEquals: { 'aws:PrincipalOrgID': cdk.Fn.ref('OrganizationId') },
        ArnLike: {
          'aws:PrincipalArn': cdk.Fn.sub(arnOfOurs('AWS::IAM::Role', NAMES.role.eventForwarding, { account: '*' })),
        },
      },
    },
  });
  return bus;
}

/** What could not be told, for two weeks. */
export function addUndelivered(scope: Scope, cdk: typeof Cdk): Cdk.aws_sqs.CfnQueue {
  const queue = new cdk.aws_sqs.CfnQueue(scope, 'Undelivered', {
    queueName: cdk.Fn.sub(ours(NAMES.alarm.undelivered)),
    messageRetentionPeriod: 1_209_600,
    sqsManagedSseEnabled: true,
  });
  queue.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY);
  new cdk.aws_sqs.CfnQueuePolicy(scope, 'UndeliveredPolicy', {
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
              'aws:SourceArn': cdk.Fn.sub(arnOfOurs('AWS::Events::Rule', `${NAMES.bus.notifications}/*`)),
            },
          },
        },
        { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: queue.attrArn, Condition: TLS_ONLY },
      ],
    },
  });
  return queue;
}

/** It tells the topic of mails itself: the formatter may be what is broken. */
export function addAlarm(scope: Scope, cdk: typeof Cdk, queue: Cdk.aws_sqs.CfnQueue): void {
  const topic = cdk.Fn.sub(arnOfOurs('AWS::SNS::Topic', NAMES.topic.security));
  new cdk.aws_cloudwatch.CfnAlarm(scope, 'UndeliveredAlarm', {
    alarmName: cdk.Fn.sub(ours(NAMES.alarm.undelivered)),
    alarmDescription:
      'Notifications could not be sent. They wait in the queue of this name; the log of the formatter says why.',
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensions: [{ name: 'QueueName', value: queue.attrQueueName }],
    statistic: 'Maximum',
    period: 300,
    evaluationPeriods: 1,
    threshold: 0,
    comparisonOperator: 'GreaterThanThreshold',
    treatMissingData: 'notBreaching',
    alarmActions: [topic],
  });
}

export function addFormatterRule(
  scope: Scope,
  cdk: typeof Cdk,
  parts: {
    readonly bus: Cdk.aws_events.CfnEventBus;
    readonly formatter: Cdk.aws_lambda.CfnFunction;
    readonly undelivered: Cdk.aws_sqs.CfnQueue;
  },
): void {
  const { bus, formatter, undelivered } = parts;
  const rule = new cdk.aws_events.CfnRule(scope, 'FormatterRule', {
    name: cdk.Fn.sub(ours(NAMES.role.notificationFormatter)),
    description: 'What AWS reports becomes a message',
    eventBusName: bus.ref,
    state: 'ENABLED',
    // Nobody but AWS can make an event whose source begins so. What the formatter itself puts on the bus is not for it.
    eventPattern: { source: [{ prefix: 'aws.' }, 'metsuke.test'] },
    targets: [{ id: 'Formatter', arn: formatter.attrArn, deadLetterConfig: { arn: undelivered.attrArn } }],
  });
  new cdk.aws_lambda.CfnPermission(scope, 'FormatterPermission', {
    action: 'lambda:InvokeFunction',
    functionName: formatter.attrArn,
    principal: 'events.amazonaws.com',
    sourceArn: rule.attrArn,
  });
}
