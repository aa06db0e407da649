import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, inputOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { makeDestroyPlan } from '../plan/destroy-plan.ts';
import { makePlan } from '../plan/make-plan.ts';
import { closeEntries } from './close-entries.ts';

const CONFIG = aConfig({ notifications: { enabled: true }, configRecorder: { enabled: true } });

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
  expect((await run(aws, CONFIG)).result.status).toBe('done');
});

const openIn = () => aws.disturbances.map((entry) => entry.account).sort();

describe('an entry of what events told', () => {
  it('is closed once its account was asked and nothing was found', async () => {
    aws.tell('events:DisableRule', 'dev');
    const input = await inputOf(aws, CONFIG);
    await closeEntries(input, { plan: makePlan(input), result: null }, aws.connect().ports);
    expect(openIn()).toEqual([]);
  });

  it('is closed by the apply that repaired what it told of', async () => {
    aws.stopRecording('recorder', 'dev');
    expect((await run(aws, CONFIG)).result.status).toBe('done');
    expect(openIn()).toEqual([]);
  });

  it('stays open while what it told of is not repaired', async () => {
    aws.stopRecording('recorder', 'dev');
    aws.stopRecording('recorder', 'stg');
    const input = await inputOf(aws, CONFIG);
    await closeEntries(input, { plan: makePlan(input), result: null }, aws.connect().ports);
    expect(openIn()).toEqual([aws.idOf('dev'), aws.idOf('stg')].sort());
  });

  it('stays open of the account in which the repair failed, and of no other', async () => {
    aws.tell('events:DisableRule', 'dev');
    aws.tell('events:DisableRule', 'stg');
    aws.join(account('new'));
    aws.failIn('stg', 'No room.');
    const input = await inputOf(aws, CONFIG);
    const plan = makePlan(input);
    const failing = plan.steps[0];
    if (!failing) throw new Error('a new account is nothing to do');
    const failure = { account: aws.idOf('stg'), region: null, reason: 'No room.', advice: '' };
    const steps = plan.steps.map((step) => ({
      step,
      outcome: {
        status: step === failing ? ('failed' as const) : ('done' as const),
        failures: step === failing ? [failure] : [],
        unusableAccounts: [],
        newRoles: [],
        unconfirmed: [],
      },
    }));
    await closeEntries(input, { plan, result: { status: 'failed', steps } as never }, aws.connect().ports);
    expect(openIn()).toEqual([aws.idOf('stg')]);
  });

  it('is left alone by a destroy', async () => {
    aws.tell('events:DisableRule', 'dev');
    const input = await inputOf(aws, CONFIG);
    await closeEntries(input, { plan: makeDestroyPlan(input), result: null }, aws.connect().ports);
    expect(openIn()).toEqual([aws.idOf('dev')]);
  });

  it('that cannot be closed is no failure of the apply: the next one tries again', async () => {
    aws.tell('events:DisableRule', 'dev');
    const input = await inputOf(aws, CONFIG);
    const { ports } = aws.connect();
    const refusing = (error: Error): typeof ports => ({
      ...ports,
      inAccount: (id, role) => {
        const there = ports.inAccount(id, role);
        return { ...there, disturbances: { ...there.disturbances, close: () => Promise.reject(error) } };
      },
    });
    const done = { plan: makePlan(input), result: null };
    await closeEntries(input, done, refusing(new MetsukeError('access-denied', 'You may not.')));
    expect(openIn()).toEqual([aws.idOf('dev')]);
    await expect(closeEntries(input, done, refusing(new TypeError('a bug')))).rejects.toThrow(TypeError);
  });
});
