import { describe, expect, it } from 'vitest';
import {
  aConfig,
  applyOn,
  CATALOG,
  HOME,
  inputOf,
  planOf,
  run,
  stackSetStep,
  titlesOf,
} from '../../../test/support/engine.ts';
import { FakeAws, isWrite } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import type { EngineEvent } from '../events.ts';
import { makeDestroyPlan } from '../plan/destroy-plan.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { ApplyResult } from './apply-plan.ts';
import { failuresOf } from './apply-plan.ts';

const DEV = '444444444444';
const STG = '555555555555';
const ROLE = 'AWSCloudFormationStackSetExecutionRole';
const BASELINE = 'AWSOrganizations-AccountBaseline';

const withMembers = (...names: readonly string[]) =>
  new FakeAws(
    anOrg()
      .with(...names.map(account))
      .build(),
  );

/** Has exactly one operation after another in every account: what was tried in which order shows. */
const oneAtATime = { operation: { failureTolerancePercentage: 0 } };

const stackIn = (aws: FakeAws, account: string) =>
  aws.stacks.get(`${account}/${HOME}/AWSOrganizations-StackSetExecution`);

function failedIn(result: ApplyResult): readonly (readonly [string, string | null, string])[] {
  return failuresOf(result).map(({ step, failure }) => [step.title, failure.account, failure.reason] as const);
}

function statusOf(result: ApplyResult, title: string): string | undefined {
  return result.steps.find(({ step }) => step.title === title)?.outcome.status;
}

async function nothingLeft(aws: FakeAws, config = aConfig()): Promise<void> {
  expect(titlesOf(await planOf(aws, config))).toEqual([]);
}

/** What people are told to do, in one text. */
function commandsOf(events: readonly EngineEvent[]): string {
  return events.map((event) => (event.type === 'step-note' ? event.finding.command : '')).join('\n');
}

describe('a fresh organization', () => {
  it('is governed by one apply, and a second one writes nothing', async () => {
    const aws = withMembers('dev');
    const first = await run(aws, aConfig());
    expect(failedIn(first.result)).toEqual([]);
    expect(first.result.status).toBe('done');
    await nothingLeft(aws);
    const second = await run(aws, aConfig());
    expect(second.calls.filter(isWrite)).toEqual([]);
  });

  it('tells of every step its start, its progress and its end', async () => {
    const { events, plan } = await run(withMembers('dev'), aConfig());
    for (const { id } of plan.steps) {
      const told = events.filter((event) => 'step' in event && event.step === id).map(({ type }) => type);
      expect(told[0]).toBe('step-started');
      expect(told.at(-1)).toBe('step-finished');
    }
    const progress = events.findLast(
      (event) => event.type === 'step-progress' && event.step === `stack-set:${BASELINE}`,
    );
    expect(progress).toMatchObject({ progress: { total: 3, done: 3, failed: 0 } });
  });
});

describe('an account that fails', () => {
  it.each([
    { reason: 'Resource /metsuke already exists', advice: /Remove or rename it/ },
    {
      reason: 'User is not authorized to perform: ssm:PutParameter with an explicit deny in a service control policy',
      advice: /Exempt that role/,
    },
    { reason: 'User is not authorized to perform: ssm:PutParameter', advice: /executionPolicy/ },
    { reason: 'Something new', advice: /Repair the cause/ },
  ])('$reason: is named with advice, and the others are done', async ({ reason, advice }) => {
    const aws = withMembers('dev', 'stg');
    aws.failIn('dev', reason);
    const { result } = await run(aws, aConfig());
    expect(result.status).toBe('failed');
    expect(failedIn(result)).toEqual([['account-baseline', DEV, reason]]);
    expect(failuresOf(result)[0]?.failure.advice).toMatch(advice);
    expect(statusOf(result, 'security-topic')).toBe('done');
    const left = await planOf(aws, aConfig());
    expect(stackSetStep(left, 'account-baseline').instances.update).toEqual([
      { account: DEV, region: HOME, reason: 'failed-last-time', detail: reason },
    ]);
    aws.repair('dev');
    expect((await run(aws, aConfig())).result.status).toBe('done');
    await nothingLeft(aws);
  });

  it('in an operation that CloudFormation calls SUCCEEDED is noticed all the same', async () => {
    const aws = withMembers('dev');
    aws.failIn('dev', 'no');
    const { result } = await run(aws, aConfig());
    const operation = aws.stackSets.sets.get(BASELINE)?.operations[0];
    expect(operation?.status).toBe('SUCCEEDED');
    expect(statusOf(result, 'account-baseline')).toBe('failed');
  });

  it('beyond the tolerance: the others were not tried, and that is told of each', async () => {
    const aws = withMembers('dev', 'stg');
    aws.failIn('audit', 'no');
    aws.failIn('log', 'no');
    const { result } = await run(aws, aConfig({ stackSets: oneAtATime }));
    const baseline = failuresOf(result).filter(({ step }) => step.title === 'account-baseline');
    expect(baseline.map(({ failure: { account: id, reason } }) => [id, reason])).toEqual([
      ['222222222222', 'no'],
      ['333333333333', 'Cancelled since failure tolerance has exceeded'],
      [DEV, 'Cancelled since failure tolerance has exceeded'],
      [STG, 'Cancelled since failure tolerance has exceeded'],
    ]);
    expect(baseline[1]?.failure.advice).toMatch(/Not tried/);
  });
});

