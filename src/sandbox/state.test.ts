import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SandboxState } from './state.ts';
import { makeStateFolder, readState, removeState, stateFolder, writeState } from './state.ts';

const state: SandboxState = {
  endpoint: 'http://127.0.0.1:4566',
  secret: 'a-secret-of-one-sandbox-0123456789',
  pid: 4711,
  organizationId: 'o-8m3k2xq1zz',
  managementAccountId: '111111111111',
  organizationFile: '/somewhere/organization.yaml',
  logFile: '/somewhere/.metsuke/sandbox.log',
  startedAt: '2026-11-23T06:00:00.000Z',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is read as it was written, and is gone when removed', async () => {
  expect(readState(folder)).toBeNull();
  await writeState(folder, state);
  expect(readState(folder)).toEqual(state);
  removeState(folder);
  expect(readState(folder)).toBeNull();
});

it.each([
  ['half of a file', '{"endpoint":'],
  ['the file of another version', '{"version": 9}'],
])('counts %s as none', (_name, text) => {
  writeFileSync(join(makeStateFolder(folder), 'sandbox.json'), text);
  expect(readState(folder)).toBeNull();
});

it('of a newer version is left to it', () => {
  writeFileSync(join(makeStateFolder(folder), 'sandbox.json'), '{"format": 2}');
  expect(() => readState(folder)).toThrow(
    /sandbox\.json was written by a newer Metsuke \(format 2; this one reads 1\)/,
  );
});

it('is for its owner only and never reaches git', async () => {
  await writeState(folder, state);
  expect(statSync(join(stateFolder(folder), 'sandbox.json')).mode & 0o077).toBe(0);
  expect(readFileSync(join(stateFolder(folder), '.gitignore'), 'utf8')).toBe('*\n');
});
