import { Interruption, MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
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
  readonly name: string;
  readonly generation: number;
  readonly value: string;
}

export async function acquireLease(port: LeasePort, options: LeaseOptions): Promise<Lease> {
  let seen: Sighting | null = null;
  for (;;) {
    const before = await list(port, options.path);
    const current = highestOf(before);
    if (options.signal.aborted) throw new Interruption(say`Interrupted before anything was changed.`);
    if (current === null || isAbandoned(current, seen, options)) {
      const generation = (current?.generation ?? 0) + 1;
      if (await take(port, generation, { before, options })) return keep(port, generation, options);
      seen = null;
    } else {
      seen = watch(current, seen, options);
    }
    await options.clock.sleep(1_000, options.signal);
  }
}

/** A holder as it was when it was looked at first. */
interface Sighting {
  readonly held: Held;
  readonly since: number;
}

function isAbandoned(current: Held, seen: Sighting | null, options: LeaseOptions): boolean {
  if (isLeftBehind(current, options)) return true;
  return seen !== null && isSame(current, seen.held) && options.clock.now() - seen.since >= DEAD_AFTER_MS;
}

/** Throws as soon as the holder shows that it is alive. */
function watch(current: Held, seen: Sighting | null, { clock, onWaiting }: LeaseOptions): Sighting {
  if (seen === null) {
    onWaiting(say`${describe(current)} holds the right to apply; looking whether it is still alive`);
    return { held: current, since: clock.now() };
  }
  if (!isSame(current, seen.held)) throw inProgress(current);
  return seen;
}

interface Taking {
  /** What there was when the lease was found to be free. */
  readonly before: readonly Held[];
  readonly options: LeaseOptions;
}

/**
 * Two who looked at different moments may make different generations. So each looks once more: whoever sees another that
 * was not there before gives way. Both may; then both try again.
 */
async function take(port: LeasePort, generation: number, { before, options }: Taking): Promise<boolean> {
  const name = nameOf(options.path, generation);
  if (!(await port.create(name, serialize(options.holder, 0)))) return false;
  try {
    const others = (await list(port, options.path)).filter((held) => held.name !== name);
    const isKnown = (held: Held): boolean => before.some((one) => isSame(one, held));
    if (others.every(isKnown)) {
      await Promise.all(others.map((held) => port.delete(held.name)));
      return true;
    }
  } catch (error) {
    // Interrupted, or refused: nobody would renew it, and the next apply would watch it for nothing.
    await port.delete(name).catch(() => {});
    throw error;
  }
  await port.delete(name);
  return false;
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
      if (lost.signal.aborted) return;
      // What was done is done whether or not this succeeds; the next apply waits a little longer for a lease left behind.
      await port.delete(nameOf(options.path, generation)).catch(() => {});
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
      const current = highestOf(await list(port, path));
      if (current?.generation !== generation) return lost.abort();
      await port.overwrite(nameOf(path, generation), serialize(holder, beat));
      renewedAt = clock.now();
    } catch {
      // A moment without AWS is survived; after too long a one somebody may have taken over.
      if (clock.now() - renewedAt > DEAD_AFTER_MS) return lost.abort();
    }
  }
}

async function list(port: LeasePort, path: string): Promise<readonly Held[]> {
  return (await port.list(path)).map(({ name, value }) => ({ name, generation: generationOf(name), value }));
}

function highestOf(held: readonly Held[]): Held | null {
  return held.reduce<Held | null>(
    (best, one) => (best === null || one.generation > best.generation ? one : best),
    null,
  );
}

function nameOf(path: string, generation: number): string {
  return `${path}/${generation}`;
}

function generationOf(name: string): number {
  return Number(name.slice(name.lastIndexOf('/') + 1));
}

function isSame(a: Held, b: Held): boolean {
  return a.name === b.name && a.value === b.value;
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

function describe(held: Held): string {
  const record = parse(held.value);
  return record ? say`Another apply (${record.who}, ${record.process})` : say`Another apply`;
}

function inProgress(held: Held): MetsukeError {
  return new MetsukeError(
    'apply-in-progress',
    say`${describe(held)} is at work in this organization; nothing was changed.`,
    {
      hint: say`Wait until it has ended, then apply again.`,
    },
  );
}
