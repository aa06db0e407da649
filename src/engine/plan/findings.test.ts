import { describe, expect, it } from 'vitest';
import { aConfig, inputOf, planOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import type { Config } from '../../config/schema.ts';
import { makeDestroyPlan } from './destroy-plan.ts';

async function governed(config: Config): Promise<FakeAws> {
  const aws = new FakeAws(anOrg().with(account('dev')).build());
  await run(aws, config);
  return aws;
}

const codesOf = (findings: readonly { code: string; severity: string }[]): readonly string[] =>
  findings.map(({ code, severity }) => `${severity} ${code}`);

describe('what cannot be changed in place is an error, so that nothing is begun', () => {
  it.each([
    { name: 'nothing changed', config: aConfig(), says: [] },
    { name: 'another retention', config: aConfig({ logs: { retentionDays: 30 } }), says: [] },
    { name: 'another prefix', config: aConfig({ resourcePrefix: 'acme' }), says: ['error resource-prefix'] },
    {
      name: 'another permission model',
      config: aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' } }),
      says: ['error permission-model'],
    },
  ])('$name: $says', async ({ config, says }) => {
    const plan = await planOf(await governed(aConfig()), config);
    expect(codesOf(plan.findings)).toEqual(says);
  });

  it('a prefix may be chosen as long as nothing is deployed', async () => {
    const plan = await planOf(new FakeAws(anOrg().build()), aConfig({ resourcePrefix: 'acme' }));
    expect(plan.findings).toEqual([]);
  });

  it('a destroy with the settings that were applied is free to go, and says what stays switched on', async () => {
    const input = await inputOf(await governed(aConfig()), aConfig());
    const { findings } = makeDestroyPlan(input);
    expect(codesOf(findings)).toEqual(['info stays-on']);
    expect(findings[0]?.message).toContain('trusted access of config.amazonaws.com');
  });
});

describe('a template that CloudFormation would refuse', () => {
  const customRules = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      name: `own-${index}`,
      description: 'A long rule.',
      resourceTypes: ['AWS::EC2::Instance'],
      guard: 'rule a { tags exists }\n'.repeat(400),
      tests: [{ name: 'none', item: {}, expect: 'NON_COMPLIANT' }],
    }));
  const planFor = (count: number) =>
    planOf(new FakeAws(anOrg().build()), aConfig({ configRules: { enabled: true, customRules: customRules(count) } }));

  it('is told before anything is begun', async () => {
    const { findings } = await planFor(5);
    expect(codesOf(findings)).toEqual(['error template-too-large']);
    expect(findings[0]?.message).toMatch(
      /^The template of config-rules would be \d+ bytes; CloudFormation takes 51200/,
    );
  });

  it('is none when it fits', async () => {
    expect((await planFor(2)).findings).toEqual([]);
  });
});
