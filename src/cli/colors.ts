import { randomInt } from 'node:crypto';
import { visible } from '../domain/text/visible.ts';

export type Color = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';
export type Colors = Readonly<Record<Color, (text: string) => string>>;

/** Each opens and closes with a code of its own. */
const CODES: Readonly<Record<Color, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
};

/**
 * Our colours carry a number that nobody outside of this process knows, in four parts as long as the parameters of a colour
 * may be. The terminal's edge takes it off again, and shows every other code instead of obeying it: text of others has no
 * colour of its own, whichever way it came.
 */
const SEAL = Array.from({ length: 4 }, () => `;${randomInt(1_000, 10_000)}`).join('');
const OURS = new RegExp(`\u001b\\[(\\d+)${SEAL}m`);

export function makeColors(isOn: boolean, seal = SEAL): Colors {
  const paint = (color: Color) => {
    if (!isOn) return String;
    const [open, close] = CODES[color].map((code) => `\u001b[${code}${seal}m`) as [string, string];
    // What closes within it opens it again.
    return (text: string): string => open + text.replaceAll(close, close + open) + close;
  };
  return {
    bold: paint('bold'),
    dim: paint('dim'),
    red: paint('red'),
    green: paint('green'),
    yellow: paint('yellow'),
    cyan: paint('cyan'),
  };
}

/** Whatever is written on a terminal, the last of all: line breaks, tabs and our own colours are obeyed, nothing else. */
export function forScreen(text: string): string {
  return unseal(text, (part) =>
    part
      .split(/(\r?\n|\t)/)
      .map((line, index) => (index % 2 === 0 ? visible(line) : line))
      .join(''),
  );
}

/** The same for what must stay on one line. */
export function forScreenLine(text: string): string {
  return unseal(text, visible);
}

/** One line for the terminal's edge, which obeys our colours once: they keep their seals until then. */
export function asOneLine(text: string): string {
  return eachPart(text, visible, (number) => `\u001b[${number}${SEAL}m`);
}

function unseal(text: string, clean: (part: string) => string): string {
  return eachPart(text, clean, (number) => `\u001b[${number}m`);
}

/** Every second part is the number of a colour. */
function eachPart(text: string, clean: (part: string) => string, color: (number: string) => string): string {
  return text
    .split(OURS)
    .map((part, index) => (index % 2 === 0 ? clean(part) : color(part)))
    .join('');
}
