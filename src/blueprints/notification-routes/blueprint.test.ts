import { describe, expect, it } from 'vitest';
import { asObject, deploy, inlinePoliciesOf } from '../../../test/support/cloudformation.ts';
import {
  AUDIT,
  aContext,
  deployBlueprint,
  HOME_REGION,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { matchesPattern } from '../../../test/support/event-pattern.ts';
import { anEvent } from '../../../test/support/notifications.ts';
import { decide } from '../../../test/support/simulate.ts';
import type { Json } from '../../domain/json.ts';
import { readNotification } from '../../notifications/read-notification.ts';
import { SENSITIVE_CALLS } from '../../notifications/sensitive-calls.ts';
import { english } from '../../notifications/words/english.ts';
import { accountRoles } from '../account-roles/blueprint.ts';
import { regionsOf } from '../blueprint.ts';
import { notificationHub } from '../notification-hub/blueprint.ts';
import { notificationRoutes } from './blueprint.ts';

const EVERYTHING = {
  notifications: { securityEmail: 'security@example.com', breakGlassRoles: ['BreakGlass'] },
  machineImages: { enabled: true },
  accessAnalyzer: { enabled: true },
};

function rulesIn(accountId: string, changes: Readonly<Record<string, unknown>> = EVERYTHING, region = 'us-east-1') {
  const context = aContext(changes);
  const { resources } = deploy(notificationRoutes.template(context.config), {
    accountId,
    region,
    parameters: notificationRoutes.parameters(context),
  });
  return Object.values(resources).filter(({ EventPattern: pattern }) => pattern !== undefined);
}

/** Names of the rules that would forward an event, without the prefix. */
function routesOf(
  event: unknown,
  accountId = MEMBER,
  changes: Readonly<Record<string, unknown>> = EVERYTHING,
): readonly string[] {
  return rulesIn(accountId, changes)
    .filter((rule) => matchesPattern(asObject(rule.EventPattern ?? null), event))
    .map((rule) => String(rule.Name).replace('aws-organizations-', ''));
}

/** `{ 'userIdentity.type': 'Root' }` changes a field deep in the detail. */
function withDetail(name: string, changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const event = structuredClone(anEvent(name));
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const parent = keys.reduce<unknown>((inner, key) => Reflect.get(inner as object, key), event['detail']);
    Reflect.set(parent as object, last, value);
  }
  return event;
}

const call = (eventSource: string, eventName: string, requestParameters: unknown = null) =>
  withDetail('trail-stopped', { eventSource, eventName, requestParameters });

