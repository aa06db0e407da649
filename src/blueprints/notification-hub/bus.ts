// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { NAMES } from '../../domain/names.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { addDeadLetters, topicOfMails } from '../dead-letters.ts';
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

/** What could not be told. */
export function addUndelivered(scope: Scope, cdk: typeof Cdk): Cdk.aws_sqs.CfnQueue {
  const { queue, alarm } = addDeadLetters(scope, cdk, {
    id: 'Undelivered',
    name: NAMES.alarm.undelivered,
    description:
      'Notifications could not be sent. They wait in the queue of this name; the log of the formatter says why.',
    from: {
      ArnLike: { 'aws:SourceArn': cdk.Fn.sub(arnOfOurs('AWS::Events::Rule', `${NAMES.bus.notifications}/*`)) },
    },
  });
  alarm.alarmActions = [topicOfMails(cdk)];
  return queue;
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
