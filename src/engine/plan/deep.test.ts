import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, inputOf, planOf, run } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import { blueprintById } from '../../blueprints/catalog.ts';
import type { ResourceDrift } from '../observe/resource-drift.ts';
import { differencesBetween, parsePlan, serializePlan } from './plan-file.ts';

/** No event tells of anything here: an account is known to be broken because it was asked. */
const CONFIG = aConfig({
  configRecorder: { enabled: true },
  configRules: { enabled: true },
  notifications: { enabled: true },
  cloudTrail: { mode: 'ORGANIZATION' },
  guardDuty: { enabled: true, export: false },
  sessions: { enabled: true, asDefault: true, defaultHostManagement: true },
});

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws(anOrg().with(account('dev').in('Workloads'), account('stg').in('Workloads')).build());
  expect((await run(aws, CONFIG)).result.status).toBe('done');
});

const deep = { isDeep: true };
const stackNameOf = (id: string): string => blueprintById(id)?.stackName ?? '';
const RULE: ResourceDrift = {
  logicalId: 'RootUserRule',
  physicalId: 'aws-organizations-RootUser',
  type: 'AWS::Events::Rule',
  status: 'MODIFIED',
  differences: [{ path: '/State', expected: 'ENABLED', actual: 'DISABLED' }],
};

it('has no step and no finding where everything works', async () => {
  const plan = await planOf(aws, CONFIG, deep);
  expect(plan).toMatchObject({ steps: [], findings: [], isDeep: true });
});

describe('what only a look at every account finds', () => {
  it('is a recorder that was stopped: a step that says how it was found, and apply starts it', async () => {
    aws.condition.break(aws.idOf('dev'), 'aws-organizations-recorder', 'off');
    aws.stopRecording('recorder', 'dev', { isTold: false });
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
    const { steps, findings } = await planOf(aws, CONFIG, deep);
    expect(findings).toEqual([]);
    expect(steps).toMatchObject([
      { way: 'start', targets: [{ account: aws.idOf('dev'), culprits: ['found by a look at every account'] }] },
    ]);
    expect((await run(aws, CONFIG, deep)).result.status).toBe('done');
    expect(aws.recordings.get(`recorder ${aws.idOf('dev')} ap-northeast-1`)).toBe('on');
  });

  it('is a rule that was disabled: put back, and who did it is named where an event told too', async () => {
    aws.condition.break(aws.idOf('dev'), 'aws-organizations-RootUser', 'off');
    for (const region of ['ap-northeast-1', 'us-east-1'])
      aws.drifts.set(aws.stackOf(stackNameOf('notification-routes'), 'dev', region), [RULE]);
    const found = await planOf(aws, CONFIG, deep);
    expect(found).toMatchObject({
      findings: [],
      steps: [{ way: 'revert-drift', targets: Array(2).fill({ culprits: ['found by a look at every account'] }) }],
    });
    aws.tell('events:DisableRule', 'dev');
    expect((await planOf(aws, CONFIG, deep)).steps).toMatchObject([
      {
        targets: [
          { region: 'ap-northeast-1', culprits: [expect.stringMatching(/^events:DisableRule by alice/)] },
          { region: 'us-east-1', culprits: ['found by a look at every account'] },
        ],
      },
    ]);
  });

  it('is a policy that drift detection alone sees', async () => {
    const routes = stackNameOf('notification-routes');
    const drift = { ...RULE, type: 'AWS::SQS::QueuePolicy', logicalId: 'Policy' };
    aws.drifts.set(aws.stackOf(routes, 'stg'), [drift]);
    expect((await planOf(aws, CONFIG)).steps).toEqual([]);
    expect((await planOf(aws, CONFIG, deep)).steps).toMatchObject([
      { way: 'revert-drift', targets: [{ account: aws.idOf('stg') }] },
    ]);
  });

  it('is a stack that was deleted', async () => {
    const stack = aws.stackOf(stackNameOf('config-rules'), 'dev');
    aws.stackStatuses.set(stack, 'DELETE_COMPLETE');
    aws.condition.break(aws.idOf('dev'), stack.split('/')[1] ?? '', 'gone');
    expect(await planOf(aws, CONFIG, deep)).toMatchObject({
      findings: [],
      steps: [{ way: 'create-anew', title: 'config-rules', targets: [{ reason: 'stack-gone' }] }],
    });
  });

  it('is a service-linked role, which no stack makes', async () => {
    expect(aws.serviceLinkedRoles.delete(`${aws.idOf('dev')}/config.amazonaws.com`)).toBe(true);
    expect(await planOf(aws, CONFIG, deep)).toMatchObject({
      findings: [],
      steps: [{ kind: 'service-linked-role', targets: [{ account: aws.idOf('dev') }] }],
    });
    expect((await run(aws, CONFIG, deep)).result.status).toBe('done');
    expect((await planOf(aws, CONFIG, deep)).steps).toEqual([]);
  });

  it('is defaults of sessions that others have set', async () => {
    expect(aws.hostManagement.delete(`${aws.idOf('stg')}/ap-northeast-1`)).toBe(true);
    expect(await planOf(aws, CONFIG, deep)).toMatchObject({
      findings: [],
      steps: [{ id: 'session-defaults:set', targets: [{ account: aws.idOf('stg'), region: 'ap-northeast-1' }] }],
    });
    expect((await run(aws, CONFIG, deep)).result.status).toBe('done');
    expect((await planOf(aws, CONFIG, deep)).steps).toEqual([]);
  });
});