describe('is forwarded once', () => {
  it.each([
    ['a resource that breaks a rule', anEvent('config-compliance-change'), ['Compliance']],
    [
      'one that does so from its beginning',
      withDetail('config-compliance-change', { oldEvaluationResult: null }),
      ['Compliance'],
    ],
    ['a root sign-in', anEvent('root-sign-in'), ['RootUser']],
    ['a call of a root user', anEvent('root-api-call'), ['RootUser']],
    ['a root user who stops a trail', withDetail('trail-stopped', { userIdentity: { type: 'Root' } }), ['RootUser']],
    ['a trail that is stopped', anEvent('trail-stopped'), ['SensitiveWatchers']],
    ['an attempt to leave', anEvent('leave-organization-denied'), ['SensitiveOrganization']],
    [
      'an IAM user without a session',
      withDetail('trail-stopped', { userIdentity: { type: 'IAMUser', userName: 'a' } }),
      ['SensitiveWatchers'],
    ],
    ['an AWS Health event', anEvent('health-event'), ['Health']],
    ['an alarm of ours', anEvent('alarm'), ['Alarms']],
    [
      'a rule of ours that is deleted',
      call('events.amazonaws.com', 'DeleteRule', { name: 'aws-organizations-Compliance' }),
      ['OwnResources'],
    ],
    [
      'a target of ours that is removed',
      call('events.amazonaws.com', 'RemoveTargets', { rule: 'aws-organizations-Alarms' }),
      ['OwnResources'],
    ],
    [
      'a topic of ours',
      call('sns.amazonaws.com', 'DeleteTopic', { topicArn: 'arn:aws:sns:r:1:aws-organizations-X' }),
      ['OwnResources'],
    ],
    [
      'the policy of a bucket of ours',
      call('s3.amazonaws.com', 'PutBucketPolicy', { bucketName: 'aws-organizations-logs-1-r' }),
      ['OwnChanges'],
    ],
    [
      'a rule of ours that is written',
      call('events.amazonaws.com', 'PutRule', { name: 'aws-organizations-Compliance' }),
      ['OwnChanges'],
    ],
    [
      'alarms of ours that are deleted',
      call('monitoring.amazonaws.com', 'DeleteAlarms', { alarmNames: ['x', 'aws-organizations-X'] }),
      ['OwnResources'],
    ],
    [
      'a Config rule of ours that is written',
      call('config.amazonaws.com', 'PutConfigRule', { configRule: { configRuleName: 'aws-organizations-x' } }),
      ['OwnChanges'],
    ],
    [
      'the delivery channel of ours',
      call('config.amazonaws.com', 'PutDeliveryChannel', { deliveryChannel: { name: 'aws-organizations-x' } }),
      ['OwnChanges'],
    ],
    [
      'a stack of ours that somebody deletes, by its name or its ARN',
      call('cloudformation.amazonaws.com', 'DeleteStack', {
        stackName: 'arn:aws:cloudformation:r:1:stack/StackSet-AWSOrganizations-ConfigRules-1a2b/3c',
      }),
      ['OwnStacks'],
    ],
    [
      'what a person does with the bootstrap role',
      withDetail('trail-stopped', {
        ...{ eventSource: 'sns.amazonaws.com', eventName: 'SetTopicAttributes' },
        requestParameters: { topicArn: 'arn:aws:sns:r:1:aws-organizations-X' },
        'userIdentity.sessionContext.sessionIssuer.userName': 'OrganizationAccountAccessRole',
      }),
      ['OwnChanges'],
    ],
  ])('%s', (_what, event, routes) => {
    expect(routesOf(event)).toEqual(routes);
  });

  it.each(
    Object.entries(SENSITIVE_CALLS).flatMap(([source, calls]) =>
      Object.keys(calls).map((name) => [source, name] as const),
    ),
  )('%s %s', (source, name) => {
    expect(routesOf(call(source, name))).toHaveLength(1);
  });

  it('the use of an emergency role, by the account that has it', () => {
    const arn = (text: string) => withDetail('break-glass', { requestParameters: { roleArn: text } });
    expect(routesOf(arn(`arn:aws:iam::${MEMBER}:role/BreakGlass`))).toEqual(['BreakGlass']);
    expect(routesOf(arn(`arn:aws:iam::${MEMBER}:role/path/to/BreakGlass`))).toEqual(['BreakGlass']);
    expect(routesOf(arn('arn:aws:iam::666666666666:role/BreakGlass'))).toEqual([]);
    expect(routesOf(arn(`arn:aws:iam::${MEMBER}:role/NotBreakGlass`))).toEqual([]);
  });
});

describe('is not forwarded', () => {
  it.each([
    [
      'a rule that holds',
      withDetail('config-compliance-change', { 'newEvaluationResult.complianceType': 'COMPLIANT' }),
    ],
    [
      'a rule that was broken before',
      withDetail('config-compliance-change', { 'oldEvaluationResult.complianceType': 'NON_COMPLIANT' }),
    ],
    ['a rule of Security Hub', withDetail('config-compliance-change', { configRuleName: 'securityhub-x-1a2b' })],
    [
      'our own stack sets',
      withDetail('trail-stopped', {
        'userIdentity.sessionContext.sessionIssuer.userName': 'AWSCloudFormationStackSetExecutionRole',
      }),
    ],
    ['an alarm of somebody', withDetail('alarm', { alarmName: 'orders-latency' })],
    ['an alarm that is over', withDetail('alarm', { state: { value: 'OK' } })],
    ['an alarm that goes on', withDetail('alarm', { previousState: { value: 'ALARM' } })],
    [
      'a service that works as root',
      withDetail('root-api-call', { 'userIdentity.invokedBy': 'support.amazonaws.com' }),
    ],
    ['a sign-in of somebody', withDetail('root-sign-in', { 'userIdentity.type': 'IAMUser' })],
    ['a harmless call', call('cloudtrail.amazonaws.com', 'DescribeTrails')],
    ['a rule of somebody that is deleted', call('events.amazonaws.com', 'DeleteRule', { name: 'orders' })],
    [
      'what CloudFormation puts back for the bootstrap role',
      withDetail('trail-stopped', {
        ...{ eventSource: 'sns.amazonaws.com', eventName: 'SetTopicAttributes' },
        requestParameters: { topicArn: 'arn:aws:sns:r:1:aws-organizations-X' },
        'userIdentity.sessionContext.sessionIssuer.userName': 'OrganizationAccountAccessRole',
        'userIdentity.invokedBy': 'cloudformation.amazonaws.com',
      }),
    ],
    [
      'a stack of somebody that is deleted',
      call('cloudformation.amazonaws.com', 'DeleteStack', { stackName: 'orders' }),
    ],
    ['anything else', anEvent('something-else')],
  ])('%s', (_what, event) => {
    expect(routesOf(event)).toEqual([]);
  });

  it('what service-managed stack sets do', () => {
    const changes = { ...EVERYTHING, stackSets: { permissionModel: 'SERVICE_MANAGED' } };
    const by = (userName: string) =>
      withDetail('trail-stopped', { 'userIdentity.sessionContext.sessionIssuer.userName': userName });
    expect(routesOf(by('stacksets-exec-1a2b'), MEMBER, changes)).toEqual([]);
    expect(routesOf(by('Admin'), MEMBER, changes)).toEqual(['SensitiveWatchers']);
  });
});

