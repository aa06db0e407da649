import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isOwn } from './is-own.ts';

const MARK = '<meta name="generator" content="ours">';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-own-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function aFile(text: string): string {
  const file = join(folder, 'page.html');
  writeFileSync(file, text);
  return file;
}

it.each([
  ['with our mark', `<!doctype html>${MARK}`, true],
  ['that is empty', '', true],
  ['of others', '<p>mine</p>', false],
  ['of others, which has our mark far within', `${' '.repeat(5_000)}${MARK}`, false],
])('a file %s', async (_what, text, expected) => {
  expect(await isOwn(aFile(text), MARK)).toBe(expected);
});

it('a file of others behind a link is not ours', async () => {
  symlinkSync(aFile('<p>mine</p>'), join(folder, 'link.html'));
  expect(await isOwn(join(folder, 'link.html'), MARK)).toBe(false);
});

it('a file that is not there, and a pipe, for whose writer nobody waits', async () => {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  expect(await isOwn(join(folder, 'new.html'), MARK)).toBe(true);
  expect(await isOwn(pipe, MARK)).toBe(true);
});

it('a path below a file is told in a sentence', async () => {
  await expect(isOwn(join(aFile(''), 'page.html'), MARK)).rejects.toMatchObject({
    message: expect.stringContaining('a folder is needed'),
  });
});
