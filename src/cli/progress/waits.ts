import type { AwsCall } from '../../aws/calls.ts';
import { say } from '../../domain/say.ts';
import { duration } from '../../domain/text/phrases.ts';

/** Calls that AWS refused for now, and that wait for their next try. */
export interface Waits {
  begin(call: AwsCall, why: 'throttled' | 'unavailable'): void;
  end(call: AwsCall): void;
  /** One for each operation that has waited for a second. */
  lines(): readonly string[];
  /** The same, each pause once. */
  newLines(): readonly string[];
}

interface Wait {
  readonly call: AwsCall;
  readonly why: 'throttled' | 'unavailable';
  readonly pausedAt: number;
  isTold: boolean;
}

interface History {
  readonly since: number;
  tries: number;
}

const WORTH_TELLING_MS = 1_000;

export function makeWaits(now: () => number): Waits {
  const waits = new Map<AwsCall, Wait>();
  const histories = new WeakMap<AwsCall, History>();
  const longest = (): readonly Wait[] => {
    const shown = new Map<string, Wait>();
    for (const wait of waits.values()) {
      const before = shown.get(nameOf(wait.call));
      if (!before || before.pausedAt > wait.pausedAt) shown.set(nameOf(wait.call), wait);
    }
    return [...shown.values()].filter(({ pausedAt }) => now() - pausedAt >= WORTH_TELLING_MS);
  };
  const tell = ({ call, why }: Wait): string => {
    const { since, tries } = histories.get(call) ?? { since: now(), tries: 1 };
    const refused = why === 'throttled' ? say`AWS throttles ${nameOf(call)}` : say`AWS does not answer ${nameOf(call)}`;
    return say`${refused}; waiting for ${duration(now() - since)} (try ${tries + 1} follows)`;
  };
  return {
    begin(call, why) {
      const history = histories.get(call) ?? { since: now(), tries: 0 };
      history.tries += 1;
      histories.set(call, history);
      waits.set(call, { call, why, pausedAt: now(), isTold: false });
    },
    end: (call) => void waits.delete(call),
    lines: () => longest().map(tell),
    newLines: () => {
      const fresh = longest().filter(({ isTold }) => !isTold);
      for (const wait of fresh) wait.isTold = true;
      return fresh.map(tell);
    },
  };
}

function nameOf({ service, operation }: AwsCall): string {
  return `${service}.${operation}`;
}
