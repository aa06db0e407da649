import type { Detail } from '../../engine/steps/description.ts';
import type { Terminal } from '../terminal.ts';

type Style = Terminal['style'];

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
