import { describe, expect, it } from 'vitest';
import { aConfig, planOf, run, titlesOf } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';

const WITH_KEY = { sessions: { enabled: true, kmsKey: true } };
const OURS = ['session-manager', 'session-keys'];

async function governed() {
  const aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
  expect((await run(aws, aConfig(WITH_KEY))).result.status).toBe('done');
  return aws;
}

async function orderOf(aws: FakeAws, changes: object) {
  return titlesOf(await planOf(aws, aConfig({ ...WITH_KEY, ...changes }))).filter((title) => OURS.includes(title));
}

// CloudFormation refuses to delete a stack while another one imports from it.
describe('the stacks of a key go after those that use it', () => {
  it('where an account is excluded', async () => {
    expect(await orderOf(await governed(), { exclude: { accounts: ['dev'] } })).toEqual(OURS);
  });

  it('where sessions need no key any more', async () => {
    expect(await orderOf(await governed(), { sessions: { enabled: true } })).toEqual(OURS);
  });

  it('where one account is excluded and another is new', async () => {
    const aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
    const without = (name: string) => aConfig({ ...WITH_KEY, exclude: { accounts: [name] } });
    expect((await run(aws, without('stg'))).result.status).toBe('done');
    expect((await run(aws, without('dev'))).result.status).toBe('done');
    expect((await planOf(aws, without('dev'))).steps).toEqual([]);
  });

  it('where sessions are switched off', async () => {
    expect(await orderOf(await governed(), { sessions: { enabled: false } })).toEqual(OURS);
  });
});

it('no step waits for what goes, and one apply does it', async () => {
  const aws = await governed();
  const plain = aConfig({ sessions: { enabled: true } });
  expect((await run(aws, plain)).result.status).toBe('done');
  expect((await planOf(aws, plain)).steps).toEqual([]);
});

it('the stacks of a key come before those that use it', async () => {
  const aws = new FakeAws(anOrg().with(account('dev')).build());
  expect(await orderOf(aws, {})).toEqual([...OURS].reverse());
});
