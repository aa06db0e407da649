import { describe, expect, it } from 'vitest';
import { aConfig, HOME, planOf, run } from '../../../../test/support/engine.ts';
import { FakeAws, ProcessDied } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';

const anAws = () => new FakeAws(anOrg().with(account('dev'), account('stg')).build());
const CONFIG = aConfig({
  guardDuty: { enabled: true, export: false, features: ['S3_DATA_EVENTS'], findingFrequency: 'ONE_HOUR' },
});

describe('threat detection, applied', () => {
  it('watches every account, the management account and the administrator among them, with the features asked for', async () => {
    const aws = anAws();
    const { result } = await run(aws, CONFIG);
    expect(result.status).toBe('done');
    for (const name of ['master', 'audit', 'log', 'dev', 'stg']) {
      expect(aws.guardDuty.detectorOf(aws.idOf(name), HOME)).toMatchObject({
        enabled: true,
        features: ['S3_DATA_EVENTS'],
      });
    }
    expect(aws.guardDuty.region(HOME)).toMatchObject({ administrator: aws.idOf('audit'), autoEnable: 'ALL' });
    expect(aws.guardDuty.detectorOf(aws.idOf('audit'), HOME)?.findingFrequency).toBe('ONE_HOUR');
  });

  it('waits until all of GuardDuty knows the new administrator', async () => {
    const aws = anAws();
    aws.guardDuty.slowness = 3;
    expect((await run(aws, CONFIG)).result.status).toBe('done');
    expect(aws.clock.now()).toBeGreaterThanOrEqual(9_000);
  });

  it('names the accounts that AWS refuses, each with its reason, and enrols the others', async () => {
    const aws = anAws();
    aws.guardDuty.refusing.set(aws.idOf('stg'), 'The account is already a member of another administrator.');
    const { result, events } = await run(aws, CONFIG);
    expect(result.status).toBe('failed');
    expect(events.filter(({ type }) => type === 'target-failed')).toMatchObject([
      {
        failure: {
          account: aws.idOf('stg'),
          region: HOME,
          reason: 'The account is already a member of another administrator.',
        },
      },
    ]);
    aws.guardDuty.refusing.clear();
    expect((await run(aws, CONFIG)).plan.steps).toMatchObject([{ action: 'update', enroll: [aws.idOf('stg')] }]);
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
  });

  it('takes a feature away from members too', async () => {
    const aws = anAws();
    await run(aws, CONFIG);
    const without = aConfig({ guardDuty: { enabled: true, export: false, findingFrequency: 'ONE_HOUR' } });
    const { calls } = await run(aws, without);
    expect(aws.guardDuty.detectorOf(aws.idOf('dev'), HOME)?.features).toEqual([]);
    expect(calls.filter((call) => call.endsWith('.enroll'))).toEqual([]);
  });

  it('says which suspended detector is left where nobody can look', async () => {
    const aws = anAws();
    await run(aws, CONFIG);
    aws.closeDoor('dev');
    const { result, events } = await run(aws, aConfig());
    expect(result.status).toBe('done');
    expect(events.filter(({ type }) => type === 'step-note')).toMatchObject([
      { finding: { code: 'detector-left', message: expect.stringContaining(aws.idOf('dev')) } },
    ]);
  });

  it('leaves a detector alone, suspended, that somebody tagged', async () => {
    const aws = anAws();
    aws.guardDuty.addDetector(aws.idOf('dev'), HOME, { team: 'shop' });
    await run(aws, CONFIG);
    await run(aws, aConfig());
    expect([...aws.guardDuty.detectors.keys()]).toEqual([`${aws.idOf('dev')}/${HOME}`]);
  });
});

/** Dies at each call in turn; the next run must bring everything to the same end. */
describe.each([
  ['switched on', CONFIG],
  ['switched off', aConfig()],
])('a run that dies while it is %s', (_what, config) => {
  it('is finished by the next one, wherever it died', async () => {
    const whole = await started(config);
    const { calls } = await run(whole, config);
    const first = calls.findIndex((call) => /guardDuty\.(delegate|updateOrganization)/.test(call));
    for (let call = first; call <= calls.length + 1; call += 1) {
      for (const when of ['before', 'after'] as const) {
        const aws = await started(config);
        await run(aws, config, { connection: aws.connect({ dieAt: { call, when } }) }).catch((error: unknown) => {
          if (!(error instanceof ProcessDied)) throw error;
        });
        expect((await run(aws, config)).result.status).toBe('done');
        expect((await planOf(aws, config)).steps).toEqual([]);
        expect([call, when, stateOf(aws)]).toEqual([call, when, stateOf(whole)]);
      }
    }
  });

  async function started(wanted: typeof CONFIG): Promise<FakeAws> {
    const aws = anAws();
    if (wanted !== CONFIG) await run(aws, CONFIG);
    return aws;
  }
});

function stateOf(aws: FakeAws) {
  const detectors = [...aws.guardDuty.detectors].map(([key, { id: _, ...detector }]) => [key, detector]);
  return {
    detectors: detectors.sort(),
    region: { ...aws.guardDuty.region(HOME), members: [...aws.guardDuty.region(HOME).members].sort() },
  };
}
