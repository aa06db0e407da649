import { makeColors } from '../../src/cli/colors.ts';
import type { View } from '../../src/cli/terminal.ts';

/** A pipe without colours, unless the test says otherwise. */
export function aView(
  given: { readonly width?: number; readonly color?: boolean; readonly isAscii?: boolean } = {},
): View {
  const { width = Number.POSITIVE_INFINITY, color = false, isAscii = false } = given;
  return { style: makeColors(color, ''), screen: { width, isAscii } };
}

const NAMES: Readonly<Record<string, string>> = {
  1: 'bold',
  2: 'dim',
  22: '/',
  31: 'red',
  32: 'green',
  33: 'yellow',
  36: 'cyan',
  39: '/',
};

const ESCAPE = String.fromCharCode(27);
const CODE = new RegExp(`${ESCAPE}\\[(\\d+)m`, 'g');

/** Escape codes as words: `‹red›failed‹/›`. */
export function readable(text: string): string {
  return text.replaceAll(CODE, (_, code: string) => `‹${NAMES[code] ?? code}›`);
}

export function withoutCodes(text: string): string {
  return text.replaceAll(CODE, '');
}

/** What is still switched on at the end of a line; a line of a table leaves nothing on. */
export function stillOn(line: string): readonly string[] {
  const on = new Set<string>();
  for (const [, code = ''] of line.matchAll(CODE)) {
    if (code === '39') for (const color of ['31', '32', '33', '36']) on.delete(color);
    else if (code === '22') for (const weight of ['1', '2']) on.delete(weight);
    else on.add(code);
  }
  return [...on];
}
