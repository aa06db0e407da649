import { describe, expect, it } from 'vitest';
import { inlinePoliciesOf, policyOf } from '../../../test/support/cloudformation.ts';
import {
  aConfig,
  deployBlueprint,
  HOME_REGION,
  LOG,
  MANAGEMENT,
  MEMBER,
  ORGANIZATION,
} from '../../../test/support/cloudformation-fixture.ts';
import { decide } from '../../../test/support/simulate.ts';
import { accountTrail } from '../account-trail/blueprint.ts';
import { organizationTrail } from './blueprint.ts';
import { DETECTIONS } from './detections.ts';

const deployed = deployBlueprint(organizationTrail);
const trailWith = (cloudTrail: object, blueprint = organizationTrail) =>
  deployBlueprint(blueprint, { cloudTrail }).resources['Trail'];

describe('the trail', () => {
  it('records every account, every region and the global services, and can be validated', () => {
    expect(deployed.resources['Trail']).toMatchObject({
      TrailName: 'aws-organizations-trail',
      IsLogging: true,
      IsOrganizationTrail: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      EnableLogFileValidation: true,
      S3BucketName: `aws-organizations-logs-${LOG}-${HOME_REGION}`,
      S3KeyPrefix: ORGANIZATION,
      InsightSelectors: [],
    });
    expect(deployed.resources['Trail']).not.toHaveProperty('KMSKeyId');
  });

  it('records data events by choice, never those of the archive itself', () => {
    const selectors = JSON.stringify(trailWith({ dataEvents: ['S3', 'DYNAMODB'] })?.AdvancedEventSelectors);
    expect(selectors).toContain('AWS::S3::Object');
    expect(selectors).toContain('AWS::DynamoDB::Table');
    expect(selectors).not.toContain('AWS::Lambda::Function');
    for (const kind of ['logs', 'trail', 's3-access-logs']) {
      expect(selectors).toContain(`"arn:aws:s3:::aws-organizations-${kind}-${LOG}-"`);
    }
    expect(JSON.stringify(trailWith({})?.AdvancedEventSelectors)).not.toContain('"Data"');
  });

  it.each([
    { blueprint: organizationTrail, mode: 'ORGANIZATION' },
    { blueprint: accountTrail, mode: 'ACCOUNT' },
  ])('delivers into the locked bucket, with the key, by choice: $mode', ({ blueprint, mode }) => {
    const trail = trailWith({ mode, encryption: 'SSE_KMS', objectLock: { enabled: true } }, blueprint);
    expect(trail).toMatchObject({
      S3BucketName: `aws-organizations-trail-${LOG}-${HOME_REGION}`,
      KMSKeyId: `arn:aws:kms:${HOME_REGION}:${LOG}:alias/aws-organizations-trail`,
    });
  });

  it.each([
    { mode: 'ORGANIZATION', ofOrganization: true, ofAccounts: false },
    { mode: 'ACCOUNT', ofOrganization: false, ofAccounts: true },
    { mode: 'OFF', ofOrganization: false, ofAccounts: false },
  ])('is one or the other: $mode', ({ mode, ofOrganization, ofAccounts }) => {
    const config = aConfig({ cloudTrail: { mode } });
    expect(organizationTrail.isEnabled(config)).toBe(ofOrganization);
    expect(accountTrail.isEnabled(config)).toBe(ofAccounts);
  });
});