describe('what no step repairs', () => {
  const findingsOf = async () => (await planOf(aws, CONFIG, deep)).findings;

  it('is a finding with what to do by hand', async () => {
    aws.condition.break(aws.idOf('dev'), 'aws-organizations-channel', { error: 'NoSuchBucket: gone' });
    expect(await findingsOf()).toMatchObject([
      { severity: 'warning', code: 'does-not-work', message: expect.stringContaining('NoSuchBucket') },
    ]);
  });

  it('is what CloudFormation cannot compare: unknown, with the command of the service', async () => {
    aws.condition.break(aws.idOf('dev'), 'aws-organizations-RootUser', 'off');
    aws.incomparable.set(aws.stackOf(stackNameOf('notification-routes'), 'dev'), [
      { logicalId: 'RootUserRule', type: 'AWS::Events::Rule' },
    ]);
    const findings = await findingsOf();
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'does-not-work', command: expect.stringContaining('aws events enable-rule') }),
    );
    expect(findings).toContainEqual(expect.objectContaining({ code: 'unknown' }));
  });

  it('is an account that lets nobody in', async () => {
    aws.closeDoor('stg');
    const findings = await findingsOf();
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['unknown']));
    expect(findings.map(({ message }) => message).join('\n')).toMatch(/stg .*work is unknown: sts:AssumeRole/);
  });
});

it('is a saved plan that says so, since the same plan without the look would be another one', async () => {
  aws.condition.break(aws.idOf('dev'), 'aws-organizations-recorder', 'off');
  aws.stopRecording('recorder', 'dev', { isTold: false });
  const plan = await planOf(aws, CONFIG, deep);
  const saved = parsePlan(serializePlan({ plan, salt: 'x' }), 'plan.json').plan;
  expect(saved.isDeep).toBe(true);
  expect(differencesBetween(saved, await planOf(aws, CONFIG, deep))).toEqual([]);
  expect(differencesBetween(saved, await planOf(aws, CONFIG))).not.toEqual([]);
});

it('asks no account a second time where all is well', async () => {
  const connection = aws.connect();
  await inputOf(aws, CONFIG, { connection, ...deep });
  expect(connection.calls.filter((call) => /listStatuses|listIncomparable/.test(call))).toEqual([]);
});
