import { describe, expect, it } from 'vitest';
import { aConfig, applyOn, HOME, inputOf, planOf, run } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { Config } from '../../../config/schema.ts';
import { MetsukeError } from '../../../domain/errors.ts';
import { checkOrganization } from '../../check.ts';
import type { SettingPort } from '../../observe/ports.ts';
import { makeDestroyPlan } from '../../plan/destroy-plan.ts';
import { makePlan } from '../../plan/make-plan.ts';
import { readStatus } from '../../status.ts';
import { descriptionOf } from '../describe.ts';

const OTHER = 'us-east-1';
const anAws = () => new FakeAws(anOrg().with(account('dev'), account('stg')).build());
const configWith = (defaults: Readonly<Record<string, unknown>> = {}, more: Readonly<Record<string, unknown>> = {}) =>
  aConfig({ accountDefaults: { enabled: true, ...defaults }, notifications: { enabled: true }, ...more });
const destroy = async (aws: FakeAws, config: Config) => {
  const input = await inputOf(aws, config);
  return applyOn(aws, makeDestroyPlan(input), input);
};
const placeOf = (aws: FakeAws, name: string, region = HOME): string => `account-defaults ${aws.idOf(name)} ${region}`;
const memoryOf = (aws: FakeAws, name: string, region = HOME) =>
  aws.settings.memories.get(`/metsuke/aws-organizations/found/account-defaults ${aws.idOf(name)} ${region}`);
