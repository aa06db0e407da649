import { say } from '../../domain/say.ts';
import type { DeepLook } from '../../engine/deep/deep-look.ts';
import { deepCounts, deepFindings } from '../../engine/deep/findings.ts';
import type { PlanInput } from '../../engine/plan/input.ts';
import type { View } from '../terminal.ts';
import { findingLines } from './findings.ts';
import { countOf } from './text.ts';
import { paragraph } from './wrap.ts';

/** What does not work, then how much was asked and what came out. */
export function renderDeep(look: DeepLook, input: Pick<PlanInput, 'snapshot'>, { style, screen }: View): string {
  const { well, faults, unknown } = deepCounts(look);
  const asked = countOf(look.answers.length, 'part');
  const text = say`Asked ${asked} in ${look.places} accounts × regions: ${well} work, ${faults} do not, ${unknown} are unknown.`;
  const paint = faults > 0 ? style.red : unknown > 0 ? style.yellow : style.green;
  return [
    ...findingLines(deepFindings(look, input), { style, screen }, '  '),
    ...paragraph([{ text, paint }], screen),
    '',
  ].join('\n');
}
