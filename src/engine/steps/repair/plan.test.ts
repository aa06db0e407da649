import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, inputOf, planOf, run, stackSetStep } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { ResourceDrift } from '../../observe/resource-drift.ts';
import type { Plan } from '../../plan/plan.ts';
import { isHealthy, readStatus } from '../../status.ts';
import type { RepairStep } from './step.ts';

const CONFIG = aConfig({ notifications: { enabled: true } });
const ROUTES = 'AWSOrganizations-NotificationRoutes';
const LOGS = 'AWSOrganizations-LoggingResource';

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws(anOrg().with(account('dev').in('Workloads'), account('stg').in('Workloads')).build());
  expect((await run(aws, CONFIG)).result.status).toBe('done');
});

const RULE: ResourceDrift = {
  logicalId: 'RootUserRule',
  physicalId: 'aws-organizations-RootUser',
  type: 'AWS::Events::Rule',
  status: 'MODIFIED',
  differences: [{ path: '/State', expected: 'ENABLED', actual: 'DISABLED' }],
};

const repairsOf = (plan: Plan): readonly RepairStep[] =>
  plan.steps.flatMap((step) => (step.kind === 'repair' ? [step] : []));
const planned = async () => repairsOf(await planOf(aws, CONFIG));
const statusOf = async () => readStatus(aws.connect().ports, await inputOf(aws, CONFIG));
const codes = async () => (await planOf(aws, CONFIG)).findings.map(({ code }) => code);
const callsOf = async (): Promise<readonly string[]> => {
  const connection = aws.connect();
  await inputOf(aws, CONFIG, { connection });
  return connection.calls.filter((call) => /inAccount\.stacks/.test(call));
};

describe('a rule that somebody disabled', () => {
  beforeEach(() => {
    aws.tell('events:DisableRule', 'dev');
    aws.drifts.set(aws.stackOf(ROUTES, 'dev'), [RULE]);
  });

  it('is a step of the plan that says what differs and who did it, and apply puts it back', async () => {
    expect(await planned()).toMatchObject([
      {
        title: 'notification-routes',
        way: 'revert-drift',
        targets: [
          {
            account: aws.idOf('dev'),
            culprits: ['events:DisableRule by alice with role Admin, 2026-11-29 04:00 UTC'],
            resources: [
              { logicalId: 'RootUserRule', properties: [{ path: '/State', from: 'DISABLED', to: 'ENABLED' }] },
            ],
          },
        ],
      },
    ]);
    expect((await run(aws, CONFIG)).result.status).toBe('done');
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
    expect(aws.disturbances).toEqual([]);
  });

  it('makes a status unwell, which names the part', async () => {
    const status = await statusOf();
    expect(isHealthy(status)).toBe(false);
    expect(status.repairs).toMatchObject([{ title: 'notification-routes', target: { account: aws.idOf('dev') } }]);
  });

  it('costs one list of stacks, and a detection in the stacks with rules', async () => {
    expect(await callsOf()).toEqual([
      'inAccount.stacks.listStatuses',
      'inAccount.stacks.detectDrift',
      'inAccount.stacks.listIncomparable',
    ]);
  });

  it('beside what CloudFormation cannot compare is repaired, and the rest stays unknown', async () => {
    aws.incomparable.set(aws.stackOf(ROUTES, 'dev'), [{ logicalId: 'Queue', type: 'AWS::SQS::QueuePolicy' }]);
    expect(await codes()).toContain('unknown');
    expect((await run(aws, CONFIG)).result.status).toBe('done');
    expect(aws.drifts.size).toBe(0);
    expect(aws.disturbances).toHaveLength(1);
    expect(isHealthy(await statusOf())).toBe(false);
  });

  it('that cannot be put back is a failure of its account with the command by hand, and its entry stays', async () => {
    aws.stubborn.add(aws.stackOf(ROUTES, 'dev'));
    const { result } = await run(aws, CONFIG);
    expect(result.status).toBe('failed');
    expect(result.steps.flatMap(({ outcome }) => outcome.failures)).toMatchObject([
      {
        advice: expect.stringContaining('OrganizationAccountAccessRole'),
        command: expect.stringMatching(/^aws cloudcontrol update-resource .*AWS::Events::Rule .*"value":"ENABLED"/),
      },
    ]);
    expect(aws.disturbances).toHaveLength(1);
    expect(await planned()).toHaveLength(1);
  });

  it('and a template that changes: first the stack set, then what was changed by hand', async () => {
    const changed = aConfig({ notifications: { enabled: true, breakGlassRoles: ['Emergency'] } });
    const plan = await planOf(aws, changed);
    expect(repairsOf(plan)[0]?.dependsOn).toContain(stackSetStep(plan, 'notification-routes').id);
  });
});

it('names who detached a policy', async () => {
  const [policy] = aws.policies.values();
  if (policy) aws.policies.set(policy.id, { ...policy, targets: [] });
  aws.tell('organizations:DetachPolicy', 'master', 'us-east-1');
  expect((await planOf(aws, CONFIG)).steps).toMatchObject([
    { kind: 'policy', culprits: [expect.stringContaining('organizations:DetachPolicy by alice')] },
  ]);
  await run(aws, CONFIG);
  expect(aws.disturbances).toEqual([]);
});

describe('an entry about what is well', () => {
  it('is no step, and an apply closes it', async () => {
    aws.tell('events:DisableRule', 'dev');
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
    expect(isHealthy(await statusOf())).toBe(true);
    await run(aws, CONFIG);
    expect(aws.disturbances).toEqual([]);
  });

  it('that lies about an account or a service costs nothing', async () => {
    aws.disturbances = [
      { account: '999999999999', region: 'eu-west-1', call: 'events:PutRule', actor: null, at: '2026-11-29T04:00:00Z' },
    ];
    expect(await callsOf()).toEqual([]);
  });
});

