import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { choicesOf, type EmulatorOptions, parseAnnouncement, startEmulator } from '../../src/sandbox/emulator.ts';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { isAlive } from '../../src/sandbox/process.ts';
import { makeSecret, SECRET_VARIABLE } from '../../src/sandbox/secret.mjs';
import { findFittingPython } from './python.ts';

/** Where the process listens that has imported all of the emulator: see sandbox/emulator/tests/forks.py. */
const SOCKET = 'METSUKE_TEST_FORKS';

let server: ChildProcess | undefined;

/** Of vitest: one process for all test files of a run. Without a Python for it, each emulator says what is missing. */
export function setup(): void {
  const python = findFittingPython();
  if (python === null || process.platform === 'win32') return;
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-forks-'));
  const socket = join(folder, 'socket');
  server = spawn(python, ['-m', 'emulator.tests.forks', socket, String(process.pid)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PYTHONPATH: join(packageRoot(import.meta.url), 'sandbox') },
  });
  process.env[SOCKET] = socket;
}

export function teardown(): void {
  server?.kill();
  if (process.env[SOCKET] !== undefined) rmSync(dirname(process.env[SOCKET]), { recursive: true, force: true });
}

/** As startEmulator, without the two seconds of imports; the same where there is nothing to fork from. */
export async function forkEmulator(
  options: EmulatorOptions & { readonly parentPid: number },
): ReturnType<typeof startEmulator> {
  const socket = process.env[SOCKET];
  if (socket === undefined) return startEmulator(options);
  const { organizationFile, parentPid, logFile, environment } = options;
  const parameters = ['--port', '0', '--organization', organizationFile, '--parent-pid', String(parentPid)];
  const secret = makeSecret();
  const pid = await ask(socket, {
    parameters: [...parameters, ...choicesOf(options)],
    environment: { METSUKE_NODE: process.execPath, ...environment, [SECRET_VARIABLE]: secret },
    log: logFile,
  });
  while (isAlive(pid)) {
    const announcement = existsSync(logFile) ? parseAnnouncement(readFileSync(logFile, 'utf8')) : null;
    if (announcement !== null) return { ...announcement, secret };
    await sleep(5);
  }
  throw new Error(`The emulator did not start: ${readFileSync(logFile, 'utf8')}`);
}

/** Of the process that is forked. The first file of a run asks before it listens. */
async function ask(socket: string, wish: object): Promise<number> {
  while (!existsSync(socket)) await sleep(20);
  const answer = await new Promise<string>((resolve, reject) => {
    let said = '';
    const connection = connect(socket, () => connection.write(`${JSON.stringify(wish)}\n`));
    connection.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    connection.on('end', () => resolve(said)).on('error', reject);
  });
  return (JSON.parse(answer) as { readonly pid: number }).pid;
}