describe('an account without a way in', () => {
  it('is named once with the command to run there, the others go on', async () => {
    const aws = withMembers('dev', 'stg');
    aws.closeDoor('dev');
    const { result } = await run(aws, aConfig());
    const failures = failuresOf(result);
    expect(failures.map(({ step, failure }) => [step.title, failure.account])).toEqual([['account-baseline', DEV]]);
    expect(failures[0]?.failure.reason).toMatch(/not authorized to perform: sts:AssumeRole/);
    expect(failures[0]?.failure.command).toMatch(/metsuke synth .*aws cloudformation create-stack/);
    expect(statusOf(result, 'logging-resource')).toBe('done');
    aws.repair('dev');
    expect((await run(aws, aConfig())).result.status).toBe('done');
    await nothingLeft(aws);
  });

  it('is governed when its owner put the role there by hand', async () => {
    const aws = withMembers('dev', 'stg');
    aws.closeDoor('dev');
    await run(aws, aConfig());
    aws.addRole(aws.idOf('dev'), 'AWSCloudFormationStackSetExecutionRole');
    const { result, events } = await run(aws, aConfig());
    expect(result.status).toBe('done');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'step-note', finding: expect.objectContaining({ code: 'locked-out' }) }),
    );
    await nothingLeft(aws);
  });

  it('that was invited is changed and left with the help of its owner', async () => {
    const aws = new FakeAws(anOrg().with(account('partner').invited()).build());
    aws.closeDoor('partner');
    aws.addRole(aws.idOf('partner'), 'AWSCloudFormationStackSetExecutionRole');
    await run(aws, aConfig());
    const changed = aConfig({ stackSets: { executionPolicy: 'administrator' } });
    const { result, events } = await run(aws, changed);
    expect(result.status).toBe('done');
    expect(commandsOf(events)).toMatch(/aws cloudformation update-stack .*AWSOrganizations-StackSetExecution/);
    await nothingLeft(aws, changed);
    const input = await inputOf(aws, changed);
    const destroyed = await applyOn(aws, makeDestroyPlan(input), input);
    expect(destroyed.result.status).toBe('done');
    expect(commandsOf(destroyed.events)).toMatch(/aws cloudformation delete-stack/);
    expect(aws.stacks.size + aws.stackSets.sets.size).toBe(0);
  });

  it('that was never governed does not stand in the way of a destroy', async () => {
    const aws = new FakeAws(anOrg().with(account('partner').invited()).build());
    aws.closeDoor('partner');
    const excluded = aConfig({ exclude: { accounts: ['partner'] } });
    await run(aws, excluded);
    const input = await inputOf(aws, excluded);
    expect((await applyOn(aws, makeDestroyPlan(input), input)).result.status).toBe('done');
    expect(aws.stacks.size + aws.stackSets.sets.size).toBe(0);
  });

  it('does not get a definition by the way: its instance would claim a role that it has not', async () => {
    const aws = withMembers();
    await run(aws, aConfig());
    aws.closeDoor('audit');
    aws.closeDoor('log');
    const changed = aConfig({ stackSets: { executionPolicy: 'administrator' } });
    const { result } = await run(aws, changed);
    expect(statusOf(result, 'account-baseline')).toBe('failed');
    aws.repair('audit');
    aws.repair('log');
    expect(titlesOf(await planOf(aws, changed))).toEqual(['stackset-execution', 'account-baseline']);
    expect((await run(aws, changed)).result.status).toBe('done');
    await nothingLeft(aws, changed);
  });

  it('whose role somebody deleted gets it again, although its stack is still there', async () => {
    const aws = withMembers('dev');
    await run(aws, aConfig());
    aws.removeRole(aws.idOf('dev'), 'AWSCloudFormationStackSetExecutionRole');
    const changed = aConfig({ stackSets: { executionPolicy: 'administrator' } });
    expect((await run(aws, changed)).result.status).toBe('done');
    await nothingLeft(aws, changed);
  });

  it('whose role somebody deleted fails once, and the next apply makes it again', async () => {
    const aws = withMembers('dev', 'stg');
    await run(aws, aConfig());
    aws.removeRole(aws.idOf('dev'), 'AWSCloudFormationStackSetExecutionRole');
    const changed = aConfig({ patching: { enabled: true } });
    expect(failedIn((await run(aws, changed)).result).map(([title, id]) => [title, id])).toEqual([
      ['inventory-sync', DEV],
      ['patching', DEV],
    ]);
    expect(titlesOf(await planOf(aws, changed))).toEqual([
      'service-linked role',
      'stackset-execution',
      'account-baseline',
      'inventory-sync',
      'patching',
    ]);
    expect((await run(aws, changed)).result.status).toBe('done');
    await nothingLeft(aws, changed);
  });

  it('a role of that name made by somebody else is used, and that is told', async () => {
    const aws = withMembers('dev');
    aws.addRole(aws.idOf('dev'), 'AWSCloudFormationStackSetExecutionRole');
    const { result, events } = await run(aws, aConfig());
    expect(result.status).toBe('done');
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'step-note', finding: expect.objectContaining({ code: 'adopted-role' }) }),
    );
  });

  it('a role made by somebody else is kept, and our roles there get their boundary nevertheless', async () => {
    const aws = withMembers('dev');
    aws.addRole(aws.idOf('dev'), ROLE);
    await run(aws, aConfig());
    expect(stackIn(aws, DEV)?.parameters).toMatchObject({ MakesRole: 'false' });
    const changed = aConfig({ stackSets: { executionPolicy: 'administrator' } });
    expect((await run(aws, changed)).result.status).toBe('done');
    expect(stackIn(aws, DEV)?.parameters).toMatchObject({ MakesRole: 'false' });
    await nothingLeft(aws, changed);
    const input = await inputOf(aws, changed);
    expect((await applyOn(aws, makeDestroyPlan(input), input)).result.status).toBe('done');
    expect(stackIn(aws, DEV)).toBeUndefined();
    expect(await aws.connect().ports.inAccount(aws.idOf('dev'), 'x').roles.readRole(ROLE)).not.toBeNull();
  });

  it('a role made by somebody else that is deleted becomes ours, and the boundary stays', async () => {
    const aws = withMembers('dev');
    aws.addRole(aws.idOf('dev'), ROLE);
    await run(aws, aConfig());
    aws.removeRole(aws.idOf('dev'), ROLE);
    const changed = aConfig({ stackSets: { executionPolicy: 'administrator' } });
    const { result, calls } = await run(aws, changed);
    expect(result.status).toBe('done');
    expect(calls).not.toContain('inAccount.stacks.delete');
    expect(stackIn(aws, DEV)?.parameters).not.toHaveProperty('MakesRole');
    await nothingLeft(aws, changed);
  });
});

