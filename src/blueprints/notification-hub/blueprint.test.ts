import { describe, expect, it } from 'vitest';
import { asObject, inlinePoliciesOf, policyOf } from '../../../test/support/cloudformation.ts';
import {
  AUDIT,
  aConfig,
  aContext,
  deployBlueprint,
  EVERY_CHANNEL,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  HOME_REGION,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { matchesPattern } from '../../../test/support/event-pattern.ts';
import { anEvent, RECORDED } from '../../../test/support/notifications.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import type { RuleException } from '../../domain/rule-exception.ts';
import { TEMPLATE_BODY_LIMIT_BYTES } from '../../domain/template.ts';
import { unpackExceptions } from '../../notifications/exceptions.ts';
import { securityTopic } from '../security-topic/blueprint.ts';
import { EXCEPTION_PARAMETERS, notificationHub } from './blueprint.ts';

const deployed = deployBlueprint(notificationHub, EVERY_CHANNEL);
const plain = deployBlueprint(notificationHub);
const BUS = `arn:aws:events:${HOME_REGION}:${AUDIT}:event-bus/aws-organizations-notifications`;
const arn = (service: string, rest: string) => `arn:aws:${service}:${HOME_REGION}:${AUDIT}:${rest}`;

describe('who may put events on the bus', () => {
  const statement = asObject(deployed.resources['BusPolicy']?.Statement ?? null);
  const resource = { Version: '2012-10-17', Statement: [statement] };
  it.each([
    {
      who: 'our role of a member',
      role: 'aws-organizations-EventForwarding',
      account: MEMBER,
      organization: ORGANIZATION,
      verdict: 'allowed',
    },
    {
      who: 'our role of the management account',
      role: 'aws-organizations-EventForwarding',
      account: MANAGEMENT,
      organization: ORGANIZATION,
      verdict: 'allowed',
    },
    { who: 'another role of a member', role: 'Admin', account: MEMBER, organization: ORGANIZATION, verdict: 'denied' },
    {
      who: 'a role of that name of a foreign organization',
      role: 'aws-organizations-EventForwarding',
      account: FOREIGN,
      organization: FOREIGN_ORGANIZATION,
      verdict: 'denied',
    },
  ])('$who: $verdict', async ({ role, account, organization, verdict }) => {
    const principal = `arn:aws:iam::${account}:role/${role}`;
    const context = { 'aws:PrincipalOrgID': organization, 'aws:PrincipalArn': principal };
    const request = { principal, action: 'events:PutEvents', resource: BUS, owner: AUDIT, context };
    expect(await decide(request, { resource, identity: [ADMINISTRATOR_ACCESS] })).toBe(verdict);
  });

  it('nobody without credentials, or of no organization', async () => {
    const request = { action: 'events:PutEvents', resource: BUS, owner: AUDIT };
    expect(await decide({ ...request, principal: 'anonymous', context: {} }, { resource })).toBe('denied');
    const principal = `arn:aws:iam::${FOREIGN}:role/aws-organizations-EventForwarding`;
    expect(
      await decide(
        { ...request, principal, context: { 'aws:PrincipalArn': principal } },
        { resource, identity: [ADMINISTRATOR_ACCESS] },
      ),
    ).toBe('denied');
  });
});

describe('what the formatter may do', () => {
  const identity = inlinePoliciesOf(deployed, 'FormatterRole');
  const principal = `arn:aws:iam::${AUDIT}:role/aws-organizations-NotificationFormatter`;
  const account = (id: string) => `arn:aws:organizations::${MANAGEMENT}:account/${ORGANIZATION}/${id}`;
  it.each([
    ['dynamodb:PutItem', arn('dynamodb', 'table/aws-organizations-Notifications'), 'allowed'],
    ['dynamodb:PutItem', arn('dynamodb', 'table/orders'), 'denied'],
    ['dynamodb:Scan', arn('dynamodb', 'table/aws-organizations-Notifications'), 'denied'],
    ['sns:Publish', arn('sns', 'aws-organizations-AggregateSecurityNotifications'), 'allowed'],
    ['sns:Publish', arn('sns', 'aws-organizations-ChatNotifications'), 'allowed'],
    ['sns:Publish', arn('sns', 'orders'), 'denied'],
    ['events:PutEvents', BUS, 'allowed'],
    ['events:PutEvents', arn('events', 'event-bus/default'), 'denied'],
    ['ssm:GetParametersByPath', arn('ssm', 'parameter/metsuke/aws-organizations/rule-exceptions'), 'allowed'],
    ['ssm:GetParametersByPath', arn('ssm', 'parameter/app'), 'denied'],
    ['sqs:SendMessage', arn('sqs', 'aws-organizations-NotificationsUndelivered'), 'allowed'],
    ['organizations:DescribeAccount', account(MEMBER), 'allowed'],
    ['organizations:CloseAccount', account(MEMBER), 'denied'],
  ])('%s on %s: %s', async (action, resource, verdict) => {
    expect(await decide({ principal, action, resource, owner: AUDIT, context: {} }, { identity })).toBe(verdict);
  });

  it('reach the topic of mails, whose policy knows nothing of it', async () => {
    const topic = deployBlueprint(securityTopic);
    const request = {
      principal,
      action: 'sns:Publish',
      resource: arn('sns', 'aws-organizations-AggregateSecurityNotifications'),
      owner: AUDIT,
      context: {
        'aws:SecureTransport': 'true',
        'aws:PrincipalOrgID': ORGANIZATION,
        'aws:PrincipalArn': principal,
        'aws:PrincipalAccount': AUDIT,
      },
    };
    expect(await decide(request, { identity, resource: policyOf(topic, 'SNSNotificationPolicy') })).toBe('allowed');
  });

  it('put nothing on the bus and publish to no chat when there is neither', () => {
    const text = JSON.stringify(inlinePoliciesOf(plain, 'FormatterRole'));
    expect(text).not.toMatch(/events:PutEvents|ChatNotifications/);
  });
});

describe('who may send to the queue of what could not be told', () => {
  const resource = policyOf(deployed, 'UndeliveredPolicy');
  const queue = arn('sqs', 'aws-organizations-NotificationsUndelivered');
  it.each([
    [
      'a rule of our bus',
      arn('events', 'rule/aws-organizations-notifications/aws-organizations-NotificationFormatter'),
      'true',
      'allowed',
    ],
    [
      'it over plain HTTP',
      arn('events', 'rule/aws-organizations-notifications/aws-organizations-NotificationFormatter'),
      'false',
      'forbidden',
    ],
    [
      'a rule of somebody',
      `arn:aws:events:${HOME_REGION}:${FOREIGN}:rule/aws-organizations-notifications/x`,
      'true',
      'denied',
    ],
  ])('%s, %s (TLS: %s): %s', async (_who, source, tls, verdict) => {
    const context = { 'aws:SourceArn': source, 'aws:SecureTransport': tls };
    const request = {
      principal: 'events.amazonaws.com',
      action: 'sqs:SendMessage',
      resource: queue,
      owner: AUDIT,
      context,
    };
    expect(await decide(request, { resource })).toBe(verdict);
  });
});

describe('what reaches the formatter', () => {
  const pattern = asObject(deployed.resources['FormatterRule']?.EventPattern ?? null);
  it.each(RECORDED)('%s does', (name) => {
    expect(matchesPattern(pattern, anEvent(name))).toBe(true);
  });

  it('what it puts on the bus itself does not, but goes to the webhook', () => {
    const own = { source: 'metsuke.notifications', account: AUDIT, detail: {} };
    expect(matchesPattern(pattern, own)).toBe(false);
    expect(matchesPattern(asObject(deployed.resources['WebhookRule']?.EventPattern ?? null), own)).toBe(true);
  });

  it('a test that somebody of the audit account puts there does', () => {
    expect(matchesPattern(pattern, { source: 'metsuke.test', 'detail-type': 'Test' })).toBe(true);
  });
});

describe('metsuke.yaml says', () => {
  const variables = (changes: object) => {
    const { resources } = deployBlueprint(notificationHub, {
      notifications: { securityEmail: 'a@example.com', ...changes },
    });
    return asObject(asObject(resources['Formatter']?.Environment ?? null).Variables ?? null);
  };

  it('in which language: two functions', () => {
    const codeOf = (language: string) =>
      JSON.stringify(
        notificationHub.template(aConfig({ notifications: { securityEmail: 'a@example.com', language } })),
      );
    expect(codeOf('ja')).not.toBe(codeOf('en'));
  });

  it('what is told', () => {
    const { POLICY } = variables({ minimumSeverity: 7, timeZone: 'Europe/Berlin', breakGlassRoles: ['Emergency'] });
    expect(JSON.parse(String(POLICY))).toMatchObject({
      minimumSeverity: 7,
      timeZone: 'Europe/Berlin',
      quietHours: null,
      breakGlassRoles: ['Emergency'],
    });
  });

  it('when the digest comes, on which clock', () => {
    const { resources } = deployBlueprint(notificationHub, {
      notifications: { securityEmail: 'a@example.com', timeZone: 'Europe/Berlin', digest: { at: '07:30' } },
    });
    expect(resources['DigestSchedule']).toMatchObject({
      ScheduleExpression: 'cron(30 7 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
    });
  });

  it('that there is no digest', () => {
    const { resources } = deployBlueprint(notificationHub, {
      notifications: { securityEmail: 'a@example.com', digest: { enabled: false } },
    });
    expect(resources['DigestSchedule']).toBeUndefined();
  });

  it('nothing of a secret but its name', () => {
    const connection = JSON.stringify(deployed.resources['WebhookConnection']);
    expect(connection).toContain('{{resolve:secretsmanager:metsuke/webhook:SecretString:value}}');
    expect(deployed.resources['WebhookDestination']).toMatchObject({
      InvocationEndpoint: '{{resolve:secretsmanager:metsuke/webhook:SecretString:url}}',
    });
  });
});

describe('exceptions of Config rules', () => {
  const exceptionsFor = (count: number): readonly RuleException[] => [
    {
      rule: 'restricted-ssh',
      accountIds: Array.from({ length: count }, (_, index) => String(100_000_000_000 + index)) as never,
      reason: 'a bastion',
      expires: '2027-03-31',
    },
  ];

  it('are parameters that the formatter reads while it runs', () => {
    const context = { ...aContext(), ruleExceptions: exceptionsFor(1_000) };
    const texts = Object.entries(notificationHub.parameters(context)).filter(([name]) =>
      name.startsWith('RuleExceptions'),
    );
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.length).toBeLessThanOrEqual(EXCEPTION_PARAMETERS);
    const found = unpackExceptions(texts.map(([, text]) => text));
    expect(found.flatMap(({ accountIds }) => accountIds)).toHaveLength(1_000);
  });

  it('make no parameters when there are none', () => {
    expect(Object.keys(plain.resources).filter((id) => id.startsWith('ParameterRuleExceptions'))).toEqual([]);
  });
});

it('has room left in its template, with every channel, in Japanese', () => {
  const body = JSON.stringify(notificationHub.template(aConfig(EVERY_CHANNEL)));
  expect(Buffer.byteLength(body)).toBeLessThan(TEMPLATE_BODY_LIMIT_BYTES * 0.95);
  // CloudFormation gives anything else back as question marks, and every plan would see a change.
  expect(body).toMatch(/^[\x20-\x7e]*$/);
});