const asked = (calls: readonly string[]): readonly string[] => calls.filter((call) => call.includes('settings '));
/** What hands do. */
const change = (aws: FakeAws, name: string, values: Readonly<Record<string, boolean | string>>, region = HOME) => {
  const place = placeOf(aws, name, region);
  aws.settings.values.set(place, { ...aws.settings.values.get(place), ...values });
};

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

  it('is asked for where a call told of is one that changes it, and nowhere else', async () => {
    const aws = anAws();
    await run(aws, configWith());
    aws.tell('ec2:DeleteVpcEndpoints', 'dev');
    aws.tell('ec2:DisableEbsEncryptionByDefault', 'stg', OTHER);
    expect(asked((await run(aws, configWith())).calls)).toEqual([]);
    aws.tell('iam:DeleteAccountPasswordPolicy', 'stg', OTHER);
    expect(asked((await run(aws, configWith())).calls)).toHaveLength(2);
  });

  it('tells in a status where it was changed, by whom, and how it is set again', async () => {
    const aws = anAws();
    await run(aws, configWith());
    change(aws, 'dev', { ebsEncryption: false });
    aws.tell('ec2:DisableEbsEncryptionByDefault', 'dev');
    const { unwell } = await readStatus(aws.connect().ports, await inputOf(aws, configWith()));
    expect(unwell).toEqual([
      expect.objectContaining({
        code: 'setting-changed',
        message: `In the account dev (${aws.idOf('dev')}), ${HOME}, account-defaults was changed by hand: ebsEncryption false → true (ec2:DisableEbsEncryptionByDefault by alice with role Admin, 2026-11-29 04:00 UTC)`,
        command: 'metsuke apply',
      }),
    ]);
    await run(aws, configWith());
    expect((await readStatus(aws.connect().ports, await inputOf(aws, configWith()))).unwell).toEqual([]);
  });

  it('is found changed by a look at every account, though no event told of it, and set again', async () => {
    const aws = anAws();
    await run(aws, configWith());
    change(aws, 'stg', { imagePublicAccess: 'unblocked' });
    expect((await planOf(aws, configWith())).steps).toEqual([]);
    const { plan } = await run(aws, configWith(), { isDeep: true });
    expect(plan.steps).toMatchObject([
      {
        kind: 'setting',
        targets: [
          {
            account: aws.idOf('stg'),
            values: { imagePublicAccess: 'block-new-sharing' },
            changes: [{ from: '"unblocked"', to: '"block-new-sharing"' }],
          },
        ],
      },
    ]);
    expect(plan.findings).toEqual([]);
    expect(aws.settings.values.get(placeOf(aws, 'stg'))).toMatchObject({ imagePublicAccess: 'block-new-sharing' });
    expect((await planOf(aws, configWith(), { isDeep: true })).steps).toEqual([]);
  });

  it('remembers what was found first: neither a second run nor a repair overwrites it', async () => {
    const aws = anAws();
    change(aws, 'dev', { ebsEncryption: false, instanceMetadataTokens: 'optional' });
    await run(aws, configWith());
    const found = memoryOf(aws, 'dev');
    expect(found).toMatchObject({ ebsEncryption: false, instanceMetadataTokens: 'optional' });
    change(aws, 'dev', { instanceMetadataTokens: 'no-preference' });
    aws.tell('ec2:ModifyInstanceMetadataDefaults', 'dev');
    await run(aws, configWith());
    expect(memoryOf(aws, 'dev')).toEqual(found);
    await destroy(aws, configWith());
    expect(aws.settings.values.get(placeOf(aws, 'dev'))).toMatchObject({
      ebsEncryption: false,
      instanceMetadataTokens: 'optional',
    });
  });

  it.each([
    ['before anything is put', 'put'],
    ['before anything is remembered', 'remember'],
  ] as const)('is given back as it was found after a run that died %s', async (_when, method) => {
    const aws = anAws();
    change(aws, 'dev', { ebsEncryption: false });
    const dies = diesAt(aws, 'dev', method);
    expect((await run(aws, configWith())).result.status).toBe('failed');
    expect(aws.settings.values.get(placeOf(aws, 'dev'))).toEqual({ ebsEncryption: false });
    dies.no();
    await run(aws, configWith());
    expect(aws.settings.values.get(placeOf(aws, 'dev'))).toMatchObject({ ebsEncryption: true });
    await destroy(aws, configWith());
    expect(aws.settings.values.get(placeOf(aws, 'dev'))).toMatchObject({ ebsEncryption: false });
  });

  it('is given back later when a run dies before it is: its memory goes last', async () => {
    const aws = anAws();
    change(aws, 'dev', { instanceMetadataTokens: 'optional' });
    await run(aws, configWith());
    const dies = diesAt(aws, 'dev', 'put');
    await run(aws, configWith({ imdsV2: false }));
    expect(memoryOf(aws, 'dev')).toMatchObject({ instanceMetadataTokens: 'optional' });
    dies.no();
    await run(aws, configWith({ imdsV2: false }));
    expect(aws.settings.values.get(placeOf(aws, 'dev'))).toMatchObject({ instanceMetadataTokens: 'optional' });
    expect(memoryOf(aws, 'dev')).not.toHaveProperty('instanceMetadataTokens');
    expect(memoryOf(aws, 'dev')).toHaveProperty('ebsEncryption');
  });

  it('is each region of its own, in which it is found, set, and given back', async () => {
    const aws = anAws();
    const config = configWith({}, { governedRegions: [HOME, OTHER] });
    change(aws, 'dev', { ebsEncryption: true });
    change(aws, 'dev', { ebsEncryption: false }, OTHER);
    const { plan } = await run(aws, config);
    const targets = plan.steps.flatMap((step) => (step.kind === 'setting' ? step.targets : []));
    expect(targets.filter(({ account: id }) => id === aws.idOf('dev')).map(({ region }) => region)).toEqual([
      HOME,
      OTHER,
    ]);
    expect(aws.settings.values.get(placeOf(aws, 'dev', OTHER))).toMatchObject({ ebsEncryption: true });
    expect(aws.settings.values.get(placeOf(aws, 'dev'))).toHaveProperty('passwordPolicy');
    expect(aws.settings.values.get(placeOf(aws, 'dev', OTHER))).not.toHaveProperty('passwordPolicy');
    await run(aws, configWith());
    expect(aws.settings.values.get(placeOf(aws, 'dev', OTHER))).toMatchObject({ ebsEncryption: false });
    expect(memoryOf(aws, 'dev', OTHER)).toBeUndefined();
    expect(memoryOf(aws, 'dev')).toBeDefined();
  });

  it('stays in an account that has left: nobody gets in there', async () => {
    const aws = anAws();
    await run(aws, configWith());
    aws.organization = {
      ...aws.organization,
      accounts: aws.organization.accounts.filter(({ name }) => name !== 'stg'),
    };
    const { plan, calls } = await run(aws, configWith());
    expect(plan.steps.filter(({ kind }) => kind === 'setting')).toEqual([]);
    expect(asked(calls)).toEqual([]);
  });

  it('tells in a check which rights the role needs that sets it, and says nothing of them where nothing is set', async () => {
    const aws = anAws();
    const rights = async (config: Config) => {
      const items = await checkOrganization(aws.connect().ports, await inputOf(aws, config), { accounts: false });
      return items.flatMap(({ findings }) => findings).filter(({ code }) => code === 'rights-needed');
    };
    expect(await rights(aConfig())).toEqual([]);
    expect(await rights(configWith())).toMatchObject([
      {
        message: expect.stringMatching(
          /^The role OrganizationAccountAccessRole sets account-defaults .*ec2:EnableEbsEncryptionByDefault/,
        ),
      },
    ]);
  });

  it('needs consent where it becomes weaker: one value, or all of it', async () => {
    const aws = anAws();
    await run(aws, configWith());
    const losses = async (config: Config) => (await planOf(aws, config)).steps.flatMap((step) => step.losses ?? []);
    expect(await losses(configWith())).toEqual([]);
    expect(await losses(configWith({ imdsV2: false }))).toEqual(['new instances are no longer asked for IMDSv2']);
    expect(await losses(aConfig({ notifications: { enabled: true } }))).toEqual([
      expect.stringContaining('every account starts with less'),
    ]);
  });
});

