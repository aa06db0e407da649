import { MetsukeError } from '../../domain/errors.ts';
import type { Clock } from '../clock.ts';
import type { LeasePort } from '../observe/ports.ts';

/**
 * One apply at a time in an organization. SSM has no compare-and-swap, but creating a parameter is atomic: each holder
 * makes the next generation (`…/1`, `…/2`), and the highest one holds. It is renewed while the run lives; one that is no
 * longer renewed was left by a run that died, and is taken over by making the generation above it.
 */
export interface Lease {
  /** Aborted when somebody else took over: this run was believed dead. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

export interface LeaseHolder {
  /** ARN of the caller. */
  readonly who: string;
  /** host:pid */
  readonly process: string;
}

export interface LeaseOptions {
  readonly path: string;
  readonly holder: LeaseHolder;
  readonly clock: Clock;
  /** True when the process is known to be dead, so that a killed run on this machine is not waited for. */
  readonly isDead: (process: string) => boolean;
  readonly onWaiting: (message: string) => void;
  readonly signal: AbortSignal;
}

const RENEW_EVERY_MS = 5_000;
/** A holder that did not renew for this long is dead; generous, since throttling can delay a renewal. */
const DEAD_AFTER_MS = 20_000;

interface Record extends LeaseHolder {
  /** Counts renewals: clocks of two machines are never compared. */
  readonly beat: number;
}

interface Held {
  readonly generation: number;
  readonly value: string;
}

export async function acquireLease(port: LeasePort, options: LeaseOptions): Promise<Lease> {
  const { path, clock } = options;
  let last: Held | null = null;
  const deadline = clock.now() + DEAD_AFTER_MS;
  for (;;) {
    const current = await highest(port, path);
    const isFree = current === null || isLeftBehind(current, options) || (isSame(current, last) && clock.now() >= deadline);
    if (isFree) {
      const generation = (current?.generation ?? 0) + 1;
      if (await port.create(nameOf(path, generation), serialize(options.holder, 0))) {
        await removeBelow(port, path, generation);
        return keep(port, generation, options);
      }
    } else if (last !== null && !isSame(current, last)) {
      throw inProgress(current);
    } else if (last === null) {
      options.onWaiting(`${describe(current)} holds the right to apply; looking whether it is still alive`);
    }
    if (options.signal.aborted) throw new MetsukeError('interrupted', 'Interrupted before anything was changed.');
    last = current;
    await clock.sleep(1_000, options.signal);
  }
}

function keep(port: LeasePort, generation: number, options: LeaseOptions): Lease {
  const lost = new AbortController();
  const released = new AbortController();
  const renewing = renew(port, generation, options, lost, released.signal);
  return {
    lost: lost.signal,
    release: async () => {
      released.abort();
      await renewing;
      if (!lost.signal.aborted) await port.delete(nameOf(options.path, generation));
    },
  };
}

async function renew(
  port: LeasePort,
  generation: number,
  { path, clock, holder }: LeaseOptions,
  lost: AbortController,
  released: AbortSignal,
): Promise<void> {
  let renewedAt = clock.now();
  for (let beat = 1; !released.aborted; beat += 1) {
    await clock.sleep(RENEW_EVERY_MS, released);
    if (released.aborted) return;
    try {
      const current = await highest(port, path);
      if (current?.generation !== generation) return lost.abort();
      await port.overwrite(nameOf(path, generation), serialize(holder, beat));
      renewedAt = clock.now();
    } catch {
      // A moment without AWS is survived; too long a one means that somebody may have taken over.
      if (clock.now() - renewedAt > DEAD_AFTER_MS) return lost.abort();
    }
  }
}

async function highest(port: LeasePort, path: string): Promise<Held | null> {
  const held = (await port.list(path)).map(({ name, value }) => ({ generation: generationOf(name), value }));
  return held.reduce<Held | null>((best, one) => (best === null || one.generation > best.generation ? one : best), null);
}

async function removeBelow(port: LeasePort, path: string, generation: number): Promise<void> {
  const older = (await port.list(path)).filter(({ name }) => generationOf(name) < generation);
  await Promise.all(older.map(({ name }) => port.delete(name)));
}

function nameOf(path: string, generation: number): string {
  return `${path}/${generation}`;
}

function generationOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('/') + 1));
}

function isSame(a: Held | null, b: Held | null): boolean {
  return a?.generation === b?.generation && a?.value === b?.value;
}

function isLeftBehind(held: Held, options: LeaseOptions): boolean {
  const record = parse(held.value);
  return record !== null && options.isDead(record.process);
}

function serialize(holder: LeaseHolder, beat: number): string {
  return JSON.stringify({ ...holder, beat } satisfies Record);
}

function parse(value: string): Record | null {
  try {
    const record = JSON.parse(value) as Partial<Record> | null;
    return typeof record?.who === 'string' && typeof record.process === 'string' ? (record as Record) : null;
  } catch {
    return null;
  }
}

function describe(held: Held | null): string {
  const record = held ? parse(held.value) : null;
  return record ? `Another apply (${record.who}, ${record.process})` : 'Another apply';
}

function inProgress(held: Held | null): MetsukeError {
  return new MetsukeError('apply-in-progress', `${describe(held)} is at work in this organization; nothing was changed.`, {
    hint: 'Wait until it has ended, then apply again.',
  });
}
