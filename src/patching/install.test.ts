import { describe, expect, it } from 'vitest';
import { anInstance, aPlace } from '../../test/support/instances.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { Instance, Place } from '../sessions/instance.ts';
import type { CommandRequest, Invocation, PatchState } from '../sessions/ports.ts';
import { installPatches, isRunDone } from './install.ts';
import type { PatchPlan } from './plan.ts';

const SUCCESS: Invocation = { status: 'Success', exitCode: 0, stdout: '', stderr: '' };
const FAILED: Invocation = { status: 'Failed', exitCode: 1, stdout: 'No space left on device', stderr: '' };
const [dev, prod] = [aPlace('dev'), aPlace('prod')];

function instancesOf(place: Place, count: number): readonly Instance[] {
  return Array.from({ length: count }, (_, index) =>
    anInstance('web', { id: `${place.accountName}-${index}`, ...place }),
  );
}

function aPlan(places: readonly (readonly [Place, number, number])[], changes: Partial<PatchPlan> = {}): PatchPlan {
  return {
    choice: { by: 'baseline' },
    reboot: 'NoReboot',
    maxErrors: 1,
    places: places.map(([place, count, atOnce]) => ({
      ...place,
      atOnce,
      instances: instancesOf(place, count).map((instance) => ({ instance, group: 'dev', lastScan: null })),
    })),
    unreached: [],
    unconcerned: [],
    ...changes,
  };
}

interface Fleet {
  readonly failing?: readonly string[];
  readonly refused?: Place;
  readonly state?: (id: string) => PatchState | null;
}

function aFleet({ failing = [], refused, state = () => null }: Fleet = {}) {
  const sent: (CommandRequest & { readonly account: string })[] = [];
  return {
    sent,
    sendCommand: async (place: Place, request: CommandRequest) => {
      if (place.account === refused?.account)
        throw new MetsukeError('access-denied', 'ssm:SendCommand: not authorized');
      sent.push({ ...request, account: place.account });
      return 'command';
    },
    readInvocation: async (_place: Place, _command: string, id: string) => (failing.includes(id) ? FAILED : SUCCESS),
    readPatchState: async (_place: Place, id: string) => state(id),
  };
}

async function install(
  plan: PatchPlan,
  port: ReturnType<typeof aFleet>,
  address: (() => Promise<string>) | null = null,
) {
  const told: string[] = [];
  const results = await installPatches(plan, {
    port,
    clock: { now: () => 0, sleep: async () => {} },
    overrideAddress: address,
    onResult: ({ instance, status }) => told.push(`${instance.id} ${status}`),
  });
  expect(told).toHaveLength(results.length);
  return results.map(({ instance, status }) => `${instance.id} ${status}`);
}

it('runs the baseline of each instance, so many at once', async () => {
  const port = aFleet();
  const results = await install(aPlan([[dev, 5, 2]]), port);
  expect(results).toHaveLength(5);
  expect(port.sent.map(({ instanceIds }) => instanceIds)).toEqual([['dev-0', 'dev-1'], ['dev-2', 'dev-3'], ['dev-4']]);
  expect(port.sent[0]).toMatchObject({
    documentName: 'AWS-RunPatchBaseline',
    parameters: { Operation: ['Install'], RebootOption: ['NoReboot'] },
  });
  expect(port.sent[0]?.parameters).not.toHaveProperty('BaselineOverride');
});

it('sends a command to fifty instances at most', async () => {
  const port = aFleet();
  await install(aPlan([[dev, 120, 120]]), port);
  expect(port.sent.map(({ instanceIds }) => instanceIds.length)).toEqual([50, 50, 20]);
});

it('gives each command an address of its own for what is installed instead', async () => {
  const port = aFleet();
  let asked = 0;
  await install(aPlan([[dev, 2, 1]]), port, async () => `https://bucket/${++asked}`);
  expect(port.sent.map(({ parameters }) => parameters.BaselineOverride)).toEqual([
    ['https://bucket/1'],
    ['https://bucket/2'],
  ]);
});

