import { expect, it } from 'vitest';
import { HOSTILE } from '../../test/support/hostile-strings.ts';
import { asOneLine, forScreen, forScreenLine, makeColors } from './colors.ts';
import { makeTerminal } from './terminal.ts';

const ESCAPE = '\u001b';

it('our colours reach the screen, one within the other too', () => {
  const { red, dim } = makeColors(true);
  expect(forScreen(red(`a ${dim('b')} c`))).toBe(`${ESCAPE}[31ma ${ESCAPE}[2mb${ESCAPE}[22m c${ESCAPE}[39m`);
  const { green } = makeColors(true);
  expect(forScreen(green(`a ${green('b')} c`))).toBe(
    `${ESCAPE}[32ma ${ESCAPE}[32mb${ESCAPE}[39m${ESCAPE}[32m c${ESCAPE}[39m`,
  );
});

it('a line of several colours reaches a terminal in them, without a line break of others', () => {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 80, write: (part: string) => written.push(part) };
  const host = { env: { CI: '1' }, stdin: {}, stdout: stream, stderr: stream } as unknown as NodeJS.Process;
  const { err, errStyle } = makeTerminal({ color: true }, host);
  err(`${asOneLine(`${errStyle.green('✔')} a\nb`)}\n`);
  expect(written.join('')).toBe(`${ESCAPE}[32m✔${ESCAPE}[39m a\\nb\n`);
});

it('colours of others are shown and not obeyed', () => {
  const { red } = makeColors(true);
  expect(forScreen(red(`${ESCAPE}[32mhealthy`))).toBe(`${ESCAPE}[31m\\x1b[32mhealthy${ESCAPE}[39m`);
});

it.each(Object.entries(HOSTILE))('%s steers no terminal, whichever way it came', (_attack, text) => {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 80, write: (part: string) => written.push(part) };
  const host = { env: { CI: '1' }, stdin: {}, stdout: stream, stderr: stream } as unknown as NodeJS.Process;
  const terminal = makeTerminal({ color: true }, host);
  terminal.out(text);
  terminal.err(terminal.errStyle.red(text));
  const plain = written.join('').replaceAll(`${ESCAPE}[31m`, '').replaceAll(`${ESCAPE}[39m`, '');
  expect(plain.replaceAll(/\r?\n|\t/g, '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  expect(forScreenLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
});

it.each(Object.entries(HOSTILE))('%s means the same as JSON on stdout', (_attack, text) => {
  const written: string[] = [];
  const stream = { write: (part: string) => written.push(part) };
  const host = { env: {}, stdin: {}, stdout: stream, stderr: stream } as unknown as NodeJS.Process;
  makeTerminal({ color: true, json: true }, host).out(`${JSON.stringify({ text }, null, 2)}\n`);
  expect(JSON.parse(written.join(''))).toEqual({ text });
  expect(written.join('').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
});
