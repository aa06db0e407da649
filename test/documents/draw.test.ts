import { describe, expect, it } from 'vitest';
import { drawTerminal, textOf, wordsOf } from './draw.ts';

const LINES = [
  '$ metsuke plan',
  '',
  '  \u001b[32m+\u001b[39m  アカウント <dev> & \u001b[1mnew\u001b[22m',
  '├──┤ \u001b[2mno colour\u001b[22m',
];

describe('a picture of a terminal', () => {
  it('gives back the text that it was drawn from', () => {
    const plain = ['$ metsuke plan', '', '  +  アカウント <dev> & new', '├──┤ no colour'];
    expect(textOf(drawTerminal(LINES, 'plan'))).toEqual(plain);
  });

  it('begins every word at its cell, behind wide letters too', () => {
    expect(wordsOf('  開発 new').map(({ text, cell }) => ({ text, cell }))).toEqual([
      { text: '開発', cell: 2 },
      { text: 'new', cell: 7 },
    ]);
  });

  it('knows colours, bold, dim and their ends', () => {
    expect(wordsOf('\u001b[1;31mfailed\u001b[39m log\u001b[22m end')).toEqual([
      { text: 'failed', cell: 0, colour: '#ff7b72', isBold: true },
      { text: 'log', cell: 7, isBold: true },
      { text: 'end', cell: 11, isBold: false, isDim: false },
    ]);
  });

  it('refuses a code that it would draw wrongly', () => {
    expect(() => wordsOf('\u001b[44mblue ground')).toThrow('No picture knows the code 44 yet.');
  });
});
