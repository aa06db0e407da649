import type { Finding } from '../../domain/finding.ts';
import { note } from '../../domain/say.ts';
import type { DeepAnswer } from '../observe/deep.ts';
import { answerFindings } from '../plan/deep-findings.ts';
import type { PlanInput } from '../plan/input.ts';
import type { DeepLook } from './deep-look.ts';

/** What is wrong with its remedy, then what nobody could look at: a reason once an account. */
export function deepFindings(
  { answers }: Pick<DeepLook, 'answers'>,
  input: Pick<PlanInput, 'snapshot'>,
): readonly Finding[] {
  return answerFindings(answers, input, ({ isForPlan, remedy }) => (isForPlan ? BY_PLAN : remedy));
}

const BY_PLAN = {
  hint: note`metsuke plan --deep shows what repairs it, and metsuke apply --deep does it:`,
  command: 'metsuke plan --deep',
};

export interface DeepCounts {
  readonly well: number;
  readonly faults: number;
  readonly unknown: number;
}

export function deepCounts({ answers }: DeepLook): DeepCounts {
  const count = (wanted: DeepAnswer['state']): number => answers.filter(({ state }) => state === wanted).length;
  return { well: count('well'), faults: count('fault'), unknown: count('unknown') };
}