describe('a stack that somebody deleted', () => {
  it('is created again, by a record that goes and one that comes', async () => {
    const before = aws.stackOf(ROUTES, 'dev');
    aws.stackStatuses.set(before, 'DELETE_COMPLETE');
    aws.tell('cloudformation:DeleteStack', 'dev');
    expect(await planned()).toMatchObject([
      {
        way: 'create-anew',
        targets: [{ reason: 'stack-gone', culprits: [expect.stringContaining('cloudformation:DeleteStack by alice')] }],
      },
    ]);
    expect((await run(aws, CONFIG)).result.status).toBe('done');
    expect(aws.stackOf(ROUTES, 'dev')).not.toBe(before);
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
  });

  it('which keeps its buckets is explained, and its entry stays', async () => {
    aws.stackStatuses.set(aws.stackOf(LOGS, 'log'), 'DELETE_COMPLETE');
    aws.tell('cloudformation:DeleteStack', 'log');
    expect(await planned()).toEqual([]);
    expect(await codes()).toContain('stack-gone');
    await run(aws, CONFIG);
    expect(aws.disturbances).toHaveLength(1);
    expect(isHealthy(await statusOf())).toBe(false);
  });

  it('with the execution role is made again by the step of the roles', async () => {
    aws.stacks.delete(`${aws.idOf('dev')}/ap-northeast-1/AWSOrganizations-StackSetExecution`);
    aws.removeRole(aws.idOf('dev'), 'AWSCloudFormationStackSetExecutionRole');
    aws.tell('cloudformation:DeleteStack', 'dev');
    const { steps } = await planOf(aws, CONFIG);
    expect(steps).toMatchObject([{ title: 'stackset-execution', targets: [{ reason: 'stack-gone' }] }]);
    expect((await run(aws, CONFIG)).result.status).toBe('done');
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
  });
});

describe('a stack that is stuck', () => {
  const stuck = (stackSet: string, name: string, status: string): void => {
    aws.stackStatuses.set(aws.stackOf(stackSet, name), status);
    aws.tell('cloudformation:UpdateStack', name);
  };

  it.each(['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED', 'DELETE_FAILED', 'REVIEW_IN_PROGRESS'])(
    'in %s is removed and created again where nothing is lost',
    async (status) => {
      stuck(ROUTES, 'dev', status);
      expect(await planned()).toMatchObject([
        {
          way: 'create-anew',
          targets: [{ reason: 'stack-stuck', detail: status, repair: { stack: expect.any(String) } }],
        },
      ]);
      expect((await run(aws, CONFIG)).result.status).toBe('done');
      expect((await planOf(aws, CONFIG)).steps).toEqual([]);
    },
  );

  it('in UPDATE_ROLLBACK_FAILED goes on with its rollback, whatever it holds', async () => {
    stuck(LOGS, 'log', 'UPDATE_ROLLBACK_FAILED');
    expect(await planned()).toMatchObject([{ way: 'continue-rollback', title: 'logging-resource' }]);
    expect((await run(aws, CONFIG)).result.status).toBe('done');
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
  });

  it('and holds logs is never deleted', async () => {
    stuck(LOGS, 'log', 'DELETE_FAILED');
    expect(await planned()).toEqual([]);
    expect(await codes()).toContain('stack-stuck');
  });

  it('whose deletion failed and which holds logs is left out, and a person is told the command', async () => {
    const instances = aws.stackSets.sets.get(LOGS)?.instances;
    const key = `${aws.idOf('log')}/ap-northeast-1`;
    const instance = instances?.get(key);
    if (instance) instances?.set(key, { ...instance, status: 'INOPERABLE', detailedStatus: 'INOPERABLE' });
    const { steps, findings } = await planOf(aws, CONFIG);
    expect(steps).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'inoperable-instance', command: expect.stringContaining(aws.idOf('log')) }),
    );
  });

  it('at work is unknown, and its entry stays', async () => {
    stuck(ROUTES, 'dev', 'UPDATE_IN_PROGRESS');
    expect(await planned()).toEqual([]);
    expect(await codes()).toContain('unknown');
    await run(aws, CONFIG);
    expect(aws.disturbances).toHaveLength(1);
  });
});

describe('what cannot be known', () => {
  it('is a place that lets nobody in', async () => {
    aws.tell('events:DisableRule', 'dev');
    aws.closeDoor('dev');
    expect(await codes()).toContain('unknown');
    expect(isHealthy(await statusOf())).toBe(false);
  });

  it('is a resource that CloudFormation cannot compare', async () => {
    aws.tell('events:DisableRule', 'dev');
    aws.incomparable.set(aws.stackOf(ROUTES, 'dev'), [{ logicalId: 'RootUserRule', type: 'AWS::Events::Rule' }]);
    const { findings } = await planOf(aws, CONFIG);
    expect(findings).toContainEqual(
      expect.objectContaining({
        ...{ code: 'unknown', message: expect.stringMatching(/AWS::Events::Rule/) },
        command: expect.stringMatching(/^aws cloudformation get-template --region ap-northeast-1 --stack-name /),
      }),
    );
  });
});

it('begins no new repair once it is interrupted', async () => {
  aws.tell('events:DisableRule', 'dev');
  aws.tell('events:DisableRule', 'stg');
  for (const name of ['dev', 'stg']) aws.drifts.set(aws.stackOf(ROUTES, name), [RULE]);
  const { result } = await run(aws, CONFIG, { signal: AbortSignal.abort() });
  expect(result.status).toBe('interrupted');
  expect(aws.drifts.size).toBe(2);
  expect(aws.disturbances).toHaveLength(2);
});
