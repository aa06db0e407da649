import { describe, expect, it } from 'vitest';
import { aConfig, inputOf, run } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg, ROOT } from '../../test/support/organization.ts';
import { checkPolicies } from './check-policies.ts';

const ALL = {
  guardrails: Object.fromEntries(
    ['protectBaseline', 'leaveOrganization', 'rootUser', 'confusedDeputy', 'ec2Settings'].map((section) => [
      section,
      { enabled: true },
    ]),
  ),
};

async function anAws(foreign: number, type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY', target?: string) {
  const aws = new FakeAws(anOrg().with(account('dev').in('Workloads')).build());
  const { ports } = aws.connect();
  await ports.organizations.enablePolicyType(ROOT, type);
  for (let index = 0; index < foreign; index += 1) {
    const policy = { name: `theirs-${index}`, type, description: '', content: '{}' };
    const id = await ports.organizations.createPolicy(policy);
    await ports.organizations.attachPolicy(id, (target ?? ROOT) as typeof ROOT);
  }
  return aws;
}

async function check(aws: FakeAws, config = aConfig(ALL)) {
  const { ports, calls } = aws.connect();
  const input = await inputOf(aws, config);
  return { ...(await checkPolicies(ports, input)), calls };
}

describe('policies on a target', () => {
  it.each([
    { type: 'SERVICE_CONTROL_POLICY', foreign: 0 },
    { type: 'RESOURCE_CONTROL_POLICY', foreign: 3 },
  ] as const)('$type: $foreign of others beside ours just fit', async ({ type, foreign }) => {
    const { found, findings } = await check(await anAws(foreign, type));
    expect(findings).toEqual([]);
    expect(found).toContain('at most 5 of a type');
  });

  it('are as many as AWS allowed until May 2026, with FullAWSAccess: one more is a warning', async () => {
    const { findings } = await check(await anAws(1, 'SERVICE_CONTROL_POLICY'));
    expect(findings).toMatchObject([
      {
        severity: 'warning',
        code: 'quota',
        message: expect.stringContaining('6 policies of the type SERVICE_CONTROL_POLICY, more than the 5 that AWS'),
      },
    ]);
  });

  it.each([
    {
      type: 'SERVICE_CONTROL_POLICY',
      foreign: 6,
      said: 'root would carry 11 policies of the type SERVICE_CONTROL_POLICY; AWS allows 10: 4 of Metsuke',
    },
    {
      type: 'RESOURCE_CONTROL_POLICY',
      foreign: 4,
      said: 'root would carry 6 policies of the type RESOURCE_CONTROL_POLICY; AWS allows 5: 1 of Metsuke',
    },
  ] as const)('$type: $foreign of others are too many', async ({ type, foreign, said }) => {
    const { findings } = await check(await anAws(foreign, type));
    expect(findings).toMatchObject([{ severity: 'error', code: 'quota', message: expect.stringContaining(said) }]);
  });

  it('counts what is attached already once', async () => {
    const aws = await anAws(0, 'SERVICE_CONTROL_POLICY');
    const config = aConfig(ALL);
    expect((await run(aws, config)).result.status).toBe('done');
    expect((await check(aws, config)).findings).toEqual([]);
  });

  it('asks once for each type and target', async () => {
    const aws = await anAws(0, 'SERVICE_CONTROL_POLICY');
    const config = aConfig({
      guardrails: { ...ALL.guardrails, rootUser: { enabled: true, targets: ['Workloads', 'root'] } },
    });
    expect((await check(aws, config)).calls).toEqual(['organizations.listPoliciesOn', 'organizations.listPoliciesOn']);
  });
});
