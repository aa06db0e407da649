import { setTimeout as sleep } from 'node:timers/promises';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';

export interface Clock {
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = { now: () => Date.now(), sleep: async (milliseconds) => sleep(milliseconds) };

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;
const GROWTH = 1.5;
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * Asks until there is an answer: quickly at first, for an emulator is done at once, then every five seconds, for AWS
 * takes minutes and counts calls. An hour is longer than any stack of ours takes.
 */
export async function poll<Value>(clock: Clock, ask: () => Promise<Value | null>): Promise<Value> {
  const end = clock.now() + LONGEST_WAIT_MS;
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * GROWTH, LONGEST_DELAY_MS)) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (clock.now() >= end) break;
    await clock.sleep(delay);
  }
  throw new MetsukeError('aws-error', say`CloudFormation has not finished after an hour; Metsuke stopped waiting.`, {
    hint: say`Look at the stack in the CloudFormation console, then run the same command again.`,
  });
}