describe('a step that fails as a whole', () => {
  it('blocks what needs it, and nothing else', async () => {
    const aws = withMembers('dev');
    const connection = aws.connect();
    const broken = {
      ...connection.ports,
      stacks: { ...connection.ports.stacks, create: connection.ports.inAccount(aws.idOf('dev'), 'x').stacks.create },
    };
    aws.closeDoor('dev');
    const { result } = await run(aws, aConfig(), { connection: { ...connection, ports: broken } });
    expect(statusOf(result, 'stackset-administration')).toBe('failed');
    expect(statusOf(result, 'stackset-execution')).toBe('done');
    expect(statusOf(result, 'security-topic')).toBe('skipped');
    expect(statusOf(result, 'region-restriction')).toBe('done');
    expect(connection.calls).not.toContain('stackSets.create');
  });
});

describe('waiting', () => {
  const waits = (events: readonly EngineEvent[]) =>
    events.flatMap((event) => (event.type === 'waiting' ? [event.what] : []));

  it('for IAM to spread the new roles, without a failure', async () => {
    const aws = withMembers('dev');
    aws.rolePropagationMs = 12_000;
    const { result, events } = await run(aws, aConfig());
    expect(failedIn(result)).toEqual([]);
    expect(waits(events)).toContainEqual(expect.stringContaining('does not see the new roles'));
    await nothingLeft(aws);
  });

  it('for roles that never appear ends with what AWS says', async () => {
    const aws = withMembers('dev');
    aws.rolePropagationMs = 10 ** 9;
    const { result } = await run(aws, aConfig());
    expect(
      failuresOf(result).every(({ failure }) => /should have .* role with trust relationship/.test(failure.reason)),
    ).toBe(true);
    expect(failuresOf(result).length).toBeGreaterThan(0);
  });

  it('for an operation that somebody else started on the stack set', async () => {
    const aws = withMembers('dev');
    await run(aws, aConfig());
    const { stackSets } = aws.connect().ports;
    const preferences = {
      regionConcurrency: 'PARALLEL',
      concurrencyMode: 'SOFT_FAILURE_TOLERANCE',
      maxConcurrentCount: 1,
      failureToleranceCount: 0,
    } as const;
    const targets = { accounts: [aws.idOf('audit')], regions: [HOME], units: [] };
    await stackSets.updateInstances('AWSOrganizations-SecurityTopic', targets, preferences);
    const config = aConfig({ notifications: { securityEmail: 'new@example.com' } });
    const input = await inputOf(aws, config);
    const { result, events } = await applyOn(aws, makePlan(input), input);
    expect(result.status).toBe('done');
    expect(waits(events)).toContain('another operation works on AWSOrganizations-SecurityTopic');
    await nothingLeft(aws, config);
  });
});

