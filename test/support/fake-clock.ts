import type { Clock } from '../../src/engine/clock.ts';

interface Sleeper {
  readonly wakesAt: number;
  wake(): void;
}

/**
 * Time that passes only while everybody sleeps: whoever is to wake first is woken at once. Work between two sleeps takes
 * no time, and the order of what happens is the same in every run.
 */
export class FakeClock implements Clock {
  private time = Date.UTC(2026, 0, 1);
  private readonly sleepers = new Set<Sleeper>();

  now(): number {
    return this.time;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { wakesAt: this.time + milliseconds, wake };
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
      // After every promise that is ready has gone on.
      setImmediate(() => this.wakeFirst());
    });
  }

  private wakeFirst(): void {
    let first: Sleeper | undefined;
    for (const sleeper of this.sleepers) if (!first || sleeper.wakesAt < first.wakesAt) first = sleeper;
    if (!first) return;
    this.time = Math.max(this.time, first.wakesAt);
    first.wake();
  }
}