it('lists the accounts once for all places: a plan of many accounts takes no longer for each of them', async () => {
  const input = await inputOf(anAws(), configWith());
  const contexts = new Set<object>();
  const blueprints = input.blueprints.map((blueprint) => {
    const { setting } = blueprint;
    if (setting === undefined) return blueprint;
    const wanted: typeof setting.wanted = (context, place) => {
      contexts.add(context);
      return setting.wanted(context, place);
    };
    return { ...blueprint, setting: { ...setting, wanted } };
  });
  const step = makePlan({ ...input, blueprints }).steps.find(({ kind }) => kind === 'setting');
  expect(step && descriptionOf(step).instances(step).length).toBe(5);
  expect(contexts.size).toBe(1);
});

it('names the first of many accounts in which nobody can look', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const aws = new FakeAws(
    anOrg()
      .with(...names.map((name) => account(name)))
      .build(),
  );
  await run(aws, aConfig());
  for (const name of names) aws.closeDoor(name);
  const { findings } = await planOf(aws, configWith());
  expect(findings.filter(({ code }) => code === 'unknown')).toMatchObject([
    { message: expect.stringMatching(/would change in (\d{12}, ){4}\d{12} and 2 more is unknown/) },
  ]);
});

/** A port that refuses one method in an account until it is told not to. */
function diesAt(aws: FakeAws, name: string, method: keyof SettingPort) {
  const { settings } = aws;
  const portOf = settings.portOf.bind(settings);
  const dead = aws.idOf(name);
  settings.portOf = (id, accountId) => {
    const port = portOf(id, accountId);
    if (accountId !== dead) return port;
    return { ...port, [method]: () => Promise.reject(new MetsukeError('aws-error', 'the connection ended')) };
  };
  return {
    no: () => {
      settings.portOf = portOf;
    },
  };
}
