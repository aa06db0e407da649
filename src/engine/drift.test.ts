import { beforeEach, describe, expect, it } from 'vitest';
import { aConfig, HOME, inputOf, run } from '../../test/support/engine.ts';
import { FakeAws } from '../../test/support/fake-aws.ts';
import { account, anOrg } from '../../test/support/organization.ts';
import { MetsukeError } from '../domain/errors.ts';
import { readDrift } from './drift.ts';
import type { ResourceDrift } from './observe/resource-drift.ts';

const CONFIG = aConfig();
const CHANGED: ResourceDrift = {
  logicalId: 'Role',
  physicalId: 'role',
  type: 'AWS::IAM::Role',
  status: 'MODIFIED',
  differences: [],
};
const EXECUTION = 'AWSOrganizations-StackSetExecution';

let aws: FakeAws;
beforeEach(async () => {
  aws = new FakeAws(anOrg().with(account('dev'), account('stg'), account('left out')).build());
  expect((await run(aws, CONFIG)).result.status).toBe('done');
});

async function driftOf(ports = aws.connect().ports, config = CONFIG) {
  const signal = new AbortController().signal;
  return readDrift(await inputOf(aws, config), { ports, clock: aws.clock, signal, emit: () => {} });
}

function executionStackOf(name: string): string {
  const stack = aws.stacks.get(`${aws.idOf(name)}/${HOME}/${EXECUTION}`);
  if (!stack) throw new Error(`no execution role stack in ${name}`);
  return stack.name;
}

describe('an organization that nobody touched', () => {
  it('has every stack compared, and none that differs', async () => {
    const instances = [...aws.stackSets.sets.values()].reduce((sum, set) => sum + set.instances.size, 0);
    const plain = aws.stacks.size;
    expect(await driftOf()).toEqual({ checked: instances + plain, drifts: [], failures: [] });
  });
});

describe('a change by hand', () => {
  it('in a stack of a stack set is told with its place and its resources', async () => {
    aws.drifts.set(aws.stackOf('AWSOrganizations-AccountBaseline', 'dev'), [CHANGED]);
    expect((await driftOf()).drifts).toEqual([
      { title: 'account-baseline', account: aws.idOf('dev'), region: HOME, resources: [CHANGED] },
    ]);
  });

  it('in the stack of an execution role is told too', async () => {
    aws.drifts.set(executionStackOf('stg'), [CHANGED]);
    const { drifts } = await driftOf();
    expect(drifts.map(({ title }) => title)).toContain('stackset-execution');
    expect(drifts.every(({ resources }) => resources.length > 0)).toBe(true);
  });
});

describe('what cannot be compared', () => {
  it('is a failure of the account that lets nobody in, and no reason to stop', async () => {
    aws.closeDoor('dev');
    aws.drifts.set(aws.stackOf('AWSOrganizations-AccountBaseline', 'stg'), [CHANGED]);
    const { drifts, failures } = await driftOf();
    expect(drifts).toHaveLength(1);
    expect(failures).toEqual([
      {
        title: 'stackset-execution',
        account: aws.idOf('dev'),
        reason: expect.stringContaining('sts:AssumeRole'),
        isExpected: false,
      },
    ]);
  });

  it('is expected of an account that was invited', async () => {
    aws.join(account('guest').invited());
    const guest = aws.idOf('guest');
    aws.addRole(guest, 'AWSCloudFormationStackSetExecutionRole');
    const put = await run(aws, CONFIG);
    expect(put.plan.steps.length).toBeGreaterThan(0);
    expect((await driftOf()).failures).toMatchObject([{ account: guest, isExpected: true }]);
  });

  it('is a failure of the stack set where CloudFormation refuses', async () => {
    const { ports } = aws.connect();
    const refusing = {
      ...ports,
      stackSets: {
        ...ports.stackSets,
        startDriftDetection: async (name: string, ...rest: unknown[]) => {
          if (name === 'AWSOrganizations-AccountBaseline') throw new MetsukeError('access-denied', 'You may not.');
          return ports.stackSets.startDriftDetection(name, ...(rest as [never]));
        },
      },
    };
    const { checked, failures } = await driftOf(refusing);
    expect(checked).toBeGreaterThan(0);
    expect(failures).toEqual([{ title: 'account-baseline', account: null, reason: 'You may not.', isExpected: false }]);
  });

  it('is a failure of each account whose result is none', async () => {
    const { ports } = aws.connect();
    const stackSets = {
      ...ports.stackSets,
      listOperationResults: async (name: string, id: string) =>
        (await ports.stackSets.listOperationResults(name, id)).map((result) =>
          name === 'AWSOrganizations-AccountBaseline' && result.account === aws.idOf('stg')
            ? { ...result, status: 'FAILED' as const, reason: 'Throttled.' }
            : result,
        ),
    };
    expect((await driftOf({ ...ports, stackSets })).failures).toEqual([
      { title: 'account-baseline', account: aws.idOf('stg'), reason: 'Throttled.', isExpected: false },
    ]);
  });

  it('is no failure where the program itself is wrong', async () => {
    const { ports } = aws.connect();
    const stackSets = { ...ports.stackSets, startDriftDetection: () => Promise.reject(new TypeError('a bug')) };
    await expect(driftOf({ ...ports, stackSets })).rejects.toThrow(TypeError);
  });
});

it('an account that is not governed is not asked', async () => {
  const { ports, calls } = aws.connect();
  await driftOf(ports, aConfig({ exclude: { accounts: ['left out'] } }));
  const asked = calls.filter((call) => call === 'inAccount.stacks.detectDrift');
  // audit, log, dev and stg
  expect(asked).toHaveLength(4);
});