describe('what the audit account hears of the others', () => {
  it('comes from there alone: findings, and what AWS tells everybody', () => {
    const open = withDetail('health-event', { eventScopeCode: 'PUBLIC' });
    for (const event of [anEvent('guardduty-finding'), open]) {
      expect(routesOf(event, MEMBER)).toEqual([]);
      expect(routesOf(event, AUDIT)).toHaveLength(1);
    }
  });

  it('comes from each account when nobody administers GuardDuty for all', () => {
    expect(routesOf(anEvent('guardduty-finding'), MEMBER, { ...EVERYTHING, guardDuty: { enabled: false } })).toEqual([
      'Threats',
    ]);
  });
});

describe('what IAM Access Analyzer finds', () => {
  const status = (word: string) => withDetail('external-access', { status: word });

  it('comes from the audit account, unless an archive rule has archived it, it is resolved or deleted', () => {
    for (const name of ['external-access', 'public-access', 'unused-access']) {
      expect(routesOf(anEvent(name), AUDIT)).toEqual(['Access']);
      expect(routesOf(anEvent(name), MEMBER)).toEqual([]);
    }
    for (const event of [status('ARCHIVED'), status('RESOLVED'), withDetail('unused-access', { isDeleted: true })])
      expect(routesOf(event, AUDIT)).toEqual([]);
  });

  it('is forwarded only where the analyzers are ours', () => {
    expect(routesOf(anEvent('external-access'), AUDIT, { ...EVERYTHING, accessAnalyzer: { enabled: false } })).toEqual(
      [],
    );
  });
});

describe('what the image account tells', () => {
  const routesIn = (account: string, event: unknown, region = HOME_REGION, changes: object = EVERYTHING) =>
    rulesIn(account, { ...changes }, region)
      .filter((rule) => matchesPattern(asObject(rule.EventPattern ?? null), event))
      .map((rule) => rule.Name);

  it.each(['image-build-failed', 'image-available', 'image-pipeline-disabled'])(
    'is forwarded from there: %s',
    (name) => {
      expect(routesIn(AUDIT, anEvent(name))).toEqual(['aws-organizations-ImageBuilds']);
      expect(routesIn(MEMBER, anEvent(name))).toEqual([]);
      expect(routesIn(AUDIT, anEvent(name), 'us-east-1')).toEqual([]);
    },
  );

  it.each([
    ['a build that goes on', withDetail('image-available', { state: { status: 'TESTING' } })],
    ['an image that is old', withDetail('image-available', { state: { status: 'DEPRECATED' } })],
    [
      'an image of somebody',
      anEvent('image-available', { resources: ['arn:aws:imagebuilder:r:222222222222:image/theirs/1.0.0/1'] }),
    ],
  ])('is not forwarded: %s', (_what, event) => {
    expect(routesIn(AUDIT, event)).toEqual([]);
  });

  it('has no rule where no images are built', () => {
    expect(routesIn(AUDIT, anEvent('image-build-failed'), HOME_REGION, { machineImages: {} })).toEqual([]);
  });
});

