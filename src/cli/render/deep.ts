import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { DeepLook } from '../../engine/deep/deep-look.ts';
import { deepCounts, deepFindings } from '../../engine/deep/findings.ts';
import type { PlanInput } from '../../engine/plan/input.ts';
import type { Terminal, View } from '../terminal.ts';
import { findingLines } from './findings.ts';
import { paragraph } from './wrap.ts';

/** What does not work, then how much was asked and what came out. */
export function renderDeep(look: DeepLook, input: Pick<PlanInput, 'snapshot'>, { style, screen }: View): string {
  const lines = findingLines(deepFindings(look, input), { style, screen }, '  ');
  return [...lines, ...askedLines(look, { style, screen }), ''].join('\n');
}

/** Below a plan that every account was looked at for; its steps and findings say what is wrong. */
export function renderLooked({ snapshot: { deep } }: Pick<PlanInput, 'snapshot'>, { out, view }: Terminal): void {
  if (deep !== undefined) out(`${askedLines(deep, view).join('\n')}\n`);
}

function askedLines(look: DeepLook, { style, screen }: View): readonly string[] {
  const { well, faults, unknown } = deepCounts(look);
  const asked = countOf(look.answers.length, 'part');
  const text = say`Asked ${asked} in ${look.places} accounts × regions: ${well} work, ${faults} do not, ${unknown} are unknown.`;
  const paint = faults > 0 ? style.red : unknown > 0 ? style.yellow : style.green;
  return paragraph([{ text, paint }], screen);
}
