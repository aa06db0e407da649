import { describe, expect, it } from 'vitest';
import { aConfig, inputOf } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import { checkExemptRoles } from './exempt-roles.ts';

const SSO = 'aws-reserved/sso.amazonaws.com/ap-northeast-1';

async function check(
  roles: readonly string[],
  changes: Parameters<typeof aConfig>[0] = {},
  { accounts = true, closed = false } = {},
) {
  const organization = anOrg().with(account('dev').in('Workloads'), account('prod').in('Workloads')).build();
  const aws = new FakeAws(organization);
  const dev = organization.accounts.find(({ name }) => name === 'dev');
  if (!dev) throw new Error('no account dev');
  for (const role of roles) aws.addRole(dev.id, role);
  if (closed) aws.closeDoor('dev');
  const { ports, calls } = aws.connect();
  const item = await checkExemptRoles(ports, await inputOf(aws, aConfig(changes)), { accounts });
  return { ...item, calls };
}

const exempting = (...exemptRoles: (string | { role: string; accounts: string[] })[]) => ({
  guardrails: { protectBaseline: { exemptRoles } },
});

describe('a role that is there already', () => {
  it.each([
    ['has a name that is exempt', 'BreakGlass', exempting('BreakGlass'), ['BreakGlass']],
    ['matches a wildcard', 'deploy-prod', exempting('deploy-*'), ['deploy-*']],
    [
      'matches a path',
      `${SSO}/AWSReservedSSO_AdministratorAccess_0123`,
      exempting('aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_AdministratorAccess_*'),
      ['AWSReservedSSO_AdministratorAccess_0123'],
    ],
    ['has another path', `team/AWSReservedSSO_Admin_1`, exempting('aws-reserved/*/AWSReservedSSO_Admin_*'), []],
    ['only begins so', 'BreakGlassToo', exempting('BreakGlass'), []],
    ['is exempt elsewhere', 'BreakGlass', exempting({ role: 'BreakGlass', accounts: ['999999999999'] }), []],
    [
      'begins with the prefix, and is none of ours',
      'aws-organizations-Sleeper',
      exempting(),
      ['aws-organizations-Sleeper'],
    ],
    ['is made by a template of ours', 'aws-organizations-AuditReadOnlyRole', exempting(), []],
    ['deploys', 'AWSCloudFormationStackSetExecutionRole', exempting('AWSCloudFormation*'), []],
    ['has nothing to do with it', 'app-server', exempting('deploy-*'), []],
  ] as const)('%s: %s', async (_what, role, changes, told) => {
    const { findings } = await check([role], changes);
    expect(findings.length).toBe(told.length > 0 ? 1 : 0);
    for (const text of told) expect(findings[0]?.message).toContain(text);
  });

  it.each([
    ['as CloudFormation names it', `stacksets-exec-${'0a'.repeat(16)}`, 0],
    ['by hand', 'stacksets-exec-mine', 1],
  ])('is named like a role of service-managed stack sets, %s', async (_what, role, count) => {
    const { findings } = await check([role], { stackSets: { permissionModel: 'SERVICE_MANAGED' } });
    expect(findings).toHaveLength(count);
  });

  it('is told with its account, by the entry that exempts it, a warning only where nobody wrote the name down', async () => {
    const roles = ['deploy-1', 'deploy-2', 'deploy-3', 'deploy-4', 'deploy-5', 'deploy-6', 'aws-organizations-Sleeper'];
    const { findings } = await check(roles, exempting('deploy-*'));
    expect(findings.map(({ severity, message }) => [severity, message])).toEqual([
      [
        'info',
        'guardrails.protectBaseline.exemptRoles exempts these roles, since their names match deploy-*: deploy-1 (dev), deploy-2 (dev), deploy-3 (dev), deploy-4 (dev), deploy-5 (dev) and 1 more.',
      ],
      ['warning', expect.stringContaining('aws-organizations-Sleeper (dev)')],
    ]);
  });

  it('counts for nothing where the guardrail is off', async () => {
    const guardrails = { protectBaseline: { enabled: false, exemptRoles: ['deploy-*'] } };
    const { findings } = await check(['deploy-1', 'aws-organizations-Sleeper'], { guardrails });
    expect(findings).toEqual([]);
  });
});

it('says how many accounts were asked', async () => {
  expect((await check([])).found).toBe('looked for in 4 of 4 accounts');
  expect((await check([], {}, { closed: true })).found).toBe('looked for in 3 of 4 accounts');
});

it('asks nobody without --accounts', async () => {
  const { found, findings, calls } = await check(['aws-organizations-Sleeper'], exempting(), { accounts: false });
  expect(found).toBe('not looked for (check --accounts does)');
  expect(findings).toEqual([]);
  expect(calls.filter((call) => call.includes('roles.list'))).toEqual([]);
});
