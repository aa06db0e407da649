import { expect, it } from 'vitest';
import { poll } from './poll.ts';
import { answering, fakeClock } from './support/fakes.ts';

it('asks quickly at first and every five seconds later', async () => {
  const clock = fakeClock();
  const ask = answering<string | null>(...Array<null>(12).fill(null), 'done');
  await expect(poll(clock, () => ask(undefined))).resolves.toBe('done');
  expect(clock.slept.slice(0, 3)).toEqual([200, 300, 450]);
  expect(clock.slept.at(-1)).toBe(5_000);
});

it('does not sleep when the first answer is there', async () => {
  const clock = fakeClock();
  await poll(clock, async () => 'done');
  expect(clock.slept).toEqual([]);
});

it('stops waiting after an hour', async () => {
  const clock = fakeClock();
  await expect(poll(clock, async () => null)).rejects.toThrow('after an hour');
  expect(clock.now()).toBeGreaterThanOrEqual(3_600_000);
  expect(clock.now()).toBeLessThan(3_610_000);
});
