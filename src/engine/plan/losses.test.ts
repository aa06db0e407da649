import { describe, expect, it } from 'vitest';
import { aConfig, planOf, run, stackSetStep } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { BLUEPRINTS } from '../../blueprints/catalog.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { ResourceChange } from '../steps/change.ts';
import type { Step } from '../steps/step.ts';
import { LOSING_CHANGES, losingChangesOf } from './losing-changes.ts';
import { lossesOf, requireConsent } from './losses.ts';

type Losing = Parameters<typeof lossesOf>[0];

const RECORDER = { lostWithIt: 'the recorder stops' };

function aChange(type: string, action: ResourceChange['action'], more: Partial<ResourceChange> = {}): ResourceChange {
  return { logicalId: 'It', type, action, losesData: false, properties: [], ...more };
}

const HERE = { account: '444444444444', region: 'ap-northeast-1' } as const;

describe('what is lost with stacks', () => {
  it.each([
    ['a stack that goes', RECORDER, [{ ...HERE, reason: 'no-longer-targeted' }], { losses: ['the recorder stops'] }],
    ['nothing that goes', RECORDER, [], {}],
    ['an account that left: nobody records there any more', RECORDER, [{ ...HERE, reason: 'left-organization' }], {}],
    ['a stack that was never there', RECORDER, [{ ...HERE, reason: 'destroy', neverDeployed: true }], {}],
    ['a stack that records nothing', {}, [{ ...HERE, reason: 'destroy' }], {}],
  ] as const)('%s', (_name, blueprint, removed, expected) => {
    expect(lossesOf({ blueprint, changes: [], removed: removed as unknown as Losing['removed'] })).toEqual(expected);
  });

  it.each([
    ['a trail that is removed', aChange('AWS::CloudTrail::Trail', 'remove'), ['the recorder stops']],
    ['a recorder that is made anew', aChange('AWS::Config::ConfigurationRecorder', 'replace'), ['the recorder stops']],
    ['a trail that is changed', aChange('AWS::CloudTrail::Trail', 'update'), undefined],
    ['a role that is removed', aChange('AWS::IAM::Role', 'remove'), undefined],
    [
      'a log group that is not kept',
      aChange('AWS::Logs::LogGroup', 'remove', { losesData: true }),
      ['It goes with the logs that it holds'],
    ],
    ['a topic with subscribers', aChange('AWS::SNS::Topic', 'remove', { losesData: true }), undefined],
  ] as const)('%s', (_name, change, losses) => {
    expect(lossesOf({ blueprint: RECORDER, changes: [change], removed: [] }).losses).toEqual(losses);
  });
});

function bucket(days: number | undefined, lock?: { Mode: string; Days: number }): JsonObject {
  return {
    LifecycleConfiguration: {
      Rules: [
        {
          Id: 'RetentionRule',
          ...(days && { ExpirationInDays: days, NoncurrentVersionExpiration: { NoncurrentDays: days } }),
        },
      ],
    },
    ...(lock && { ObjectLockConfiguration: { Rule: { DefaultRetention: lock } } }),
  };
}

function trailsThatDeliver(arns: string): JsonObject {
  const condition = { 'Fn::If': ['HasTrailArns', { 'aws:SourceArn': arns }, { Ref: 'AWS::NoValue' }] };
  return { PolicyDocument: { Statement: [{ Sid: 'Other' }, { Condition: { ArnLike: condition } }] } };
}

function recordingMode(frequency: string, exceptions: readonly string[]): JsonObject {
  const other = frequency === 'DAILY' ? 'CONTINUOUS' : 'DAILY';
  const overrides = [{ ResourceTypes: [...exceptions], RecordingFrequency: other }];
  const RecordingModeOverrides = exceptions.length > 0 ? { RecordingModeOverrides: overrides } : {};
  return { RecordingMode: { RecordingFrequency: frequency, ...RecordingModeOverrides } };
}

