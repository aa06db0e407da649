import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeStateFolder, readState, removeState, stateFolder, writeState } from './state.ts';

const stored = {
  endpoint: 'http://127.0.0.1:4566',
  secret: 'a-secret-of-one-sandbox-0123456789',
  pid: 4711,
  process: '123456 python3 -m emulator',
  organizationId: 'o-8m3k2xq1zz',
  managementAccountId: '111111111111',
  organizationFile: '/somewhere/organization.yaml',
  startedAt: '2026-11-23T06:00:00.000Z',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('is read as it was written, and is gone when removed', () => {
  expect(readState(folder)).toBeNull();
  const state = writeState(folder, stored);
  expect(state).toEqual({ ...stored, logFile: join(folder, '.metsuke', 'sandbox.log') });
  expect(readState(folder)).toEqual(state);
  removeState(folder);
  expect(readState(folder)).toBeNull();
});

/** As a repository, an archive or another version could have left it. */
function leave(text: string): string {
  const file = join(makeStateFolder(folder), 'sandbox.json');
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

it.each<readonly [string, string]>([
  ['half of a file', '{"endpoint":'],
  ['the file of another version', '{"version": 9}'],
  ...[
    { endpoint: 'http://127.0.0.1:4566/$(touch pwned)' },
    { endpoint: 'http://127.0.0.1:4566\n' },
    { endpoint: 'http://127.0.0.1:4566@evil.example.com' },
    { endpoint: 'http://evil.example.com:80' },
    { endpoint: 'file:///etc/passwd' },
    { secret: '$(touch pwned)-0123456789-0123456789-' },
    { secret: 'short' },
    { pid: 0 },
    { pid: -1 },
    { pid: 1 },
    { pid: '4711' },
    { pid: 4711.5 },
    { organizationId: 'o-$(touch pwned)' },
    { managementAccountId: '$(touch pwned)' },
    { managementAccountId: '111111111111\n' },
    { organizationFile: '\u001b]0;owned\u0007' },
    { startedAt: 'now' },
    { process: undefined },
  ].map((changed) => [JSON.stringify(changed), JSON.stringify({ ...stored, ...changed })] as const),
])('counts %s as none', (_name, text) => {
  leave(JSON.stringify(stored));
  expect(readState(folder)).not.toBeNull();
  leave(text);
  expect(readState(folder)).toBeNull();
});

it('of a newer version is left to it', () => {
  leave('{"format": 2}');
  expect(() => readState(folder)).toThrow(
    /sandbox\.json was written by a newer Metsuke \(format 2; this one reads 1\)/,
  );
});

describe('what others could have written', () => {
  beforeEach(() => writeState(folder, stored));
  const file = () => join(stateFolder(folder), 'sandbox.json');

  it.each<[string, () => void, RegExp]>([
    ['a link in place of the file', () => replaceByLink(file()), /sandbox\.json is a symbolic link/],
    ['a link in place of the folder', () => replaceByLink(stateFolder(folder)), /\.metsuke is a symbolic link/],
    ['a file that its group may write', () => chmodSync(file(), 0o620), /sandbox\.json is open .*mode 620/],
    ['a file that everybody may read', () => chmodSync(file(), 0o604), /sandbox\.json is open .*mode 604/],
    ['a folder that everybody may write', () => chmodSync(stateFolder(folder), 0o777), /\.metsuke is open .*mode 777/],
    ['a folder in place of the file', () => replaceByFolder(file()), /sandbox\.json is no file/],
  ])('is refused: %s', (_name, spoil, says) => {
    spoil();
    expect(() => readState(folder)).toThrow(says);
    expect(() => readState(folder)).toThrow(expect.objectContaining({ code: 'sandbox-unavailable' }));
  });

  it.runIf(process.getuid?.() === 0)('is refused: the file and the folder of another user', () => {
    chownSync(file(), 12_345, 12_345);
    expect(() => readState(folder)).toThrow(/sandbox\.json belongs to another user \(12345\)/);
    chownSync(stateFolder(folder), 12_345, 12_345);
    expect(() => readState(folder)).toThrow(/\.metsuke belongs to another user \(12345\)/);
    expect(() => writeState(folder, stored)).toThrow(/belongs to another user/);
  });

  it('is not written through: links that lead elsewhere are replaced', () => {
    const precious = join(folder, 'precious');
    writeFileSync(precious, 'mine');
    for (const name of ['sandbox.json', '.gitignore', `sandbox.json.${process.pid}`]) {
      rmSync(join(stateFolder(folder), name), { force: true });
      symlinkSync(precious, join(stateFolder(folder), name));
    }
    writeState(folder, stored);
    expect(readFileSync(precious, 'utf8')).toBe('mine');
    expect(lstatSync(file()).isSymbolicLink()).toBe(false);
  });
});

function replaceByLink(path: string): void {
  renameSync(path, `${path}.moved`);
  symlinkSync(`${path}.moved`, path);
}

function replaceByFolder(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

it('is for its owner only and never reaches git', () => {
  mkdirSync(stateFolder(folder), { mode: 0o755 });
  writeState(folder, stored);
  expect(statSync(join(stateFolder(folder), 'sandbox.json')).mode & 0o777).toBe(0o600);
  expect(statSync(stateFolder(folder)).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(stateFolder(folder), '.gitignore'), 'utf8')).toBe('*\n');
});
