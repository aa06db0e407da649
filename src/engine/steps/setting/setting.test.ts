import { describe, expect, it } from 'vitest';
import { aConfig, applyOn, HOME, inputOf, planOf, run } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { Config } from '../../../config/schema.ts';
import { makeDestroyPlan } from '../../plan/destroy-plan.ts';
import { descriptionOf } from '../describe.ts';

const anAws = () => new FakeAws(anOrg().with(account('dev'), account('stg')).build());
const configWith = (defaults: Readonly<Record<string, unknown>> = {}) =>
  aConfig({ accountDefaults: { enabled: true, ...defaults }, notifications: { enabled: true } });
const destroy = async (aws: FakeAws, config: Config) => {
  const input = await inputOf(aws, config);
  return applyOn(aws, makeDestroyPlan(input), input);
};
const placeOf = (aws: FakeAws, name: string): string => `account-defaults ${aws.idOf(name)} ${HOME}`;
const asked = (calls: readonly string[]): readonly string[] => calls.filter((call) => call.includes('settings '));

describe('what CloudFormation cannot set', () => {
  it('is shown with its old and its new value, is set everywhere, and is asked for no more once it is', async () => {
    const aws = anAws();
    aws.settings.values.set(placeOf(aws, 'dev'), { ebsEncryption: false });
    const { plan, result } = await run(aws, configWith());
    expect(result.status).toBe('done');
    const step = plan.steps.find(({ kind }) => kind === 'setting');
    expect(step).toMatchObject({ id: 'setting:account-defaults:set', title: 'account-defaults' });
    const text = step && JSON.stringify(descriptionOf(step).details(step, plan));
    expect(text).toContain('ebsEncryption false → true');
    for (const name of ['master', 'audit', 'log', 'dev', 'stg'])
      expect(aws.settings.values.get(placeOf(aws, name))).toMatchObject({ ebsEncryption: true });
    const again = await run(aws, configWith());
    expect(again.plan.steps).toEqual([]);
    expect(asked(again.calls)).toEqual([]);
  });

  it('is set again where an event told of a call and it differs, with who made it', async () => {
    const aws = anAws();
    await run(aws, configWith());
    aws.settings.values.set(placeOf(aws, 'dev'), { ebsEncryption: false });
    aws.tell('ec2:DisableEbsEncryptionByDefault', 'dev');
    const { plan, calls } = await run(aws, configWith());
    expect(plan.steps).toMatchObject([
      { kind: 'setting', targets: [{ account: aws.idOf('dev'), reason: 'drifted', culprits: [expect.any(String)] }] },
    ]);
    expect(asked(calls).filter((call) => call.endsWith('.read')).length).toBe(2);
    expect((await planOf(aws, configWith())).steps).toEqual([]);
  });

  it('is given back as it was found when it is wanted no longer: one value, or all with a destroy', async () => {
    const aws = anAws();
    const before = { ebsEncryption: false, instanceMetadataTokens: 'optional' };
    aws.settings.values.set(placeOf(aws, 'dev'), before);
    await run(aws, configWith());
    await run(aws, configWith({ imdsV2: false }));
    expect(aws.settings.values.get(placeOf(aws, 'dev'))).toMatchObject({
      ebsEncryption: true,
      instanceMetadataTokens: 'optional',
    });
    await destroy(aws, configWith({ imdsV2: false }));
    expect(aws.settings.values.get(placeOf(aws, 'dev'))).toMatchObject(before);
    expect([...aws.settings.memories.keys()]).toEqual([]);
  });

  it('is given back when the capability is switched off', async () => {
    const aws = anAws();
    aws.settings.values.set(placeOf(aws, 'dev'), { ebsEncryption: false });
    await run(aws, configWith());
    const { plan } = await run(aws, aConfig());
    expect(plan.steps.map(({ id }) => id)).toContain('setting:account-defaults:restore');
    expect(aws.settings.values.get(placeOf(aws, 'dev'))).toMatchObject({ ebsEncryption: false });
  });

  it('is unknown where nobody can look, and no stack says there that all is well', async () => {
    const aws = anAws();
    await run(aws, aConfig());
    aws.closeDoor('stg');
    const { plan, result } = await run(aws, configWith());
    expect(plan.findings).toMatchObject([
      { code: 'unknown', message: expect.stringContaining(`What account-defaults would change in ${aws.idOf('stg')}`) },
    ]);
    expect(result.status).toBe('failed');
    expect((await planOf(aws, configWith())).steps).toMatchObject([
      { kind: 'setting', targets: [{ account: aws.idOf('stg') }] },
      { title: 'account-defaults' },
    ]);
  });
});
