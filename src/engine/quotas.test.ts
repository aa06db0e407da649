import { describe, expect, it } from 'vitest';
import { aConfig, inputOf } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import type { Config } from '../config/schema.ts';
import { checkQuotas } from './quotas.ts';

async function checked(accounts: number, config: Config = aConfig(), stackSets = 0) {
  const members = Array.from({ length: accounts - 3 }, (_, index) => account(`member-${index}`));
  const aws = new FakeAws(
    anOrg()
      .with(...members)
      .build(),
  );
  return checkQuotas(await inputOf(aws, config), stackSets);
}

const found = async (what: string, ...input: Parameters<typeof checked>) =>
  (await checked(...input)).find((item) => item.what === what);

describe('an organization of 1,000 accounts', () => {
  it('is within every quota', async () => {
    const config = aConfig({ configRules: { enabled: true, profile: 'strict' }, configRecorder: { enabled: false } });
    const items = await checked(1_000, config);
    expect(items.flatMap(({ findings }) => findings)).toEqual([]);
    expect(items.map(({ what }) => what)).toEqual([
      'stack sets',
      'stack instances',
      'templates',
      'parameters',
      'bucket policies',
      'Config rules',
      'aggregator',
    ]);
  });
});

it('counts the rules of each account and region', async () => {
  const config = aConfig({ configRules: { enabled: true, profile: 'minimal' } });
  expect(await found('Config rules', 3, config)).toMatchObject({ found: '16 of 1000 in each account and region' });
  expect(await found('Config rules', 3)).toBeUndefined();
});

describe('notifications', () => {
  const exceptionsOf = (rules: readonly string[]) =>
    aConfig({
      notifications: { enabled: true },
      configRules: {
        enabled: true,
        profile: 'strict',
        exceptions: rules.map((rule) => ({
          rule,
          units: ['root'],
          reason: 'Nobody needs it here.',
          expires: '2099-12-31',
        })),
      },
      configRecorder: { enabled: false },
    });

  it('have room for an exception of every account, and not for many', async () => {
    const few = exceptionsOf(['restricted-ssh']);
    expect((await found('rule exceptions', 1_000, few))?.findings).toEqual([]);
    const many = exceptionsOf([
      'restricted-ssh',
      'ec2-imdsv2-check',
      'encrypted-volumes',
      'access-keys-rotated',
      'iam-password-policy',
      'rds-storage-encrypted',
    ]);
    expect((await found('rule exceptions', 1_000, many))?.findings).toMatchObject([
      { severity: 'error', code: 'quota' },
    ]);
  });

  it('count the rules of an event bus', async () => {
    const item = await found('event rules', 3, aConfig({ notifications: { enabled: true } }));
    expect(item?.found).toMatch(/^\d+ of 300 on the event bus/);
    expect(item?.findings).toEqual([]);
  });
});

it('counts the members of GuardDuty', async () => {
  expect(await found('GuardDuty members', 5, aConfig({ guardDuty: { enabled: true } }))).toMatchObject({
    found: '5 of 50000',
    findings: [],
  });
});

it('says how long an aggregator takes to see everybody, before it is there', async () => {
  expect((await found('aggregator', 1_001))?.findings).toMatchObject([
    { severity: 'info', message: expect.stringContaining('it sees all 1001 after 2 weeks') },
  ]);
});

it('refuses a list of trails that no bucket policy can hold', async () => {
  const trails = (count: number) =>
    Array.from({ length: count }, (_, n) => `arn:aws:cloudtrail:ap-northeast-1:111111111111:trail/old-${n}`);
  const withTrails = (count: number) => aConfig({ cloudTrail: { mode: 'ORGANIZATION', otherTrails: trails(count) } });
  expect((await found('bucket policies', 3, withTrails(10)))?.findings).toEqual([]);
  expect((await found('bucket policies', 3, withTrails(400)))?.findings).toMatchObject([{ severity: 'error' }]);
});

it('refuses more stack sets than there may be', async () => {
  expect((await found('stack sets', 3, aConfig(), 1_000))?.findings).toMatchObject([{ severity: 'error' }]);
  expect((await found('stack sets', 3, aConfig(), 900))?.findings).toEqual([]);
});
