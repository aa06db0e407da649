import { describe, expect, it } from 'vitest';
import { aConfig, planOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import type { Config } from '../../config/schema.ts';
import { speak } from '../../domain/say.ts';
import { JAPANESE } from '../../words/ja/catalogue.ts';
import { differencesBetween, parsePlan, serializePlan } from './plan-file.ts';

const SALT = 'salt';

async function aGovernedOrg(): Promise<FakeAws> {
  const aws = new FakeAws(anOrg().with(account('dev')).build());
  await run(aws, aConfig());
  return aws;
}

describe('a saved plan', () => {
  const changed = aConfig({ logs: { retentionDays: 730 } });

  it('is read back as it was', async () => {
    const plan = await planOf(await aGovernedOrg(), changed);
    const { plan: read, salt } = parsePlan(serializePlan({ plan, salt: SALT }), 'plan.json');
    expect(salt).toBe(SALT);
    expect(differencesBetween(read, plan)).toEqual([]);
  });

  it('is the same in every language: an apply in English accepts one that was made in Japanese', async () => {
    const aws = await aGovernedOrg();
    const english = await planOf(aws, changed);
    speak(JAPANESE);
    try {
      expect(differencesBetween(english, await planOf(aws, changed))).toEqual([]);
    } finally {
      speak(undefined);
    }
  });

  it('holds no address', async () => {
    const plan = await planOf(new FakeAws(anOrg().build()), aConfig());
    expect(serializePlan({ plan, salt: SALT })).not.toContain('@example.com');
  });

  const later: readonly {
    name: string;
    config: Config;
    change?: (aws: FakeAws) => unknown;
    says: readonly string[];
  }[] = [
    { name: 'the same', config: changed, says: [] },
    { name: 'another time', config: changed, change: (aws) => aws.clock.sleep(9_999), says: [] },
    {
      name: 'done meanwhile',
      config: aConfig(),
      says: ['nothing of it is left to do: it was applied already, or the organization became so in another way'],
    },
    {
      name: 'another value',
      config: aConfig({ logs: { retentionDays: 731 } }),
      says: ['logging-resource (stack-set) would now do something else'],
    },
    {
      name: 'one more',
      config: aConfig({ logs: { retentionDays: 730 }, guardrails: { regionRestriction: { enabled: false } } }),
      says: ['region-restriction (policy) is needed now'],
    },
    {
      name: 'a new account',
      config: changed,
      change: (aws) => aws.join(account('dev2')),
      says: ['stackset-execution (stack) is needed now', 'account-baseline (stack-set) is needed now'],
    },
  ];
  it.each(later)('compared with $name: $says', async ({ config, change, says }) => {
    const aws = await aGovernedOrg();
    const saved = parsePlan(serializePlan({ plan: await planOf(aws, changed), salt: SALT }), 'plan.json').plan;
    await change?.(aws);
    expect(differencesBetween(saved, await planOf(aws, config))).toEqual(says);
  });

  it('of a changed address differs, although nobody can read which', async () => {
    const aws = await aGovernedOrg();
    const to = (securityEmail: string) => planOf(aws, aConfig({ notifications: { securityEmail } }));
    expect(differencesBetween(await to('a@example.com'), await to('b@example.com'))).toEqual([
      'security-topic (stack-set) would now do something else',
    ]);
  });

  it('that was tampered with differs', async () => {
    const plan = await planOf(await aGovernedOrg(), changed);
    const text = serializePlan({ plan, salt: SALT }).replace('"maxConcurrentCount": 1', '"maxConcurrentCount": 9');
    expect(differencesBetween(parsePlan(text, 'plan.json').plan, plan)).not.toEqual([]);
  });

  it('of another organization is only that', async () => {
    const plan = await planOf(await aGovernedOrg(), changed);
    const foreign = { ...plan, organization: { ...plan.organization, id: 'o-other' as typeof plan.organization.id } };
    expect(differencesBetween(foreign, plan)).toEqual([
      'it was made for the organization o-other; this is o-testorgid1',
    ]);
  });
});

it.each([
  ['empty', ''],
  ['no JSON', 'steps:'],
  ['null', 'null'],
  ['another JSON', '{"version":1}'],
  ['a plan of another format', '{"format":"metsuke-plan/0"}'],
  [
    'steps that are none',
    '{"format":"metsuke-plan/1","metsukeVersion":"1","purpose":"apply","salt":"s","madeAt":"","organization":{"id":"o","managementAccountId":"1"},"steps":[null]}',
  ],
])('a file that is %s is refused', (_, text) => {
  expect(() => parsePlan(text, 'plan.json')).toThrow(/plan\.json is not/);
});

it('a file of a newer version says so', () => {
  expect(() => parsePlan('{"format":"metsuke-plan/9"}', 'plan.json')).toThrow(
    'plan.json was written by a newer Metsuke (format 9; this one reads 1).',
  );
});
