import { describe, expect, it } from 'vitest';
import { aConfig, HOME, inputOf, planOf, run, stepOf } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import { makeDestroyPlan } from '../../plan/destroy-plan.ts';

const anAws = () => new FakeAws(anOrg().with(account('dev'), account('old').suspended()).build());
const on = (sections = {}) => aConfig({ guardDuty: { enabled: true, export: false, ...sections } });
const REGIONS = [HOME, 'us-east-1'];

async function governed(config = on()): Promise<FakeAws> {
  const aws = anAws();
  expect((await run(aws, config)).result.status).toBe('done');
  return aws;
}

describe('threat detection is planned', () => {
  it('as one step for each governed region, with every active account', async () => {
    const aws = anAws();
    const config = aConfig({ guardDuty: { enabled: true, export: false }, governedRegions: REGIONS });
    const steps = (await planOf(aws, config)).steps.filter(({ kind }) => kind === 'guard-duty');
    expect(steps.map(({ id }) => id)).toEqual([`guard-duty:${HOME}`, 'guard-duty:us-east-1']);
    expect(steps[0]).toMatchObject({
      action: 'enable',
      administrator: aws.idOf('audit'),
      enroll: [aws.idOf('master'), aws.idOf('log'), aws.idOf('dev')],
    });
  });

  it('as nothing, when all is as it should be', async () => {
    const aws = await governed();
    expect((await planOf(aws, on())).steps).toEqual([]);
  });

  it.each([
    ['features', { features: ['S3_DATA_EVENTS'] }, ['features foundational only → S3_DATA_EVENTS']],
    ['frequency', { findingFrequency: 'ONE_HOUR' }, ['findingFrequency SIX_HOURS → ONE_HOUR']],
    [
      'a filter',
      {
        suppress: [
          { name: 'scanner', reason: 'our own scanner', criteria: { type: { equals: ['Recon:EC2/Portscan'] } } },
        ],
      },
      ['filter aws-organizations-scanner null → our own scanner'],
    ],
    ['agents without their feature: nothing', { runtimeAgents: ['EC2_AGENT_MANAGEMENT'] }, []],
  ])('as one step for a change of %s', async (_what, sections, expected) => {
    const aws = await governed();
    const steps = (await planOf(aws, on(sections))).steps.flatMap((step) => (step.kind === 'guard-duty' ? [step] : []));
    expect(steps.flatMap(({ changes }) => changes.map(({ path, from, to }) => `${path} ${from} → ${to}`))).toEqual(
      expected,
    );
  });

  it.each([
    ['a feature that is taken away', ['RDS_LOGIN_EVENTS'], [`GuardDuty detects in ${HOME} without S3_DATA_EVENTS`]],
    ['a feature more', ['S3_DATA_EVENTS', 'RDS_LOGIN_EVENTS'], undefined],
  ] as const)('with the loss of %s', async (_what, features, losses) => {
    const aws = await governed(on({ features: ['S3_DATA_EVENTS'] }));
    expect(stepOf(await planOf(aws, on({ features })), 'guard-duty').losses).toEqual(losses);
  });

  it('with no loss of what AWS switches on by itself in a detector that is not ours yet', async () => {
    const aws = await governed();
    const found = aws.guardDuty.detectorOf(aws.idOf('audit'), HOME);
    Object.assign(found ?? {}, { tags: {}, features: ['S3_DATA_EVENTS'] });
    const plan = await planOf(aws, on());
    expect(stepOf(plan, 'guard-duty').losses).toEqual([`GuardDuty detects in ${HOME} without S3_DATA_EVENTS`]);
    aws.guardDuty.region(HOME).members.clear();
    expect(stepOf(await planOf(aws, on()), 'guard-duty').losses).toBeUndefined();
  });

  it('for what somebody switched off behind our back, and who joined without being enrolled', async () => {
    const aws = await governed();
    aws.guardDuty.region(HOME).autoEnable = 'NONE';
    Object.assign(aws.guardDuty.detectorOf(aws.idOf('audit'), HOME) ?? {}, { enabled: false });
    aws.join(account('new'));
    const step = stepOf(await planOf(aws, on()), 'guard-duty');
    expect(step.changes.map(({ path }) => path)).toEqual(['detector', 'new accounts']);
    expect(step.enroll).toEqual([aws.idOf('new')]);
  });

  it('never calls an account of its own for it: the cost is one of regions and pages', async () => {
    const aws = await governed();
    const connection = aws.connect();
    await inputOf(aws, on(), { connection });
    const calls = connection.calls.filter((call) => call.includes('guardDuty'));
    expect(calls).toEqual([
      'guardDuty.readAdministrator',
      'guardDuty.readDetector',
      'inAccount.guardDuty.readDetector',
      'inAccount.guardDuty.readAdministered',
    ]);
  });
});