describe('the canary', () => {
  const config = aConfig({ stackSets: { canary: 'dev' } });

  it('gets everything before the others', async () => {
    const aws = withMembers('dev', 'stg');
    expect((await run(aws, config)).result.status).toBe('done');
    const targets = aws.stackSets.sets
      .get(BASELINE)
      ?.operations.map(({ results }) => results.map(({ account: id }) => id));
    expect(targets).toEqual([[DEV], ['222222222222', '333333333333', STG]]);
  });

  it.each([
    { name: 'fails', spoil: (aws: FakeAws) => aws.failIn('dev', 'no') },
    { name: 'cannot even be entered', spoil: (aws: FakeAws) => aws.closeDoor('dev') },
  ])('that $name: nobody else is touched', async ({ spoil }) => {
    const aws = withMembers('dev', 'stg');
    spoil(aws);
    const { result } = await run(aws, config);
    const touched =
      aws.stackSets.sets.get(BASELINE)?.operations.flatMap(({ results }) => results.map(({ account: id }) => id)) ?? [];
    expect(touched.filter((id) => id !== DEV)).toEqual([]);
    expect(failedIn(result).map(([, , reason]) => reason)).toContainEqual(
      expect.stringContaining('The canary account'),
    );
    aws.repair('dev');
    expect((await run(aws, config)).result.status).toBe('done');
    await nothingLeft(aws, config);
  });

  it('that cannot get a changed execution role keeps the others from it', async () => {
    const aws = withMembers('dev', 'stg');
    await run(aws, config);
    aws.closeDoor('dev');
    const before = [...aws.stacks.values()].map(({ templateBody }) => templateBody);
    const changed = aConfig({ stackSets: { canary: 'dev', executionPolicy: 'administrator' } });
    const { result } = await run(aws, changed);
    expect(statusOf(result, 'stackset-execution')).toBe('failed');
    expect(statusOf(result, 'account-baseline')).toBe('skipped');
    expect([...aws.stacks.values()].map(({ templateBody }) => templateBody)).toEqual(before);
    aws.repair('dev');
    expect((await run(aws, changed)).result.status).toBe('done');
    await nothingLeft(aws, changed);
  });

  it('that is new gets a changed definition before the others', async () => {
    const aws = withMembers('stg');
    await run(aws, aConfig());
    aws.join(account('new'));
    const changed = aConfig({ resourcePrefix: 'other', stackSets: { canary: 'new' } });
    aws.failIn('new', 'no');
    await run(aws, changed);
    const others = [...(aws.stackSets.sets.get(BASELINE)?.instances.values() ?? [])].filter(
      ({ account: id }) => id !== '555555555555',
    );
    expect(others.every(({ deployed }) => deployed?.includes('"aws-organizations"'))).toBe(true);
    aws.repair('new');
    expect((await run(aws, changed)).result.status).toBe('done');
    await nothingLeft(aws, changed);
  });
});

