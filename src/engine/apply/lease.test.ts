import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { anOrg } from '../../../test/support/organization.ts';
import { Interruption, MetsukeError } from '../../domain/errors.ts';
import type { LeasePort } from '../observe/ports.ts';
import type { Lease } from './lease.ts';
import { acquireLease } from './lease.ts';

const PATH = '/prefix/apply-lease';

interface Taker {
  readonly process?: string;
  readonly port?: LeasePort;
  readonly isDead?: (process: string) => boolean;
  readonly signal?: AbortSignal;
  readonly onWaiting?: (message: string) => void;
}

function anAws() {
  const aws = new FakeAws(anOrg().build());
  const acquire = (taker: Taker = {}): Promise<Lease> =>
    acquireLease(taker.port ?? aws.connect().ports.lease, {
      path: PATH,
      holder: { who: 'arn:aws:iam::111111111111:user/admin', process: taker.process ?? 'host:1' },
      clock: aws.clock,
      isDead: taker.isDead ?? (() => false),
      onWaiting: taker.onWaiting ?? (() => {}),
      signal: taker.signal ?? new AbortController().signal,
    });
  return { aws, acquire };
}

/** A holder whose process dies: its calls fail from then on. */
function mortal(aws: FakeAws) {
  const { lease } = aws.connect().ports;
  let alive = true;
  const port: LeasePort = {
    list: (path) => check(() => lease.list(path)),
    create: (name, value) => check(() => lease.create(name, value)),
    overwrite: (name, value) => check(() => lease.overwrite(name, value)),
    delete: (name) => check(() => lease.delete(name)),
  };
  const check = <Result>(call: () => Promise<Result>): Promise<Result> =>
    alive ? call() : Promise.reject(new Error('dead'));
  return {
    port,
    die: () => {
      alive = false;
    },
  };
}

const codeOf = (error: unknown) => (error instanceof MetsukeError ? error.code : error);

describe('the lease', () => {
  it('is free again when it is released', async () => {
    const { aws, acquire } = anAws();
    await (await acquire()).release();
    expect(aws.parameters.size).toBe(0);
    await (await acquire()).release();
  });

  it('is refused while its holder lives, who is named', async () => {
    const { acquire } = anAws();
    const waiting: string[] = [];
    const first = await acquire({ process: 'tokyo:77' });
    const second = acquire({ onWaiting: (message) => waiting.push(message) });
    await expect(second).rejects.toMatchObject({
      code: 'apply-in-progress',
      message: expect.stringContaining('tokyo:77'),
    });
    expect(waiting).toEqual([expect.stringContaining('tokyo:77')]);
    expect(first.lost.aborted).toBe(false);
    await first.release();
  });

  it('of a holder that died is taken over after a while, and not before', async () => {
    const { aws, acquire } = anAws();
    const { port, die } = mortal(aws);
    await acquire({ port, process: 'host:1' });
    die();
    const before = aws.clock.now();
    const second = await acquire({ process: 'host:2' });
    expect(aws.clock.now() - before).toBeGreaterThanOrEqual(20_000);
    expect([...aws.parameters.keys()]).toEqual([`${PATH}/2`]);
    await second.release();
    expect(aws.parameters.size).toBe(0);
  });

  it('of a process that is known to be dead is taken over at once', async () => {
    const { aws, acquire } = anAws();
    const { port, die } = mortal(aws);
    await acquire({ port, process: 'host:1' });
    die();
    const before = aws.clock.now();
    const second = await acquire({ process: 'host:2', isDead: (process) => process === 'host:1' });
    expect(aws.clock.now()).toBe(before);
    await second.release();
  });

  it('tells a holder that was believed dead, and leaves the new one in place', async () => {
    const { aws, acquire } = anAws();
    const first = await acquire({ process: 'host:1' });
    const second = await acquire({ process: 'host:2', isDead: (process) => process === 'host:1' });
    await aws.clock.sleep(10_000);
    expect(first.lost.aborted).toBe(true);
    await first.release();
    expect(aws.parameters.size).toBe(1);
    expect(second.lost.aborted).toBe(false);
    await second.release();
  });

  it('is given up by a holder that does not reach AWS for too long', async () => {
    const { aws, acquire } = anAws();
    const { port, die } = mortal(aws);
    const lease = await acquire({ port });
    die();
    await aws.clock.sleep(15_000);
    expect(lease.lost.aborted).toBe(false);
    await aws.clock.sleep(15_000);
    expect(lease.lost.aborted).toBe(true);
  });

  it('is not waited for after an interrupt', async () => {
    const { acquire } = anAws();
    const first = await acquire();
    await expect(acquire({ signal: AbortSignal.abort() })).rejects.toThrow(Interruption);
    await first.release();
  });

  it('with a value that nobody can read is taken over after a while', async () => {
    const { aws, acquire } = anAws();
    aws.parameters.set(`${PATH}/7`, 'not JSON');
    const lease = await acquire();
    expect([...aws.parameters.keys()]).toEqual([`${PATH}/8`]);
    await lease.release();
  });
});

/** Answers late, up to the given milliseconds each way. */
function slow(port: LeasePort, aws: FakeAws, latencies: () => number): LeasePort {
  const late = async <Result>(call: () => Promise<Result>): Promise<Result> => {
    await aws.clock.sleep(latencies());
    const result = await call();
    await aws.clock.sleep(latencies());
    return result;
  };
  return {
    list: (path) => late(() => port.list(path)),
    create: (name, value) => late(() => port.create(name, value)),
    overwrite: (name, value) => late(() => port.overwrite(name, value)),
    delete: (name) => late(() => port.delete(name)),
  };
}

describe('several who take it at once', () => {
  it('exactly one wins, and no two ever hold it, whatever the latencies', async () => {
    const taker = fc.record({
      startsAfter: fc.integer({ max: 4_000, min: 0 }),
      works: fc.integer({ min: 0, max: 9_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(taker, { minLength: 2, maxLength: 4 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 1_000 })),
        fc.boolean(),
        async (takers, stream, leftBehind) => {
          const { aws, acquire } = anAws();
          if (leftBehind) aws.parameters.set(`${PATH}/1`, JSON.stringify({ who: 'x', process: 'dead:1', beat: 3 }));
          const latency = (): number => stream.next().value ?? 0;
          let holders = 0;
          let wins = 0;
          const work = takers.map(async ({ startsAfter, works }, index) => {
            await aws.clock.sleep(startsAfter);
            const port = slow(aws.connect().ports.lease, aws, latency);
            const lease = await acquire({
              port,
              process: `host:${index}`,
              isDead: (process) => process === 'dead:1',
            }).catch(codeOf);
            if (typeof lease !== 'object' || lease === null || !('release' in lease)) {
              expect(lease).toBe('apply-in-progress');
              return;
            }
            wins += 1;
            holders += 1;
            expect(holders).toBe(1);
            await aws.clock.sleep(works);
            expect((lease as Lease).lost.aborted).toBe(false);
            holders -= 1;
            await (lease as Lease).release();
          });
          await Promise.all(work);
          expect(wins).toBeGreaterThan(0);
          expect(aws.parameters.size).toBe(0);
        },
      ),
      { numRuns: 300 },
    );
  });
});
