import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeMissing, parseAnnouncement, startEmulator } from './emulator.ts';
import { packageRoot } from './package-root.ts';
import { endProcess, isAlive } from './process.ts';
import { parseRequirements } from './python.mjs';

const announcement = {
  endpoint: 'http://127.0.0.1:4566',
  pid: 4711,
  organizationId: 'o-8m3k2xq1zz',
  managementAccountId: '111111111111',
};

describe('the announcement', () => {
  it.each([
    ['alone', `${JSON.stringify(announcement)}\n`],
    ['after a warning', `DeprecationWarning: old\n${JSON.stringify(announcement)}\n`],
  ])('is found %s', (_name, log) => {
    expect(parseAnnouncement(log)).toEqual(announcement);
  });

  it.each([
    ['nothing', ''],
    ['a warning', 'DeprecationWarning: old\n'],
    ['the beginning of its line', JSON.stringify(announcement).slice(0, 40)],
  ])('is not yet there with %s', (_name, log) => {
    expect(parseAnnouncement(log)).toBeNull();
  });
});

describe('a missing Python', () => {
  const requirements = [{ name: 'moto', version: '5.2.1' }];
  const python = { executable: '/usr/bin/python3', version: [3, 11, 2], canMakeVenv: true };

  it.each([
    ['none', [], /needs Python 3\.10 or newer, and none was found/],
    ['an old one', [{ ...python, version: [3, 8, 0], packages: {} }], /none was found/],
    ['one without moto', [{ ...python, packages: { moto: null } }], /\/usr\/bin\/python3 lacks: moto 5\.2\.1\.$/],
    ['one with another moto', [{ ...python, packages: { moto: '4.0.0' } }], /moto 5\.2\.1 \(4\.0\.0 is installed\)/],
  ])('is told in one sentence: %s', (_name, found, sentence) => {
    expect(describeMissing(found, requirements)).toMatch(sentence);
  });
});

describe('the process', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'metsuke-emulator-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** A Python that has every package, and an emulator that does what `run` (JavaScript) says. */
  function aPythonThat(run: string): NodeJS.ProcessEnv {
    const file = join(folder, 'python');
    const packages = `new Proxy({}, { ownKeys: () => names, getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: '' }), get: (_, name) => pins[name] ?? '1' })`;
    const probe = `const names = process.argv.slice(4); const pins = ${JSON.stringify(pins())};
console.log(JSON.stringify({ executable: __filename, version: [3, 11, 2], packages: ${packages}, canMakeVenv: true }));`;
    writeFileSync(file, `#!${process.execPath}\nif (process.argv[2] === '-c') { ${probe} } else { ${run} }\n`);
    chmodSync(file, 0o755);
    return { ...process.env, METSUKE_PYTHON: file };
  }

  function start(run: string, startSeconds = 20) {
    return startEmulator({
      organizationFile: 'organization.yaml',
      logFile: join(folder, 'sandbox.log'),
      environment: aPythonThat(run),
      startSeconds,
    });
  }

  it('is ready when it says so, and stays until it is ended', async () => {
    const { pid, ...rest } = await start(
      `console.log(JSON.stringify({ ...${JSON.stringify(announcement)}, pid: process.pid })); setInterval(() => {}, 1000);`,
    );
    expect(rest).toMatchObject({ endpoint: announcement.endpoint, managementAccountId: '111111111111' });
    expect(isAlive(pid)).toBe(true);
    await endProcess(pid);
    expect(isAlive(pid)).toBe(false);
  });

  it('tells its last words when it dies', async () => {
    await expect(
      start(`console.error('Traceback'); console.error('the port is taken'); process.exit(1);`),
    ).rejects.toThrow('The sandbox did not start: the port is taken');
  });

  it('is given up when it says nothing', async () => {
    await expect(start('setInterval(() => {}, 1000);', 0.3)).rejects.toThrow('not ready within 0.3 seconds');
  });
});

/** What sandbox/requirements.in asks for. */
function pins(): Record<string, string> {
  const file = join(packageRoot(import.meta.url), 'sandbox', 'requirements.in');
  const requirements = parseRequirements(readFileSync(file, 'utf8'));
  return Object.fromEntries(requirements.map(({ name, version }) => [name, version ?? '1']));
}