it('begins on no further instance, in no account, after too many failures', async () => {
  const port = aFleet({ failing: ['dev-0', 'dev-1'] });
  const results = await install(
    aPlan([
      [dev, 3, 2],
      [prod, 9, 1],
    ]),
    port,
  );
  expect(results.slice(0, 3)).toEqual(['dev-0 Failed', 'dev-1 Failed', 'dev-2 NotBegun']);
  expect(results).toContain('prod-0 Success');
  expect(results.at(-1)).toBe('prod-8 NotBegun');
});

it('bears as many failures as it was told', async () => {
  const results = await install(aPlan([[dev, 3, 1]], { maxErrors: 1 }), aFleet({ failing: ['dev-0'] }));
  expect(results).toEqual(['dev-0 Failed', 'dev-1 Success', 'dev-2 Success']);
  const strict = await install(aPlan([[dev, 3, 1]], { maxErrors: 0 }), aFleet({ failing: ['dev-0'] }));
  expect(strict).toEqual(['dev-0 Failed', 'dev-1 NotBegun', 'dev-2 NotBegun']);
});

it('goes on elsewhere when an account refuses', async () => {
  const results = await install(
    aPlan([
      [dev, 3, 3],
      [prod, 2, 1],
    ]),
    aFleet({ refused: dev }),
  );
  expect(results).toEqual(['dev-0 NotSent', 'dev-1 NotSent', 'dev-2 NotSent', 'prod-0 Success', 'prod-1 Success']);
});

describe('a patch that is named', () => {
  const named = { choice: { by: 'patch', patches: ['CVE-2026-12345'] } } as const;
  const state = (changes: Partial<PatchState> = {}): PatchState => ({
    operation: 'Install',
    endedAt: 0,
    fitting: 0,
    ...changes,
  });

  it.each([
    ['is for no package of the instance', state(), 'NothingFits'],
    ['is there now', state({ fitting: 1 }), 'Success'],
    ['was looked for before this run only', state({ endedAt: -3_600_000 }), 'Success'],
    ['was looked for by a scan only', state({ operation: 'Scan' }), 'Success'],
    ['is nothing that Patch Manager tells of', null, 'Success'],
  ])('%s', async (_name, found, status) => {
    const port = aFleet({ state: () => found });
    expect(await install(aPlan([[dev, 1, 1]], named), port)).toEqual([`dev-0 ${status}`]);
  });

  it('stops no wave where it fits nothing, and is not asked for where the run failed', async () => {
    const port = aFleet({ failing: ['dev-1'], state: () => state() });
    const results = await install(aPlan([[dev, 3, 1]], { ...named, maxErrors: 1 }), port);
    expect(results).toEqual(['dev-0 NothingFits', 'dev-1 Failed', 'dev-2 NothingFits']);
  });

  it('is a success that is told when nobody may ask', async () => {
    const refuse = (): never => {
      throw new MetsukeError('access-denied', 'ssm:DescribeInstancePatchStates: not authorized');
    };
    const results = await installPatches(aPlan([[dev, 1, 1]], named), {
      port: aFleet({ state: refuse }),
      clock: { now: () => 0, sleep: async () => {} },
      overrideAddress: null,
      onResult: () => {},
    });
    expect(results).toMatchObject([
      {
        status: 'Success',
        stderr: 'Whether a patch fitted is not known: ssm:DescribeInstancePatchStates: not authorized',
      },
    ]);
  });

  it('leaves a run by the baselines as it was', async () => {
    expect(await install(aPlan([[dev, 1, 1]]), aFleet({ state: () => state() }))).toEqual(['dev-0 Success']);
  });
});

it.each([
  [[], true],
  [['Success', 'Success'], true],
  [['Success', 'NothingFits'], true],
  [['NothingFits', 'NothingFits'], false],
  [['Success', 'Failed'], false],
  [['Success', 'NotSent'], false],
])('a run that ends with %j is done: %s', (statuses, done) => {
  const [instance] = instancesOf(dev, 1);
  if (!instance) throw new Error('the test needs an instance');
  const results = statuses.map((status) => ({ instance, status, exitCode: null, stdout: '', stderr: '' }));
  expect(isRunDone(results)).toBe(done);
});
