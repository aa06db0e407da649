import { descriptionOf, resourceChangesOf } from '../../engine/steps/describe.ts';
import type { Detail, Sign } from '../../engine/steps/description.ts';
import type { Step } from '../../engine/steps/step.ts';
import { isDangerous } from '../../engine/steps/words.ts';
import type { Terminal } from '../terminal.ts';

type Style = Terminal['style'];

export function signOf(step: Step): Sign {
  if (step.losses || resourceChangesOf(step).some(isDangerous)) return '!';
  return descriptionOf(step).sign(step);
}

export function colorFor(tone: Detail['tone'], style: Style): ((text: string) => string) | undefined {
  switch (tone) {
    case '+':
      return style.green;
    case '~':
      return style.yellow;
    case '-':
    case '!':
      return style.red;
    case 'aside':
      return style.dim;
    case 'plain':
      return undefined;
    default:
      return tone satisfies never;
  }
}