describe('the log group', () => {
  it('outlives its stack', () => {
    const { LogGroup } = organizationTrail.template(aConfig()).Resources;
    expect(LogGroup).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });

  const write = (stream: string, logGroup = 'aws-organizations-trail') =>
    decide(
      {
        principal: `arn:aws:iam::${MANAGEMENT}:role/aws-organizations-TrailDelivery`,
        action: 'logs:PutLogEvents',
        resource: `arn:aws:logs:${HOME_REGION}:${MANAGEMENT}:log-group:${logGroup}:log-stream:${stream}`,
        owner: MANAGEMENT,
        context: {},
      },
      { identity: inlinePoliciesOf(deployed, 'TrailDeliveryRole') },
    );
  it.each([
    {
      what: "the management account's stream",
      stream: `${MANAGEMENT}_CloudTrail_${HOME_REGION}_3`,
      verdict: 'allowed',
    },
    {
      what: "the organization's stream",
      stream: `${ORGANIZATION}_${MEMBER}_CloudTrail_${HOME_REGION}`,
      verdict: 'allowed',
    },
    { what: 'any other stream', stream: 'mine', verdict: 'denied' },
  ])('lets CloudTrail write $what: $verdict', async ({ stream, verdict }) => {
    expect(await write(stream)).toBe(verdict);
  });

  it('is the only one that CloudTrail may write to', async () => {
    expect(await write(`${ORGANIZATION}_x`, 'other')).toBe('denied');
  });

  it.each([
    { what: 'our trail', trail: 'aws-organizations-trail', verdict: 'allowed' },
    { what: 'another trail', trail: 'mine', verdict: 'denied' },
  ])('is written for $what: $verdict', async ({ trail, verdict }) => {
    const request = {
      principal: 'cloudtrail.amazonaws.com',
      action: 'sts:AssumeRole',
      resource: `arn:aws:iam::${MANAGEMENT}:role/aws-organizations-TrailDelivery`,
      owner: MANAGEMENT,
      context: {
        'aws:SourceAccount': MANAGEMENT,
        'aws:SourceArn': `arn:aws:cloudtrail:${HOME_REGION}:${MANAGEMENT}:trail/${trail}`,
      },
    };
    const resource = policyOf(deployed, 'TrailDeliveryRole', 'AssumeRolePolicyDocument');
    expect(await decide(request, { resource })).toBe(verdict);
  });

  it('and its role and alarms are left out by choice', () => {
    const { resources } = deployBlueprint(organizationTrail, { cloudTrail: { logGroup: { enabled: false } } });
    expect(Object.keys(resources)).toEqual(['Trail']);
    expect(resources['Trail']).not.toHaveProperty('CloudWatchLogsLogGroupArn');
  });
});

describe('the alarms', () => {
  const ofType = (changes: object, ending: string) =>
    Object.entries(deployBlueprint(organizationTrail, { ...changes }).resources)
      .filter(([logicalId]) => logicalId.endsWith(ending))
      .map(([, properties]) => properties);

  it('watch the metrics that their filters count', () => {
    const alarms = ofType({}, 'Alarm').map(({ Namespace, MetricName }) => [Namespace, MetricName]);
    const counted = ofType({}, 'Filter').map(({ MetricTransformations }) => {
      const [metric] = MetricTransformations as readonly { MetricNamespace: string; MetricName: string }[];
      return [metric?.MetricNamespace, metric?.MetricName];
    });
    expect(alarms).toEqual(counted);
    expect(alarms).toHaveLength(DETECTIONS.length);
  });

  it('leave the telling to the notification hub, and publish themselves without one', () => {
    expect(ofType({}, 'Alarm').some((alarm) => 'AlarmActions' in alarm)).toBe(false);
    const alone = { notifications: { securityEmail: 'security@example.com', enabled: false } };
    for (const alarm of ofType(alone, 'Alarm')) {
      expect(alarm.AlarmActions).toEqual([
        `arn:aws:sns:${HOME_REGION}:222222222222:aws-organizations-AggregateSecurityNotifications`,
      ]);
    }
  });

  it('are left out by choice, and the log group stays', () => {
    expect(ofType({ cloudTrail: { alarms: false } }, 'Alarm')).toEqual([]);
    expect(deployBlueprint(organizationTrail, { cloudTrail: { alarms: false } }).resources).toHaveProperty('LogGroup');
  });
});