describe('regions and removal', () => {
  const blueprints = CATALOG.blueprints.map((blueprint) =>
    blueprint.id === 'account-baseline' ? { ...blueprint, regions: 'governed' as const } : blueprint,
  );
  const catalog = { ...CATALOG, blueprints };
  const two = aConfig({ governedRegions: [HOME, 'us-east-1'] });

  it('a region that is added and taken away again leaves nothing behind', async () => {
    const aws = withMembers('dev');
    await run(aws, aConfig(), { catalog });
    expect((await run(aws, two, { catalog })).result.status).toBe('done');
    expect(aws.stackSets.sets.get(BASELINE)?.instances.size).toBe(6);
    expect((await run(aws, aConfig(), { catalog })).result.status).toBe('done');
    expect(aws.stackSets.sets.get(BASELINE)?.instances.size).toBe(3);
    expect(titlesOf(await planOf(aws, aConfig(), { catalog }))).toEqual([]);
  });

  it('a removal that fails names the account, and its stack set stays', async () => {
    const aws = withMembers('dev');
    await run(aws, aConfig({ auditExecutionRoles: { enabled: true } }));
    aws.failIn('dev', 'Termination protection is enabled', 'AWSOrganizations-AuditExecutionRoles');
    const { result } = await run(aws, aConfig());
    expect(failedIn(result)).toEqual([['audit-execution-roles', DEV, 'Termination protection is enabled']]);
    expect(aws.stackSets.sets.get('AWSOrganizations-AuditExecutionRoles')?.instances.size).toBe(1);
  });

  it('an excluded account whose removal fails keeps the role that the next apply removes it with', async () => {
    const aws = withMembers('dev');
    const auditExecutionRoles = { enabled: true };
    await run(aws, aConfig({ auditExecutionRoles }));
    const excluded = aConfig({ auditExecutionRoles, exclude: { accounts: ['dev'] } });
    aws.failIn('dev', 'Termination protection is enabled');
    const { result } = await run(aws, excluded);
    expect(failedIn(result).map(([title, id]) => [title, id])).toEqual([
      ['audit-execution-roles', DEV],
      ['stackset-execution', DEV],
      ['account-baseline', DEV],
    ]);
    aws.repair('dev');
    expect((await run(aws, excluded)).result.status).toBe('done');
    await nothingLeft(aws, excluded);
    expect([...aws.stacks.keys()].filter((key) => key.startsWith(DEV))).toEqual([]);
  });

  it('a destroy that fails somewhere keeps the roles that the next one needs', async () => {
    const aws = withMembers('dev');
    const config = aConfig({ auditExecutionRoles: { enabled: true } });
    await run(aws, config);
    aws.failIn('dev', 'Termination protection is enabled');
    const destroy = async () => {
      const input = await inputOf(aws, config);
      return (await applyOn(aws, makeDestroyPlan(input), input)).result;
    };
    expect((await destroy()).status).toBe('failed');
    expect([...aws.stacks.values()].map(({ account: id }) => id)).toEqual(['111111111111', DEV]);
    aws.repair('dev');
    expect((await destroy()).status).toBe('done');
    expect(aws.stacks.size + aws.stackSets.sets.size).toBe(0);
  });

  it('destroy removes everything of ours and lists the buckets that stay', async () => {
    const aws = withMembers('dev');
    await run(aws, aConfig());
    const input = await inputOf(aws, aConfig());
    const plan = makeDestroyPlan(input);
    expect(plan.retained.map(({ name }) => name)).toEqual([
      `aws-organizations-s3-access-logs-333333333333-${HOME}`,
      `aws-organizations-logs-333333333333-${HOME}`,
    ]);
    const { result } = await applyOn(aws, plan, input);
    expect(failedIn(result)).toEqual([]);
    const { stackSets, stacks, policies } = aws.state();
    expect({ stackSets, stacks, policies }).toEqual({ stackSets: [], stacks: [], policies: [] });
  });
});
