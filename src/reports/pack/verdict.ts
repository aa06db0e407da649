import { isAnswered, type Outcome } from '../answer.ts';
import { type Basis, isNothingRead, isWhole, joinBases } from '../basis.ts';

/** How far what a pack says goes. */
export interface Verdict {
  readonly kind: 'complete' | 'notComplete' | 'nothing' | 'unread';
  /** Of all reports together; undefined where not one could be evaluated. */
  readonly basis: Basis | undefined;
}

export function judge(outcomes: readonly Outcome[]): Verdict {
  const answers = outcomes.filter(isAnswered);
  const basis = joinBases(answers.map((each) => each.basis));
  if (basis === undefined) return { kind: 'unread', basis };
  if (isNothingRead(basis)) return { kind: 'nothing', basis };
  const isAllRead = isWhole(basis) && answers.length === outcomes.length;
  return { kind: isAllRead ? 'complete' : 'notComplete', basis };
}
