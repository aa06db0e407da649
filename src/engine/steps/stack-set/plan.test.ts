import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, HOME, planOf, run, stackSetStep, titlesOf } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import type { FakeInstance } from '../../../../test/support/fake-stack-sets.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { InstanceChange } from '../change.ts';

const BASELINE = 'AWSOrganizations-AccountBaseline';
const CONFIG = aConfig();

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws(anOrg().with(account('dev'), account('stg')).build());
  expect((await run(aws, CONFIG)).result.status).toBe('done');
});

const baselineOf = async (config = CONFIG) => stackSetStep(await planOf(aws, config), 'account-baseline');
const changed = (changes: readonly InstanceChange[]) => changes.map(({ account: id, reason }) => [id, reason]);

function leave(name: string, fields: Partial<FakeInstance>): void {
  const instances = aws.stackSets.sets.get(BASELINE)?.instances;
  const key = `${aws.idOf(name)}/${HOME}`;
  const instance = instances?.get(key);
  if (!instance) throw new Error(`no baseline in ${name}`);
  instances?.set(key, { ...instance, ...fields });
}

describe('a new stack set', () => {
  it('is created with every instance, whose reason is that all is new', async () => {
    const { action, instances, changes } = stackSetStep(
      await planOf(new FakeAws(anOrg().build()), CONFIG),
      'account-baseline',
    );
    expect(action).toBe('create');
    expect(new Set(instances.create.map(({ reason }) => reason))).toEqual(new Set(['new']));
    expect(changes.resources.every((resource) => resource.action === 'add')).toBe(true);
  });
});

describe('instances', () => {
  it('of a new account are created, and the definition is left alone', async () => {
    aws.join(account('new'));
    const { action, instances } = await baselineOf();
    expect(action).toBe('none');
    expect(changed(instances.create)).toEqual([[aws.idOf('new'), 'new-account']]);
    expect([...instances.update, ...instances.delete]).toEqual([]);
  });

  it('that failed last time are updated, with what AWS said', async () => {
    leave('dev', { status: 'OUTDATED', detailedStatus: 'FAILED', reason: 'No room.' });
    const { instances } = await baselineOf();
    expect(instances.update).toEqual([
      { account: aws.idOf('dev'), region: HOME, reason: 'failed-last-time', detail: 'No room.' },
    ]);
  });

  it('that are outdated without a failure are updated', async () => {
    leave('dev', { status: 'OUTDATED', detailedStatus: 'SUCCEEDED', reason: null });
    expect(changed((await baselineOf()).instances.update)).toEqual([[aws.idOf('dev'), 'outdated']]);
  });

  it('that CloudFormation gave up are left out of every operation', async () => {
    leave('dev', { status: 'INOPERABLE' });
    // Another kind of step makes it again.
    expect((await planOf(aws, CONFIG)).steps.map(({ kind }) => kind)).toEqual(['repair']);
  });

  it('of an account that left are forgotten, of an excluded one removed, of a suspended one kept', async () => {
    const [left, excluded] = [aws.idOf('dev'), aws.idOf('stg')];
    aws.leave('dev');
    const { instances } = await baselineOf(aConfig({ exclude: { accounts: ['stg'] } }));
    expect(changed(instances.delete)).toEqual([
      [left, 'left-organization'],
      [excluded, 'no-longer-targeted'],
    ]);
    aws.setState('stg', 'SUSPENDED');
    expect(changed((await baselineOf()).instances.delete)).toEqual([[left, 'left-organization']]);
  });

  it('that never had a stack are removed as records', async () => {
    leave('stg', { stackId: null, status: 'OUTDATED' });
    const { instances } = await baselineOf(aConfig({ exclude: { accounts: ['stg'] } }));
    expect(instances.delete).toMatchObject([{ account: aws.idOf('stg'), neverDeployed: true }]);
  });

  it('are not put where somebody else has what AWS keeps one of', async () => {
    const recording = aConfig({ configRecorder: { enabled: true } });
    const settings = { recording: true, recordsEverything: true, recordsGlobalTypes: true, prefix: '', bucket: 'own' };
    const occupant = { name: 'default', region: HOME, settings };
    aws.occupants.set(`${aws.idOf('dev')}/${HOME}/config-recorder`, occupant);
    const { instances } = stackSetStep(await planOf(aws, recording), 'config-recorder');
    expect(instances.create.map((change) => change.account)).not.toContain(aws.idOf('dev'));
    expect(instances.create.map((change) => change.account)).toContain(aws.idOf('stg'));
  });
});

describe('the roles that CloudFormation works through', () => {
  it('are of the stack set; another one is a change of its settings', async () => {
    const set = aws.stackSets.sets.get(BASELINE);
    if (!set) throw new Error('no baseline');
    set.definition = { ...set.definition, executionRoleName: 'Another' };
    const step = await baselineOf();
    expect(step.action).toBe('update');
    expect(step.changes.settings).toEqual([
      { path: 'ExecutionRoleName', from: 'Another', to: 'AWSCloudFormationStackSetExecutionRole' },
    ]);
    expect(new Set(step.instances.update.map(({ reason }) => reason))).toEqual(new Set(['settings-changed']));
    expect(step.administrationRoleArn).toBe(
      `arn:aws:iam::${aws.idOf('master')}:role/AWSCloudFormationStackSetAdministrationRole`,
    );
  });

  it('are none with SERVICE_MANAGED, which names units instead', async () => {
    const config = aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' } });
    const step = stackSetStep(
      await planOf(new FakeAws(anOrg().with(account('dev')).build()), config),
      'account-baseline',
    );
    expect(step).toMatchObject({ administrationRoleArn: null, executionRoleName: null, dropsRecordsOnly: false });
    expect(step.units).toEqual([aws.organization.rootId]);
  });

  it('are taken away after what they removed: only the baseline drops its records', async () => {
    const config = aConfig({ exclude: { accounts: ['stg'] } });
    const plan = await planOf(aws, config);
    const dropping = plan.steps.filter((step) => step.kind === 'stack-set' && step.dropsRecordsOnly);
    expect(dropping.map(({ title }) => title)).toEqual(['account-baseline']);
  });
});

describe('a stack set that is not wanted any more', () => {
  const ON = aConfig({ configRecorder: { enabled: true } });

  it('is deleted with its instances when we made it', async () => {
    await run(aws, ON);
    const step = stackSetStep(await planOf(aws, CONFIG), 'config-recorder');
    expect(step.action).toBe('delete');
    expect(step.instances.delete).toHaveLength(5);
    expect(step.changes.resources.every(({ action }) => action === 'remove' || action === 'release')).toBe(true);
  });

  it('stays when somebody else did', async () => {
    await run(aws, ON);
    const set = aws.stackSets.sets.get('AWSOrganizations-ConfigRecorder');
    if (!set) throw new Error('no recorder');
    set.definition = { ...set.definition, tags: {} };
    expect(titlesOf(await planOf(aws, CONFIG))).not.toContain('config-recorder');
  });
});

it('what serves all others is waited for as a whole: it is in the audit, log or image account', async () => {
  const plan = await planOf(new FakeAws(anOrg().build()), aConfig({ notifications: { enabled: true } }));
  const serving = plan.steps.flatMap((step) => (step.kind === 'stack-set' && step.servesOthers ? [step.title] : []));
  expect(serving).toContain('logging-resource');
  expect(serving).toContain('notification-hub');
  expect(serving).not.toContain('notification-routes');
});
