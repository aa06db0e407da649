import { describe, expect, it } from 'vitest';
import { aConfig, applyOn, CATALOG, inputOf, planOf, run, stepOf, titlesOf } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { Blueprint } from '../../../blueprints/blueprint.ts';
import { makeDestroyPlan } from '../../plan/destroy-plan.ts';

const GOVERNING = aConfig({ notifications: { enabled: true } });
const ROLE = 'AWSCloudFormationStackSetExecutionRole';

const WITHOUT = { MakesRole: { value: 'false' } };

const anAws = (): FakeAws => new FakeAws(anOrg().with(account('dev')).build());

/** Something that records in the management account, after the log archive is there. */
const TRAIL: Blueprint = {
  id: 'trail',
  title: 'A trail',
  kind: 'stack',
  stackName: 'AWSOrganizations-Trail',
  destination: 'management',
  regions: 'home',
  capabilities: [],
  dependsOn: ['logging-resource'],
  sensitiveParameters: [],
  lostWithIt: 'the trail stops',
  isEnabled: (config) => config.cloudTrail.mode === 'ORGANIZATION',
  template: () => ({
    AWSTemplateFormatVersion: '2010-09-09',
    Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true } } },
  }),
  parameters: () => ({}),
};
/** In place of the trail of the catalogue, which has more to it. */
const others = CATALOG.blueprints.filter(({ id }) => id !== 'organization-trail');
const WITH_TRAIL = { catalog: { ...CATALOG, blueprints: [...others, TRAIL] } };
const RECORDING = aConfig({ cloudTrail: { mode: 'ORGANIZATION' } });

describe('the management account', () => {
  it('gets an execution role when something goes to every governed account, and that reaches it', async () => {
    const aws = anAws();
    const { result } = await run(aws, GOVERNING);
    expect(result.status).toBe('done');
    const accounts = [...(aws.stackSets.sets.get('AWSOrganizations-AccountRoles')?.instances.values() ?? [])];
    expect(accounts.map((instance) => instance.account)).toContain(aws.organization.managementAccountId);
    expect((await planOf(aws, GOVERNING)).steps).toEqual([]);
  });

  it('gets none otherwise, and loses it when nothing goes there any more, after what went through it', async () => {
    const aws = anAws();
    expect(titlesOf(await planOf(aws, aConfig()))).not.toContain('management-execution');
    await run(aws, GOVERNING);
    const plan = await planOf(aws, aConfig());
    const removal = stepOf(plan, 'stack', 'management-execution');
    expect(removal.action).toBe('delete');
    expect(removal.dependsOn).toContain('stack-set:AWSOrganizations-AccountRoles');
    expect((await run(aws, aConfig())).result.status).toBe('done');
    expect((await planOf(aws, aConfig())).steps).toEqual([]);
  });

  it('keeps a role that somebody else made, and brings the boundary of ours without it', async () => {
    const aws = anAws();
    aws.addRole(aws.organization.managementAccountId, ROLE);
    const plan = await planOf(aws, GOVERNING);
    expect(stepOf(plan, 'stack', 'management-execution').definition.parameters).toMatchObject(WITHOUT);
    expect(plan.findings.map(({ message }) => message).join()).toContain(ROLE);
    expect((await run(aws, GOVERNING)).result.status).toBe('done');
    expect((await planOf(aws, GOVERNING)).steps).toEqual([]);
    expect((await run(aws, aConfig())).result.status).toBe('done');
    expect(await aws.connect().ports.roles.readRole(ROLE)).not.toBeNull();
  });

  it('makes the role when somebody deletes the one that was used', async () => {
    const aws = anAws();
    aws.addRole(aws.organization.managementAccountId, ROLE);
    await run(aws, GOVERNING);
    aws.removeRole(aws.organization.managementAccountId, ROLE);
    const step = stepOf(await planOf(aws, GOVERNING), 'stack', 'management-execution');
    expect(step.definition.parameters).not.toHaveProperty('MakesRole');
    expect((await run(aws, GOVERNING)).result.status).toBe('done');
    expect(await aws.connect().ports.roles.readRole(ROLE)).not.toBeNull();
    expect((await planOf(aws, GOVERNING)).steps).toEqual([]);
  });
});

describe('a plain stack of the management account', () => {
  it('comes after what it depends on, and is planned once', async () => {
    const aws = anAws();
    const plan = await planOf(aws, RECORDING, WITH_TRAIL);
    expect(stepOf(plan, 'stack', 'trail')).toMatchObject({ action: 'create', makesRole: null });
    expect(stepOf(plan, 'stack', 'trail').dependsOn).toContain('stack-set:AWSOrganizations-LoggingResource');
    expect((await run(aws, RECORDING, WITH_TRAIL)).result.status).toBe('done');
    expect((await planOf(aws, RECORDING, WITH_TRAIL)).steps).toEqual([]);
  });

  it('goes before what it depends on, and says what stops with it', async () => {
    const aws = anAws();
    await run(aws, RECORDING, WITH_TRAIL);
    const input = await inputOf(aws, RECORDING, WITH_TRAIL);
    const plan = makeDestroyPlan(input);
    const logging = plan.steps.find(({ title }) => title === 'logging-resource');
    expect(logging?.dependsOn).toContain('stack:AWSOrganizations-Trail');
    expect(stepOf(plan, 'stack', 'trail').losses).toEqual(['the trail stops']);
    expect((await applyOn(aws, plan, input)).result.status).toBe('done');
    expect(aws.stacks.size).toBe(0);
  });

  it('goes when it is switched off', async () => {
    const aws = anAws();
    await run(aws, RECORDING, WITH_TRAIL);
    const plan = await planOf(aws, aConfig(), WITH_TRAIL);
    expect(stepOf(plan, 'stack', 'trail')).toMatchObject({ action: 'delete', losses: ['the trail stops'] });
    // The archive lets in other trails again.
    expect([...titlesOf(plan)].sort()).toEqual(['logging-resource', 'trail']);
  });
});