describe('findings that are meant to be', () => {
  it('are suppressed by criteria in AWS’s own words, each only where it is said', async () => {
    const criteria = {
      'resource.instanceDetails.tags.value': { equals: ['scanner'] },
      'service.action.actionType': { notEquals: ['DNS_REQUEST'] },
      severity: { greaterThanOrEqual: 0, lessThan: 4 },
    };
    const suppress = [{ name: 'scanner', reason: 'Our own scanner.', criteria }];
    const step = stepOf(await planOf(anAws(), on({ suppress })), 'guard-duty');
    expect(JSON.stringify(step)).toContain(
      JSON.stringify({
        'resource.instanceDetails.tags.value': { Equals: ['scanner'] },
        'service.action.actionType': { NotEquals: ['DNS_REQUEST'] },
        severity: { GreaterThanOrEqual: 0, LessThan: 4 },
      }),
    );
  });
});

describe('what exists already', () => {
  it('is adopted: detectors, members and the administrator', async () => {
    const aws = anAws();
    const region = aws.guardDuty.region(HOME);
    region.administrator = aws.idOf('audit');
    aws.guardDuty.addDetector(aws.idOf('audit'), HOME, { team: 'security' });
    aws.guardDuty.addDetector(aws.idOf('dev'), HOME);
    region.members.add(aws.idOf('dev'));
    const step = stepOf(await planOf(aws, on()), 'guard-duty');
    expect(step).toMatchObject({ action: 'update', enroll: [aws.idOf('master'), aws.idOf('log')] });
    expect((await run(aws, on())).result.status).toBe('done');
    expect(aws.guardDuty.detectorOf(aws.idOf('audit'), HOME)?.tags).toMatchObject({ team: 'security' });
    expect((await planOf(aws, on())).steps).toEqual([]);
  });

  it('is refused when another account administers', async () => {
    const aws = anAws();
    await aws.connect().ports.guardDuty.delegate(HOME, aws.idOf('dev'));
    const { steps, findings } = await planOf(aws, on());
    expect(steps.filter(({ kind }) => kind === 'guard-duty')).toEqual([]);
    expect(findings).toMatchObject([
      {
        severity: 'error',
        code: 'guardduty-administrator',
        message: expect.stringContaining(
          'administered by 444444444444 in ap-northeast-1, not by the audit account 222222222222',
        ),
      },
    ]);
  });

  it('of somebody else is none of our business when it is off', async () => {
    const aws = anAws();
    await aws.connect().ports.guardDuty.delegate(HOME, aws.idOf('audit'));
    const plan = await planOf(aws, aConfig());
    expect([...plan.steps, ...plan.findings].filter((one) => JSON.stringify(one).includes('guard'))).toEqual([]);
  });
});

describe('switching it off', () => {
  it.each([
    ['by configuration', async (aws: FakeAws) => planOf(aws, aConfig())],
    ['by a destroy', async (aws: FakeAws) => makeDestroyPlan(await inputOf(aws, on()))],
  ])('%s stops a witness: that takes consent', async (_how, plan) => {
    const step = stepOf(await plan(await governed()), 'guard-duty');
    expect(step).toMatchObject({ action: 'disable', losses: [`GuardDuty detects threats in ${HOME} no longer`] });
  });

  it('leaves nothing of ours, and plans nothing more', async () => {
    const aws = await governed();
    expect((await run(aws, aConfig())).result.status).toBe('done');
    expect([...aws.guardDuty.detectors.keys()]).toEqual([]);
    expect(aws.guardDuty.region(HOME).administrator).toBeNull();
    expect((await planOf(aws, aConfig())).steps).toEqual([]);
  });
});
