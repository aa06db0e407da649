import { describe, expect, it } from 'vitest';
import { policyOf } from '../../../test/support/cloudformation.ts';
import {
  AUDIT,
  aContext,
  deployBlueprint,
  FOREIGN,
  FOREIGN_ORGANIZATION,
  HOME_REGION,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide } from '../../../test/support/simulate.ts';
import { securityTopic } from './blueprint.ts';

const deployed = deployBlueprint(securityTopic);
const TLS = { 'aws:SecureTransport': 'true' };
const PLAIN = { 'aws:SecureTransport': 'false' };

describe('who publishes to the topic of all configuration events', () => {
  const resource = policyOf(deployed, 'SNSAllConfigurationTopicPolicy');
  const topic = `arn:aws:sns:${HOME_REGION}:${AUDIT}:aws-organizations-AllConfigNotifications`;
  const cases = [
    { principal: 'config.amazonaws.com', account: MEMBER, organization: ORGANIZATION, verdict: 'allowed' },
    { principal: 'cloudtrail.amazonaws.com', account: MEMBER, organization: ORGANIZATION, verdict: 'allowed' },
    { principal: 'config.amazonaws.com', account: FOREIGN, organization: FOREIGN_ORGANIZATION, verdict: 'denied' },
    { principal: 'cloudtrail.amazonaws.com', account: FOREIGN, organization: FOREIGN_ORGANIZATION, verdict: 'denied' },
    { principal: 'events.amazonaws.com', account: MEMBER, organization: ORGANIZATION, verdict: 'denied' },
  ];
  it.each(cases)('$principal for $account of $organization: $verdict', async (row) => {
    const context = { ...TLS, 'aws:SourceAccount': row.account, 'aws:SourceOrgID': row.organization };
    const request = { principal: row.principal, action: 'sns:Publish', resource: topic, owner: AUDIT, context };
    expect(await decide(request, { resource })).toBe(row.verdict);
  });

  it('AWS Config for an account of no organization: denied', async () => {
    const context = { ...TLS, 'aws:SourceAccount': FOREIGN };
    const request = {
      principal: 'config.amazonaws.com',
      action: 'sns:Publish',
      resource: topic,
      owner: AUDIT,
      context,
    };
    expect(await decide(request, { resource })).toBe('denied');
  });

  it('nobody over plain HTTP', async () => {
    const context = { ...PLAIN, 'aws:SourceAccount': MEMBER, 'aws:SourceOrgID': ORGANIZATION };
    const request = {
      principal: 'config.amazonaws.com',
      action: 'sns:Publish',
      resource: topic,
      owner: AUDIT,
      context,
    };
    expect(await decide(request, { resource })).toBe('forbidden');
  });
});