describe('what cannot be forwarded', () => {
  const ofUnforwarded = (accountId: string, region: string) => {
    const context = aContext(EVERYTHING);
    const { resources } = deploy(notificationRoutes.template(context.config), {
      accountId,
      region,
      parameters: notificationRoutes.parameters(context),
    });
    return { queue: resources['Unforwarded'], alarm: resources['UnforwardedAlarm'] };
  };

  it('waits in the audit account, in the region where it happened, and an alarm says so', () => {
    const name = 'aws-organizations-NotificationsUnforwarded';
    const { queue, alarm } = ofUnforwarded(AUDIT, 'us-east-1');
    expect(queue).toMatchObject({ QueueName: name, MessageRetentionPeriod: 14 * 86_400 });
    expect(alarm).toMatchObject({ AlarmName: name });
    expect(alarm).not.toHaveProperty('AlarmActions');
    const topic = `arn:aws:sns:${HOME_REGION}:${AUDIT}:aws-organizations-AggregateSecurityNotifications`;
    expect(ofUnforwarded(AUDIT, HOME_REGION).alarm).toMatchObject({ AlarmActions: [topic] });
    expect(ofUnforwarded(MEMBER, HOME_REGION)).toEqual({});
  });
});

describe('the rules', () => {
  it('are 10 to 15', () => {
    expect(rulesIn(MEMBER, { guardDuty: { enabled: true } })).toHaveLength(10);
    expect(rulesIn(AUDIT, { ...EVERYTHING, guardDuty: { enabled: true } }, HOME_REGION)).toHaveLength(15);
  });

  it('are in the governed regions, and where global services report', () => {
    expect(regionsOf(notificationRoutes, aContext({ governedRegions: [HOME_REGION, 'eu-west-1'] }).config)).toEqual([
      HOME_REGION,
      'eu-west-1',
      'us-east-1',
    ]);
  });

  it('lead to the bus of the audit account in the home region, through the role that may do that', async () => {
    const role = deployBlueprint(accountRoles);
    for (const rule of rulesIn(MEMBER)) {
      const [target] = rule.Targets as readonly { readonly Arn: string; readonly RoleArn: string }[];
      expect(target?.Arn).toBe(`arn:aws:events:${HOME_REGION}:${AUDIT}:event-bus/aws-organizations-notifications`);
      expect(target?.RoleArn).toBe(`arn:aws:iam::${MEMBER}:role/${role.resources['EventForwardingRole']?.RoleName}`);
      const principal = target?.RoleArn ?? '';
      const context = { 'aws:PrincipalOrgID': ORGANIZATION, 'aws:PrincipalArn': principal };
      const request = { principal, action: 'events:PutEvents', owner: AUDIT, context };
      const identity = inlinePoliciesOf(role, 'EventForwardingRole');
      const resource = {
        Version: '2012-10-17',
        Statement: [deployBlueprint(notificationHub).resources['BusPolicy']?.Statement ?? null],
      };
      expect(await decide({ ...request, resource: target?.Arn ?? '' }, { identity, resource })).toBe('allowed');
      const other = `arn:aws:events:${HOME_REGION}:${AUDIT}:event-bus/default`;
      expect(await decide({ ...request, resource: other }, { identity, resource })).toBe('denied');
    }
  });

  it('have patterns that EventBridge accepts: 2,048 characters at most', () => {
    for (const rule of rulesIn(AUDIT, EVERYTHING, HOME_REGION))
      expect(JSON.stringify(rule.EventPattern).length).toBeLessThanOrEqual(2_048);
  });

  it('ask for reading calls where AWS counts the use of a role among them, and nowhere else', () => {
    const all = rulesIn(MEMBER).filter(({ State: state }) => state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS');
    expect(all.map(({ Name: name }) => name)).toEqual(['aws-organizations-BreakGlass']);
    expect(rulesIn(MEMBER, {}).map(({ Name: name }) => name)).not.toContain('aws-organizations-BreakGlass');
  });

  it('forward nothing that the formatter would call unknown', () => {
    const context = { words: english, rules: {}, resourcePrefix: 'aws-organizations', breakGlassRoles: ['BreakGlass'] };
    for (const rule of rulesIn(AUDIT, EVERYTHING, HOME_REGION)) {
      const { source = ['aws.ec2'], 'detail-type': types } = asObject(rule.EventPattern ?? null);
      for (const type of types as readonly Json[]) {
        const event = { 'detail-type': type, source: (source as readonly Json[])[0] };
        expect(readNotification(event, context, '2026-11-25T00:00:00Z').source).not.toBe('Other');
      }
    }
  });
});

describe('what is set where CloudFormation has no resource for it', () => {
  const WITH = { ...EVERYTHING, accountDefaults: { enabled: true } };
  const MANAGEMENT = '111111111111';
  const APPLY = 'aws-sdk-js/3.1169.0 metsuke';
  const BOOTSTRAP = 'OrganizationAccountAccessRole';
  const byRole = (role: string, more: Readonly<Record<string, unknown>> = {}) =>
    withDetail('trail-stopped', {
      ...{ eventSource: 'ec2.amazonaws.com', eventName: 'DisableEbsEncryptionByDefault', recipientAccountId: MEMBER },
      ...{ requestParameters: null, 'userIdentity.sessionContext.sessionIssuer.userName': role, ...more },
    });

  it.each([
    ['a person of a member', byRole('Admin')],
    ['a person of a member who names the user agent of Metsuke', byRole('Admin', { userAgent: APPLY })],
    ['a person with the bootstrap role', byRole(BOOTSTRAP)],
    ['a person of the management account', byRole('Admin', { recipientAccountId: MANAGEMENT })],
    ['an IAM user', byRole('Admin', { userIdentity: { type: 'IAMUser', userName: 'a' } })],
    [
      'a password policy that is deleted',
      byRole('Admin', { eventSource: 'iam.amazonaws.com', eventName: 'DeleteAccountPasswordPolicy' }),
    ],
  ])('is told when it is changed: by %s', (_who, event) => {
    expect(routesOf(event, MEMBER, WITH)).toEqual(['OwnSettings']);
  });

  it.each([
    ['an apply in a member', byRole(BOOTSTRAP, { userAgent: APPLY })],
    ['an apply in the management account', byRole('Admin', { recipientAccountId: MANAGEMENT, userAgent: APPLY })],
    ['another call of the service', byRole('Admin', { eventName: 'StopInstances' })],
    ['the same name of another service', byRole('Admin', { eventSource: 'rds.amazonaws.com' })],
  ])('is not told of: %s', (_who, event) => {
    expect(routesOf(event, MEMBER, WITH)).toEqual([]);
  });

  it('is no matter of a route where nothing is set, beside what is sensitive anyway', () => {
    const metadata = byRole('Admin', { eventName: 'ModifyInstanceMetadataDefaults' });
    expect(routesOf(metadata, MEMBER, WITH)).toEqual(['OwnSettings']);
    expect(routesOf(metadata)).toEqual([]);
    expect(routesOf(byRole('Admin'))).toEqual(['SensitiveOrganization']);
  });

  it('is told once when a root user changes it', () => {
    expect(routesOf(byRole('Admin', { userIdentity: { type: 'Root' } }), MEMBER, WITH)).toEqual(['RootUser']);
  });
});

describe('root sessions', () => {
  const WITH = { ...EVERYTHING, rootAccess: { enabled: true, removeCredentials: true } };
  const APPLY = { userAgent: 'aws-sdk-js/3.1169.0 metsuke' };
  const SESSION = { type: 'Root', sessionContext: { assumedRoot: 'true' } };
  const of = (userIdentity: object, more: object = {}) =>
    withDetail('trail-stopped', {
      eventSource: 'iam.amazonaws.com',
      eventName: 'DeleteAccessKey',
      userIdentity,
      ...more,
    });

  it.each([
    ['of a person are told', of(SESSION), ['RootUser']],
    ['that say no user agent are told', of(SESSION, { userAgent: undefined }), ['RootUser']],
    ['of an apply are not', of(SESSION, APPLY), []],
    ['are none of a root user who names the user agent of Metsuke', of({ type: 'Root' }, APPLY), ['RootUser']],
    ['are none of a service', of({ type: 'Root', invokedBy: 'iam.amazonaws.com' }), []],
  ])('%s', (_what, event, routes) => {
    expect(routesOf(event, MEMBER, WITH)).toEqual(routes);
  });

  it('of an apply are told as well where no apply works as root users', () => {
    expect(routesOf(of(SESSION, APPLY))).toEqual(['RootUser']);
  });
});
