import { describe, expect, it } from 'vitest';
import { aConfig, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { anOrg } from '../../../test/support/organization.ts';
import { isGuardrailEnabled, targetsOf } from '../../guardrails/guardrail.ts';
import { aiOptOut, s3PublicAccess } from './policies.ts';

const configWith = (accountDefaults: object) => aConfig({ accountDefaults: { enabled: true, ...accountDefaults } });

describe.each([
  ['blockPublicBuckets', s3PublicAccess],
  ['aiOptOut', aiOptOut],
] as const)('%s', (key, guardrail) => {
  it('is a policy by choice, where metsuke.yaml says', () => {
    expect(isGuardrailEnabled(guardrail, configWith({}))).toBe(false);
    expect(isGuardrailEnabled(guardrail, configWith({ [key]: { enabled: true } }))).toBe(true);
    expect(targetsOf(guardrail, configWith({ [key]: { enabled: true } }))).toEqual(['root']);
    expect(targetsOf(guardrail, configWith({ [key]: { enabled: true, targets: ['Prod'] } }))).toEqual(['Prod']);
  });

  it('is none while account defaults are off', () => {
    const off = aConfig({ accountDefaults: { enabled: false, [key]: { enabled: true } } });
    expect(isGuardrailEnabled(guardrail, off)).toBe(false);
  });
});

it('they are attached once their types are enabled, and detached when they are switched off', async () => {
  const aws = new FakeAws(anOrg().build());
  const on = configWith({ blockPublicBuckets: { enabled: true }, aiOptOut: { enabled: true } });
  const { plan, result } = await run(aws, on);
  expect(result.status).toBe('done');
  const policies = plan.steps.filter(({ kind }) => kind === 'policy');
  const stepOf = (name: string) => policies.find(({ title }) => title === name);
  expect(stepOf('s3-public-access')).toMatchObject({
    content: '{"s3_attributes":{"public_access_block_configuration":{"@@assign":"all"}}}',
    dependsOn: ['policy-type:S3_POLICY'],
  });
  expect(stepOf('ai-opt-out')).toMatchObject({ dependsOn: ['policy-type:AISERVICES_OPT_OUT_POLICY'] });
  expect((await run(aws, on)).plan.steps).toEqual([]);
  const off = (await run(aws, configWith({}))).plan.steps;
  expect(off.map(({ kind, title }) => [kind, title])).toEqual([
    ['policy', 's3-public-access'],
    ['policy', 'ai-opt-out'],
  ]);
});

it('content is left out of every AI service, and no unit below says otherwise', () => {
  const none = { '@@operators_allowed_for_child_policies': ['@@none'] };
  expect(aiOptOut.document(aConfig(), {} as never)).toEqual({
    services: { ...none, default: { ...none, opt_out_policy: { ...none, '@@assign': 'optOut' } } },
  });
});
