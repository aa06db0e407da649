import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { isAlive } from '../../src/sandbox/process.ts';
import { type CliResult, runCli } from '../support/cli.ts';

const PROGRAM = join(packageRoot(import.meta.url), 'bin', 'metsuke.js');

let folder: string;
let state: Readonly<Record<string, string | number>>;
const metsuke = (...parameters: readonly string[]): Promise<CliResult> => runCli(parameters, { folder });
const inState = (name: string): string => join(folder, '.metsuke', name);
const writeState = (text: string): void => writeFileSync(inState('sandbox.json'), text, { mode: 0o600 });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-doors-'));
  expect((await metsuke('sandbox', 'up', '--parent-pid', String(process.pid))).code).toBe(0);
  state = JSON.parse(readFileSync(inState('sandbox.json'), 'utf8'));
});
afterEach(() => {
  rmSync(join(folder, 'pwned'), { force: true });
  writeState(JSON.stringify(state));
});
afterAll(async () => {
  await metsuke('sandbox', 'down');
  rmSync(folder, { recursive: true, force: true });
});

describe('a state that somebody else wrote', () => {
  // It names the sandbox that runs, and after it a command: what `eval "$(metsuke sandbox env)"` would run.
  it.each(['endpoint', 'managementAccountId', 'organizationId', 'organizationFile', 'startedAt'])(
    'runs nothing in the shell that evaluates it: %s',
    (name) => {
      for (const attack of ['/$(touch pwned)', '/`touch pwned`', ";touch pwned;'"]) {
        writeState(JSON.stringify({ ...state, [name]: `${state[name]}${attack}` }));
        spawnSync('sh', ['-c', `eval "$(${process.execPath} ${PROGRAM} sandbox env)"`], {
          cwd: folder,
          encoding: 'utf8',
        });
        expect(readdirSync(folder)).not.toContain('pwned');
      }
    },
  );

  it('is refused with what to do, through a link and when others may write it', async () => {
    renameSync(inState('sandbox.json'), inState('elsewhere.json'));
    symlinkSync(inState('elsewhere.json'), inState('sandbox.json'));
    for (const command of ['env', 'status', 'up', 'down']) {
      const { code, stdout, stderr } = await metsuke('sandbox', command);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(/sandbox\.json is a symbolic link\.\nRemove it, then start a sandbox with/);
    }
    rmSync(inState('sandbox.json'));
    renameSync(inState('elsewhere.json'), inState('sandbox.json'));
    chmodSync(inState('sandbox.json'), 0o666);
    expect((await metsuke('sandbox', 'env')).stderr).toContain('is open to other users (mode 666)');
    rmSync(inState('sandbox.json'));
    expect(isAlive(Number(state.pid))).toBe(true);
  });
});

describe('the process of another program', () => {
  let bystander: ChildProcess;
  beforeEach(() => {
    bystander = spawn('sleep', ['600'], { stdio: 'ignore' });
  });
  afterEach(() => void bystander.kill('SIGKILL'));

  it('that has the number of the sandbox by now is not ended by down', async () => {
    writeState(JSON.stringify({ ...state, pid: bystander.pid }));
    expect((await metsuke('sandbox', 'down')).stdout).toBe('No sandbox was running in this folder.\n');
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    expect(isAlive(bystander.pid ?? 0)).toBe(true);
  });
});

describe('what others on this machine see', () => {
  it('holds no secret: neither the command line, nor the log, nor what the commands print', async () => {
    const secret = String(state.secret);
    const { stdout: processes } = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(processes).toContain('-m emulator');
    const printed = await Promise.all(
      [['up', '--json'], ['status', '--json'], ['status']].map((command) => metsuke('sandbox', ...command)),
    );
    const seen = [processes, readFileSync(inState('sandbox.log'), 'utf8'), ...printed.map(({ output }) => output)];
    for (const text of seen) expect(text).not.toContain(secret);
  });

  it('is closed: the folder and every file in it', () => {
    expect(lstatSync(join(folder, '.metsuke')).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(join(folder, '.metsuke'))) expect(lstatSync(inState(name)).mode & 0o077).toBe(0);
  });
});

it('writes through no link that a repository brings along', async () => {
  const other = mkdtempSync(join(tmpdir(), 'metsuke-doors-'));
  const [precious, hidden] = [join(other, 'precious'), join(other, '.metsuke')];
  writeFileSync(precious, 'mine');
  spawnSync('mkdir', ['-m', '755', hidden]);
  for (const name of ['sandbox.log', 'sandbox.json', '.gitignore', 'planted.json']) {
    if (name !== 'sandbox.json') symlinkSync(precious, join(hidden, name));
  }
  const run = (...parameters: readonly string[]) => runCli(parameters, { folder: other });
  expect((await run('sandbox', 'up', '--parent-pid', String(process.pid))).code).toBe(0);
  expect((await run('sandbox', 'down')).stdout).toBe('The sandbox is down.\n');
  expect(readFileSync(precious, 'utf8')).toBe('mine');
  rmSync(other, { recursive: true });
});