describe('who publishes to the topic of security notifications', () => {
  const resource = policyOf(deployed, 'SNSNotificationPolicy');
  const topic = `arn:aws:sns:${HOME_REGION}:${AUDIT}:aws-organizations-AggregateSecurityNotifications`;
  const publish = (principal: string, context: Readonly<Record<string, string>>) => ({
    principal,
    action: 'sns:Publish',
    resource: topic,
    owner: AUDIT,
    context,
  });
  const role = (account: string, organization: string) => ({
    'aws:PrincipalArn': `arn:aws:iam::${account}:role/Notifier`,
    'aws:PrincipalAccount': account,
    'aws:PrincipalOrgID': organization,
  });

  const principals = [
    { who: 'a role of a member', account: MEMBER, organization: ORGANIZATION, transport: TLS, verdict: 'allowed' },
    {
      who: 'a role of the audit account',
      account: AUDIT,
      organization: ORGANIZATION,
      transport: TLS,
      verdict: 'allowed',
    },
    { who: 'a foreign role', account: FOREIGN, organization: FOREIGN_ORGANIZATION, transport: TLS, verdict: 'denied' },
    {
      who: 'a member over plain HTTP',
      account: MEMBER,
      organization: ORGANIZATION,
      transport: PLAIN,
      verdict: 'forbidden',
    },
  ];
  it.each(principals)('$who: $verdict', async ({ account, organization, transport, verdict }) => {
    const request = publish(`arn:aws:iam::${account}:role/Notifier`, { ...role(account, organization), ...transport });
    expect(await decide(request, { resource, identity: [ADMINISTRATOR_ACCESS] })).toBe(verdict);
  });

  const services = ['events.amazonaws.com', 'cloudwatch.amazonaws.com', 'budgets.amazonaws.com'];
  it.each(services)(
    '%s for the audit account: allowed; for a foreign one, or over plain HTTP: not',
    async (service) => {
      const ours = { 'aws:SourceAccount': AUDIT };
      expect(await decide(publish(service, { ...ours, ...TLS }), { resource })).toBe('allowed');
      expect(await decide(publish(service, { 'aws:SourceAccount': FOREIGN, ...TLS }), { resource })).toBe('denied');
      expect(await decide(publish(service, { ...ours, ...PLAIN }), { resource })).toBe('forbidden');
    },
  );

  it('an alarm of the management account, whose trail is that of the organization: allowed; of a member: not', async () => {
    const alarmOf = (account: string) => publish('cloudwatch.amazonaws.com', { 'aws:SourceAccount': account, ...TLS });
    expect(await decide(alarmOf(MANAGEMENT), { resource })).toBe('allowed');
    expect(await decide(alarmOf(MEMBER), { resource })).toBe('denied');
  });

  it('a service that was not named: denied', async () => {
    const request = publish('s3.amazonaws.com', { 'aws:SourceAccount': AUDIT, ...TLS });
    expect(await decide(request, { resource })).toBe('denied');
  });

  it('somebody without credentials: denied', async () => {
    expect(await decide(publish('anonymous', TLS), { resource })).toBe('denied');
  });

  it.each([
    { who: 'the audit account', account: AUDIT, organization: ORGANIZATION, verdict: 'allowed' },
    { who: 'a member', account: MEMBER, organization: ORGANIZATION, verdict: 'denied' },
    { who: 'a foreign account', account: FOREIGN, organization: FOREIGN_ORGANIZATION, verdict: 'denied' },
  ])('deleting the topic, $who: $verdict', async ({ account, organization, verdict }) => {
    const request = {
      ...publish(`arn:aws:iam::${account}:role/Notifier`, { ...role(account, organization), ...TLS }),
      action: 'sns:DeleteTopic',
    };
    expect(await decide(request, { resource, identity: [ADMINISTRATOR_ACCESS] })).toBe(verdict);
  });
});

describe('who is subscribed', () => {
  const endpoints = (notifications: object) => {
    const { resources } = deployBlueprint(securityTopic, { notifications });
    return { all: resources['SNSAllConfigurationEmailNotification'], security: resources['SNSNotification'] };
  };

  it('the security address to notifications, nobody to every configuration event', () => {
    const { all, security } = endpoints({ securityEmail: 'security@example.com' });
    expect(security).toMatchObject({ Subscription: [{ Protocol: 'email', Endpoint: 'security@example.com' }] });
    expect(all).toBeUndefined();
  });

  it('the security address to every configuration event, when no other is given', () => {
    const { all } = endpoints({ securityEmail: 'security@example.com', subscribeToAllConfigurationTopic: true });
    expect(all).toMatchObject({ Protocol: 'email', Endpoint: 'security@example.com' });
  });

  it('the address for configuration events to those', () => {
    const { all } = endpoints({
      securityEmail: 'security@example.com',
      allConfigurationEmail: 'config@example.com',
      subscribeToAllConfigurationTopic: true,
    });
    expect(all).toMatchObject({ Endpoint: 'config@example.com' });
  });
});

it('marks every parameter that holds an address', () => {
  const addresses = Object.entries(securityTopic.parameters(aContext())).filter(([, value]) => value.includes('@'));
  expect(addresses.map(([name]) => name).sort()).toEqual([...securityTopic.sensitiveParameters].sort());
});
