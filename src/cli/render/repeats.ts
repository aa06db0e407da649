import type { Finding } from '../../domain/finding.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { EngineEvent } from '../../engine/events.ts';
import { causeKey, withoutNotTried } from './causes.ts';

type Told = Extract<EngineEvent, { type: 'step-note' | 'target-failed' }>;

/** What a step says again of one account after the other: told once, then counted until the step ends. */
export interface Repeats {
  /** False: the same was told already, or nothing is wrong, and it is counted. */
  readonly isNew: (event: Told) => boolean;
  /** What was counted of a step: `failed in 39 accounts more for the reason above` */
  readonly countsOf: (step: string) => readonly string[];
}

interface Counted {
  readonly sentence: (accounts: string) => string;
  count: number;
}

export function makeRepeats(): Repeats {
  const steps = new Map<string, Map<string, Counted>>();
  return {
    isNew(event) {
      const counted = steps.get(event.step) ?? new Map<string, Counted>();
      steps.set(event.step, counted);
      const key = keyOf(event);
      const before = counted.get(key);
      if (before) before.count += 1;
      else counted.set(key, { sentence: sentenceOf(event), count: isCountedOnly(event) ? 1 : 0 });
      return before === undefined && !isCountedOnly(event);
    },
    countsOf: (step) =>
      [...(steps.get(step)?.values() ?? [])].flatMap(({ sentence, count }) =>
        count > 0 ? [sentence(countOf(count, 'account'))] : [],
      ),
  };
}

/** Nothing is wrong in an account in which AWS was not asked. */
function isCountedOnly(event: Told): boolean {
  return event.type === 'target-failed' && event.failure.notTried === true && event.failure.account !== null;
}

function keyOf(event: Told): string {
  return event.type === 'step-note' ? noteKey(event.finding) : causeKey({ ...event.failure, name: '' });
}

function noteKey({ code, message, account }: Finding): string {
  return `${code} ${account === undefined ? message : message.replaceAll(account.id, '')}`;
}

function sentenceOf(event: Told): Counted['sentence'] {
  if (event.type === 'step-note') return (accounts) => say`the same for ${accounts} more (${event.finding.code})`;
  const { reason, notTried } = event.failure;
  return notTried
    ? (accounts) => say`not tried in ${accounts}: ${withoutNotTried(reason)}`
    : (accounts) => say`FAILED in ${accounts} more for the reason above`;
}