const TRAIL = 'arn:aws:cloudtrail:eu-west-1:111111111111:trail';
const RULES = 'It.LifecycleConfiguration.Rules';

describe('what an update loses', () => {
  it.each<[string, string, JsonObject, JsonObject, readonly string[]]>([
    [
      'a shorter retention, told once, with the days that expire',
      'AWS::S3::Bucket',
      bucket(365),
      bucket(90),
      [`${RULES}.ExpirationInDays 365 → 90: the logs of 275 days expire, those older than 90 days`],
    ],
    ['a longer retention', 'AWS::S3::Bucket', bucket(90), bucket(365), []],
    [
      'a first retention',
      'AWS::S3::Bucket',
      bucket(undefined),
      bucket(90),
      [`${RULES}.ExpirationInDays: logs expire after 90 days, so far never`],
    ],
    ['a retention that is taken away', 'AWS::S3::Bucket', bucket(90), bucket(undefined), []],
    [
      'a shorter lock of a weaker mode',
      'AWS::S3::Bucket',
      bucket(365, { Mode: 'COMPLIANCE', Days: 30 }),
      bucket(365, { Mode: 'GOVERNANCE', Days: 7 }),
      [
        'It.ObjectLockConfiguration.Rule.DefaultRetention.Days 30 → 7: what comes from now on is held for a shorter time',
        'It.ObjectLockConfiguration.Rule.DefaultRetention.Mode becomes weaker: COMPLIANCE → GOVERNANCE',
      ],
    ],
    [
      'a stricter lock',
      'AWS::S3::Bucket',
      bucket(365, { Mode: 'GOVERNANCE', Days: 7 }),
      bucket(365, { Mode: 'COMPLIANCE', Days: 30 }),
      [],
    ],
    [
      'a shorter retention of a log group',
      'AWS::Logs::LogGroup',
      { RetentionInDays: 365 },
      { RetentionInDays: 30 },
      ['It.RetentionInDays 365 → 30: the logs of 335 days expire, those older than 30 days'],
    ],
    [
      'logs of sessions that go nowhere',
      'AWS::SSM::Document',
      { Content: { inputs: { s3BucketName: 'theirs', cloudWatchLogGroupName: '' } } },
      { Content: { inputs: { s3BucketName: '', cloudWatchLogGroupName: 'ours' } } },
      ['It.Content.inputs.s3BucketName: nothing goes to theirs any more'],
    ],
    [
      'data events that are recorded no longer',
      'AWS::CloudTrail::Trail',
      { AdvancedEventSelectors: [{ Name: 'Management events' }, { Name: 'Data events of AWS::S3::Object' }] },
      { AdvancedEventSelectors: [{ Name: 'Management events' }] },
      ['It.AdvancedEventSelectors.Name is without Data events of AWS::S3::Object'],
    ],
    [
      'types that a recorder leaves out outside the home region, which only AWS can tell apart',
      'AWS::Config::ConfigurationRecorder',
      { RecordingGroup: { AllSupported: true } },
      {
        RecordingGroup: {
          AllSupported: false,
          ExclusionByResourceTypes: {
            ResourceTypes: { 'Fn::If': ['IsHome', ['AWS::EC2::Subnet'], ['AWS::EC2::Subnet', 'AWS::IAM::Role']] },
          },
        },
      },
      [
        'It.RecordingGroup.AllSupported is switched off',
        'It.RecordingGroup.ExclusionByResourceTypes.ResourceTypes has more: AWS::EC2::Subnet, AWS::IAM::Role',
      ],
    ],
    [
      'a trail of others that may deliver no longer',
      'AWS::S3::BucketPolicy',
      trailsThatDeliver(`${TRAIL}/ours,${TRAIL}/theirs`),
      trailsThatDeliver(`${TRAIL}/ours`),
      [`It.PolicyDocument.Statement.Condition.ArnLike.aws:SourceArn is without ${TRAIL}/theirs`],
    ],
    [
      'no trail when another service delivers no longer in that way',
      'AWS::S3::BucketPolicy',
      trailsThatDeliver(`${TRAIL}/ours,arn:aws:logs:eu-west-1:111111111111:log-group:*`),
      trailsThatDeliver(`${TRAIL}/ours`),
      [],
    ],
    [
      'a trail of others that may deliver',
      'AWS::S3::BucketPolicy',
      trailsThatDeliver(`${TRAIL}/a`),
      trailsThatDeliver(`${TRAIL}/a,${TRAIL}/b`),
      [],
    ],
    ...(
      [
        ['a recorder that records once a day', 'CONTINUOUS', [], 'DAILY', [], 'no longer as they happen'],
        [
          'a recorder that records once a day, but for a type',
          ...(['CONTINUOUS', [], 'DAILY', ['AWS::IAM::Role']] as const),
          'no longer as they happen, but for AWS::IAM::Role',
        ],
        ['a recorder that records at every change', 'DAILY', [], 'CONTINUOUS', [], null],
        [
          'a type that is recorded once a day',
          ...(['CONTINUOUS', [], 'CONTINUOUS', ['AWS::EC2::Instance']] as const),
          'changes of AWS::EC2::Instance are',
        ],
        [
          'a type that is no exception any more',
          ...(['DAILY', ['AWS::IAM::Role'], 'DAILY', []] as const),
          'changes of AWS::IAM::Role are',
        ],
      ] as const
    ).map(([name, before, exceptions, after, others, sentence]): [string, string, JsonObject, JsonObject, string[]] => [
      name,
      'AWS::Config::ConfigurationRecorder',
      recordingMode(before, exceptions),
      recordingMode(after, others),
      sentence === null ? [] : [expect.stringContaining(sentence) as unknown as string],
    ]),
    ['nothing of a type without logs', 'AWS::SNS::Topic', { DisplayName: 'a' }, { DisplayName: 'b' }, []],
  ])('%s', (_name, type, before, after, losses) => {
    expect(losingChangesOf('It', { Type: type, Properties: before }, { Type: type, Properties: after })).toEqual(
      losses,
    );
  });

  it('is judged for types only that templates of ours make', () => {
    const types = new Set(
      BLUEPRINTS.flatMap(({ template }) =>
        Object.values(
          template(
            aConfig({
              cloudTrail: { mode: 'ORGANIZATION', objectLock: { enabled: true } },
              sessions: { enabled: true },
              configRecorder: { enabled: true },
              notifications: { enabled: true },
            }),
          ).Resources,
        ).map(({ Type }) => Type),
      ),
    );
    expect(LOSING_CHANGES.filter(({ type }) => !types.has(type))).toEqual([]);
  });
});

