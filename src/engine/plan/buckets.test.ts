import { describe, expect, it } from 'vitest';
import { aConfig, CATALOG, inputOf, planOf, run, titlesOf } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { failuresOf } from '../apply/apply-plan.ts';
import { isHealthy, readStatus } from '../status.ts';
import { bucketFindings, bucketsToLookAt } from './buckets.ts';
import { makeDestroyPlan } from './destroy-plan.ts';

const EVERYTHING = aConfig({
  governedRegions: ['ap-northeast-1', 'eu-west-1'],
  cloudTrail: { mode: 'ORGANIZATION', objectLock: { enabled: true } },
  configRecorder: { enabled: true },
  logCollection: { enabled: true },
  guardDuty: { enabled: true },
  reports: { athena: { enabled: true } },
});
const ARCHIVE = 'aws-organizations-logs-333333333333-ap-northeast-1';
const anAws = () => new FakeAws(anOrg().with(account('dev')).build());
const errorsOf = async (aws: FakeAws, config = aConfig()) =>
  (await planOf(aws, config)).findings.filter(({ severity }) => severity === 'error');

describe('buckets that are to be made', () => {
  it('are those of every template that makes some, each with the account that shall own it', async () => {
    const looked = bucketsToLookAt(await inputOf(anAws(), EVERYTHING));
    expect(looked.map(({ name }) => name).sort()).toMatchInlineSnapshot(`
      [
        "aws-organizations-guardduty-333333333333-ap-northeast-1",
        "aws-organizations-guardduty-333333333333-eu-west-1",
        "aws-organizations-logs-333333333333-ap-northeast-1",
        "aws-organizations-logs-333333333333-eu-west-1",
        "aws-organizations-reports-333333333333-ap-northeast-1",
        "aws-organizations-s3-access-logs-333333333333-ap-northeast-1",
        "aws-organizations-trail-333333333333-ap-northeast-1",
      ]
    `);
    expect(new Set(looked.map((bucket) => bucket.account))).toEqual(new Set(['333333333333']));
    const makers = CATALOG.blueprints.filter((blueprint) =>
      Object.values(blueprint.template(EVERYTHING).Resources).some(({ Type }) => Type === 'AWS::S3::Bucket'),
    );
    expect(new Set(looked.map(({ blueprint }) => blueprint))).toEqual(new Set(makers.map(({ id }) => id)));
  });

  it('are known to be ours once their stacks are there, and looked at all the same', async () => {
    const aws = anAws();
    const before = bucketsToLookAt(await inputOf(aws, aConfig()));
    await run(aws, aConfig());
    const after = bucketsToLookAt(await inputOf(aws, aConfig()));
    expect(after.map(({ name, isMade }) => [name, isMade])).toEqual(before.map(({ name }) => [name, true]));
  });

  it('are asked for again where a stack failed', async () => {
    const aws = anAws();
    aws.failIn('log', 'denied', 'AWSOrganizations-LoggingResource');
    await run(aws, aConfig());
    expect(bucketsToLookAt(await inputOf(aws, aConfig()))).toContainEqual(
      expect.objectContaining({ name: ARCHIVE, isMade: false }),
    );
  });
});

describe('a bucket of our name', () => {
  it.each([
    ['refused', ['bucket-of-others']],
    ['elsewhere', ['bucket-of-others']],
    ['owned', []],
    ['absent', []],
  ] as const)('that S3 says is %s: errors %j', async (presence, codes) => {
    const aws = anAws();
    aws.buckets.set(ARCHIVE, presence);
    expect((await errorsOf(aws)).map(({ code }) => code)).toEqual(codes);
  });

  it('of another account is told with the way out, before and after a deployment', async () => {
    const aws = anAws();
    aws.buckets.set(ARCHIVE, 'refused');
    expect(await errorsOf(aws)).toMatchObject([{ hint: expect.stringMatching(/^Set another resourcePrefix,/) }]);
    const deployed = anAws();
    await run(deployed, aConfig());
    deployed.buckets.set('aws-organizations-reports-333333333333-ap-northeast-1', 'refused');
    const errors = await errorsOf(deployed, aConfig({ reports: { athena: { enabled: true } } }));
    expect(errors).toMatchObject([{ hint: expect.stringMatching(/^Leave out what needs it \(athena-reports\)/) }]);
  });
});

describe('a bucket that a stack of ours made', () => {
  it.each([
    ['owned', [], true],
    ['absent', ['warning bucket-gone'], false],
    ['refused', ['error bucket-of-others'], false],
    ['elsewhere', ['error bucket-of-others'], false],
  ] as const)('and that S3 says is %s by now: %j', async (presence, found, isFine) => {
    const aws = anAws();
    await run(aws, aConfig());
    aws.buckets.set(ARCHIVE, presence);
    const input = await inputOf(aws, aConfig());
    const findings = bucketFindings(input);
    expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(found);
    const status = await readStatus(aws.connect().ports, input);
    expect(status.buckets).toEqual(findings);
    expect(isHealthy(status)).toBe(isFine);
  });

  it('is told to be unseen when nobody gets in, and nothing is said of whose it is', async () => {
    const aws = anAws();
    await run(aws, aConfig());
    aws.closeDoor('log');
    const status = await readStatus(aws.connect().ports, await inputOf(aws, aConfig()));
    expect(status.buckets.map(({ code }) => code)).toEqual(['not-checked']);
  });

  it('that others have is left to them when everything is destroyed', async () => {
    const aws = anAws();
    await run(aws, aConfig());
    aws.buckets.set(ARCHIVE, 'refused');
    expect(makeDestroyPlan(await inputOf(aws, aConfig())).findings.map(({ severity }) => severity)).not.toContain(
      'error',
    );
  });
});

describe('a stack of the log account that fails', () => {
  it('keeps everything back that needs it, in every account, later and for new accounts too', async () => {
    const aws = anAws();
    const config = aConfig({ configRecorder: { enabled: true }, cloudTrail: { mode: 'ORGANIZATION' } });
    aws.failIn('log', 'denied', 'AWSOrganizations-LoggingResource');
    for (const attempt of ['first', 'later']) {
      const { result } = await run(aws, config);
      const kept = failuresOf(result).filter(({ failure }) => failure.reason.startsWith('Not tried: '));
      expect([attempt, kept.map(({ step }) => step.title).sort()]).toEqual([
        attempt,
        ['config-recorder', 'organization-trail'],
      ]);
      expect(kept[0]?.failure.reason).toContain('logging-resource');
      aws.join(account('new'));
    }
    expect(aws.stackSets.sets.get('AWSOrganizations-ConfigRecorder')).toBeUndefined();
    aws.repair('log');
    expect((await run(aws, config)).result.status).toBe('done');
    expect(titlesOf(await planOf(aws, config))).toEqual([]);
  });
});
