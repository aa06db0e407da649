import { describe, expect, it } from 'vitest';
import { Screen } from '../../../test/support/screen.ts';
import { makeLiveRegion } from './live-region.ts';
import { makeProgress } from './progress.ts';

/** Progress whose time, screen and lines the test holds. */
function aProgress(on: 'terminal' | 'pipe') {
  const screen = new Screen(10, 100);
  const lines: string[] = [];
  let time = 0;
  let tick: (() => void) | null = null;
  const region = makeLiveRegion({
    write: (text) => screen.write(text),
    size: () => ({ columns: screen.columns, rows: screen.rows }),
    onResize: () => {},
  });
  const progress = makeProgress({
    region: on === 'terminal' ? region : null,
    err: (text) => lines.push(text),
    dim: (text) => text,
    now: () => time,
    every: (_, given) => {
      tick = given;
      return () => {
        tick = null;
      };
    },
  });
  const pass = (milliseconds: number): void => {
    for (let passed = 0; passed < milliseconds; passed += 100) {
      time += 100;
      tick?.();
    }
  };
  return { progress, screen, lines, pass, isAsleep: () => tick === null };
}

/** Work that ends when the test says so. */
function work() {
  let end: () => void = () => {};
  const promise = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { promise, end };
}

const LIST_ACCOUNTS = { service: 'organizations', operation: 'ListAccounts' };

describe('progress on a terminal', () => {
  it('appears after a second and goes with the work', async () => {
    const { progress, screen, pass, isAsleep } = aProgress('terminal');
    const { promise, end } = work();
    const done = progress.during('Reading the archive', () => promise);
    pass(900);
    expect(screen.text()).toEqual([]);
    pass(1_100);
    expect(screen.text()).toEqual(['⠋ Reading the archive · 2 s']);
    end();
    await done;
    expect(screen.text()).toEqual([]);
    expect(isAsleep()).toBe(true);
  });

  it('goes with work that failed', async () => {
    const { progress, screen, pass } = aProgress('terminal');
    const failing = progress.during('Reading', async () => {
      await Promise.resolve();
      pass(2_000);
      expect(screen.text()).toHaveLength(1);
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(screen.text()).toEqual([]);
  });

  it('counts what is read', () => {
    const { progress, screen, pass } = aProgress('terminal');
    for (const read of [work().promise, work().promise, Promise.resolve()]) void progress.track('stack sets', read);
    void progress.track('accounts', work().promise);
    pass(2_000);
    expect(screen.text()).toEqual(['⠋ Reading stack sets 0 of 3, accounts · 2 s']);
  });

  it('shows calls to AWS where nothing else is said, and nothing once they are answered', () => {
    const { progress, screen, pass } = aProgress('terminal');
    progress.calls.began(LIST_ACCOUNTS);
    pass(2_000);
    expect(screen.text()).toEqual(['⠋ Asking AWS: organizations.ListAccounts · 1 calls to AWS · 2 s']);
    progress.calls.ended(LIST_ACCOUNTS);
    pass(1_000);
    expect(screen.text()).toEqual([]);
  });

  it('says after a second that AWS throttles, how long it is waited for, and which try follows', () => {
    const { progress, screen, pass } = aProgress('terminal');
    progress.calls.began(LIST_ACCOUNTS);
    progress.calls.refused(LIST_ACCOUNTS, 'throttled');
    progress.calls.triedAgain(LIST_ACCOUNTS);
    progress.calls.refused(LIST_ACCOUNTS, 'throttled');
    pass(900);
    expect(screen.text().join()).not.toContain('throttles');
    pass(2_100);
    expect(screen.text()[1]).toBe('AWS throttles organizations.ListAccounts; waiting for 3 s (try 3 follows)');
    progress.calls.triedAgain(LIST_ACCOUNTS);
    pass(100);
    expect(screen.text().join()).not.toContain('throttles');
  });

  it('shows nothing once it is closed, whatever still runs', () => {
    const { progress, screen, pass } = aProgress('terminal');
    progress.calls.began(LIST_ACCOUNTS);
    pass(2_000);
    progress.close();
    progress.calls.began({ ...LIST_ACCOUNTS });
    pass(2_000);
    expect(screen.text()).toEqual([]);
  });
});

describe('progress in a pipe', () => {
  it('is a line every ten seconds', () => {
    const { progress, lines, pass } = aProgress('pipe');
    let objects = 0;
    void progress.during(
      () => `Copying: ${objects} objects`,
      () => work().promise,
    );
    pass(9_900);
    expect(lines).toEqual([]);
    objects = 7;
    pass(10_100);
    expect(lines).toEqual(['Copying: 7 objects · 10 s\n', 'Copying: 7 objects · 20 s\n']);
  });

  it('tells each pause of AWS once', () => {
    const { progress, lines, pass } = aProgress('pipe');
    progress.calls.began(LIST_ACCOUNTS);
    progress.calls.refused(LIST_ACCOUNTS, 'throttled');
    pass(5_000);
    expect(lines).toEqual(['AWS throttles organizations.ListAccounts; waiting for 1 s (try 2 follows)\n']);
    progress.calls.triedAgain(LIST_ACCOUNTS);
    progress.calls.refused(LIST_ACCOUNTS, 'unavailable');
    pass(2_000);
    expect(lines[1]).toBe('AWS does not answer organizations.ListAccounts; waiting for 6 s (try 3 follows)\n');
  });

  it('leaves an apply to its own lines', () => {
    const { progress, lines, pass } = aProgress('pipe');
    progress.drawLines(() => ['never']);
    pass(60_000);
    expect(lines).toEqual([]);
  });
});
