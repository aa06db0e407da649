import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { realPath } from './real-path.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'metsuke-real-')));
  mkdirSync(join(folder, 'archive'));
  symlinkSync(join(folder, 'archive'), join(folder, 'link'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it.each([
  ['what is there', ['link'], ['archive']],
  ['what is not there yet', ['link', 'new', 'history'], ['archive', 'new', 'history']],
  ['what no link leads to', ['archive', 'a'], ['archive', 'a']],
])('follows the links to %s', (_what, parts, real) => {
  expect(realPath(join(folder, ...parts))).toBe(join(folder, ...real));
});
