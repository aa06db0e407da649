import { describe, expect, it } from 'vitest';
import { aConfig, inputOf, run } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import type { Config } from '../config/schema.ts';
import { checkOrganization } from './check.ts';
import type { CheckedItem } from './checked-item.ts';
import type { PlanInput } from './plan/input.ts';

const anOrganization = (...names: readonly string[]) =>
  new FakeAws(
    anOrg()
      .with(...names.map((name) => account(name)))
      .build(),
  );

interface Asked {
  readonly config?: Config;
  readonly accounts?: boolean;
  readonly change?: (input: PlanInput) => PlanInput;
}

async function check(aws: FakeAws, { config = aConfig(), accounts = false, change = (input) => input }: Asked = {}) {
  const items = await checkOrganization(aws.connect().ports, change(await inputOf(aws, config)), { accounts });
  return (what: string): CheckedItem => {
    const item = items.find((one) => one.what === what);
    if (!item) throw new Error(`nothing was checked of ${what}: ${items.map((one) => one.what).join(', ')}`);
    return item;
  };
}

const codesOf = ({ findings }: CheckedItem) => findings.map(({ severity, code }) => `${severity} ${code}`);

describe('a fresh organization', () => {
  it('is told what an apply will switch on, and is in the way of nothing', async () => {
    const item = await check(anOrganization('dev'), {
      config: aConfig({ guardrails: { leaveOrganization: { enabled: true } } }),
    });
    expect(item('features')).toMatchObject({ found: 'all', findings: [] });
    expect(item('accounts')).toMatchObject({ found: '4, 4 governed', findings: [] });
    expect(item('trusted access').found).toBe('none');
    expect(item('trusted access').findings.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('enables the policy type SERVICE_CONTROL_POLICY'),
    );
    expect(item('administration role').found).toBe('not there yet');
    expect(item('stack sets of Metsuke')).toMatchObject({ found: '0 there', findings: [] });
  });

  it('with consolidated billing only cannot have policies', async () => {
    const item = await check(anOrganization(), {
      change: (input) => ({
        ...input,
        snapshot: { ...input.snapshot, organization: { ...input.snapshot.organization, allFeatures: false } },
      }),
    });
    expect(codesOf(item('features'))).toEqual(['error consolidated-billing']);
  });
});

describe('an organization that is governed', () => {
  it('has nothing to switch on', async () => {
    const aws = anOrganization('dev');
    await run(aws, aConfig());
    const item = await check(aws);
    expect(item('trusted access').found).not.toBe('none');
    expect(codesOf(item('trusted access'))).toEqual([]);
    expect(item('administration role')).toMatchObject({ found: 'exists', findings: [] });
    expect(item('stack sets of Metsuke').found).toMatch(/^[1-9]\d* there$/);
  });

  it('names accounts that are left alone', async () => {
    const aws = anOrganization('dev', 'old');
    aws.setState('old', 'SUSPENDED');
    const item = await check(aws, { config: aConfig({ exclude: { accounts: ['dev'] } }) });
    expect(item('accounts').found).toBe('5, 3 governed');
    expect(codesOf(item('accounts'))).toEqual(['info skipped-account', 'info skipped-account']);
  });
});

describe('what somebody else made', () => {
  it('an administration role is used, and that is told', async () => {
    const aws = anOrganization('dev');
    aws.addRole(aws.idOf('master'), 'AWSCloudFormationStackSetAdministrationRole');
    const role = (await check(aws))('administration role');
    expect(role.found).toBe('exists, not made by Metsuke');
    expect(codesOf(role)).toContain('info adopted-role');
  });

  it('a stack set of our name is adopted', async () => {
    const aws = anOrganization('dev');
    await run(aws, aConfig());
    const set = aws.stackSets.sets.get('AWSOrganizations-AccountBaseline');
    if (!set) throw new Error('no baseline');
    set.definition = { ...set.definition, tags: {} };
    expect(codesOf((await check(aws))('stack sets of Metsuke'))).toEqual(['info adopted-stack-set']);
  });

  it('a role of ours by name is an error', async () => {
    const aws = anOrganization('dev');
    aws.addRole(aws.idOf('audit'), 'aws-organizations-AuditReadOnlyRole');
    expect(codesOf((await check(aws))('audit roles'))).toEqual(['error name-taken']);
  });
});

describe('the bootstrap role', () => {
  it('is not tried unless asked, and an invited account is warned of', async () => {
    const aws = anOrganization('dev');
    aws.join(account('guest').invited());
    aws.closeDoor('dev');
    const role = (await check(aws))('bootstrap role');
    expect(role.found).toBe('OrganizationAccountAccessRole, not tried (check --accounts does)');
    expect(role.findings).toHaveLength(1);
    expect(role.findings[0]).toMatchObject({ account: { id: aws.idOf('guest') } });
  });

  it('is tried in every governed account but the management account', async () => {
    const aws = anOrganization('dev', 'stg');
    aws.closeDoor('dev');
    const role = (await check(aws, { accounts: true }))('bootstrap role');
    expect(role.found).toBe('works in 3 of 4 accounts');
    expect(role.findings).toMatchObject([
      { severity: 'error', code: 'no-bootstrap-role', account: { id: aws.idOf('dev') } },
    ]);
  });

  it('of an invited account comes with the command of its owner', async () => {
    const aws = anOrganization();
    aws.join(account('guest').invited());
    const role = (await check(aws, { accounts: true }))('bootstrap role');
    expect(role.findings).toMatchObject([{ code: 'no-bootstrap-role', command: expect.stringContaining('aws ') }]);
  });
});

it('without roles of ours there is no boundary of them', async () => {
  const config = aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' } });
  expect(codesOf((await check(anOrganization('dev'), { config }))('administration role'))).toContain(
    'info no-boundary',
  );
});