describe('an organization that keeps its logs for a shorter time', () => {
  const aws = new FakeAws(anOrg().with(account('dev')).build());

  it('is told of each bucket how many days expire, and asked for consent', async () => {
    await run(aws, aConfig());
    const plan = await planOf(aws, aConfig({ logs: { retentionDays: 90, transitionDays: 30 } }));
    const loses = (bucket: string): string =>
      `${bucket}.LifecycleConfiguration.Rules.ExpirationInDays 365 → 90: the logs of 275 days expire, those older than 90 days`;
    expect(stackSetStep(plan, 'logging-resource').losses).toEqual([loses('S3AuditBucket'), loses('S3LoggingBucket')]);
    expect(() => requireConsent(plan, false)).toThrow('the logs of 275 days expire');
    expect(() => requireConsent(plan, true)).not.toThrow();
  });
});

describe('consent', () => {
  const plan = { steps: [{ id: 'a' }, { id: 'b', losses: ['the recorder stops'] }] as unknown as readonly Step[] };

  it('is asked for what is lost, by name, and only then', () => {
    expect(() => requireConsent(plan, false)).toThrow('Nothing was changed. What would be lost: the recorder stops.');
    expect(() => requireConsent(plan, true)).not.toThrow();
    expect(() => requireConsent({ steps: plan.steps.slice(0, 1) }, false)).not.toThrow();
  });
});
