import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { closeSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import type { SandboxAddress } from './control.ts';
import { packageRoot } from './package-root.ts';
import { createPrivateFile } from './private-files.ts';
import type { PythonProbe, Requirement } from './python.mjs';
import { findPython, isNewEnough, parseRequirements, pythonCandidates, unmetRequirements } from './python.mjs';
import { makeSecret, SECRET_VARIABLE } from './secret.mjs';

export interface EmulatorOptions {
  readonly organizationFile: string;
  /** Receives whatever the process writes; the announcement is its first line of JSON. */
  readonly logFile: string;
  readonly environment: NodeJS.ProcessEnv;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** The emulator leaves when this process is gone. Absent: it stays until it is stopped. */
  readonly parentPid?: number;
  /** Service control policies bind every call of member accounts. */
  readonly enforce?: boolean;
  /** A landing zone of AWS Control Tower is there from the beginning. */
  readonly controlTower?: boolean | undefined;
  /** Seconds that a role cannot be assumed, and that lists miss an account or a stack set, after it was made. */
  readonly slowIam?: number | undefined;
  readonly slowLists?: number | undefined;
  readonly startSeconds?: number;
}

const announcementSchema = z.object({
  endpoint: z.url(),
  pid: z.int(),
  organizationId: z.string(),
  managementAccountId: z.string().regex(/^\d{12}$/),
});

/** What the emulator says of itself when it is ready. */
export type Announcement = z.output<typeof announcementSchema>;

/** Starts the process apart from this one and returns when it is ready. */
export async function startEmulator(options: EmulatorOptions): Promise<Announcement & SandboxAddress> {
  const root = packageRoot(import.meta.url);
  const python = requirePython(root, options.environment);
  const secret = makeSecret();
  const child = launch(root, python, { ...options, secret });
  const letGo = endTogether(child);
  try {
    return { ...(await readAnnouncement(child, options)), secret };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    letGo();
  }
}

/** Until it is ready nobody else knows of it: a Ctrl-C meanwhile must not leave it behind. */
function endTogether(child: ChildProcess): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const end = (signal: NodeJS.Signals) => {
    child.kill('SIGKILL');
    letGo();
    process.kill(process.pid, signal);
  };
  const letGo = () => {
    for (const signal of signals) process.off(signal, end);
  };
  for (const signal of signals) process.once(signal, end);
  return letGo;
}

/** The first line that is an announcement; Python may print warnings before it. */
export function parseAnnouncement(log: string): Announcement | null {
  for (const line of log.split('\n').slice(0, -1)) {
    if (!line.startsWith('{')) continue;
    return announcementSchema.parse(JSON.parse(line));
  }
  return null;
}

function requirePython(root: string, environment: NodeJS.ProcessEnv): string {
  const requirements = parseRequirements(readFileSync(join(root, 'sandbox', 'requirements.in'), 'utf8'));
  const candidates = pythonCandidates({ root, environment, platform: process.platform });
  const { fitting, found } = findPython(candidates, requirements);
  if (fitting !== null) return fitting.executable;
  throw new MetsukeError('sandbox-unavailable', describeMissing(found, requirements), { hint: howToInstall(root) });
}

/** One sentence: what a person lacks before they can have a sandbox. */
export function describeMissing(found: readonly PythonProbe[], requirements: readonly Requirement[]): string {
  const [first] = found.filter(isNewEnough);
  if (first === undefined) return say`The sandbox needs Python 3.10 or newer, and none was found.`;
  return say`The sandbox needs packages that ${first.executable} lacks: ${unmetRequirements(first, requirements).join(', ')}.`;
}

function howToInstall(root: string): string {
  if (existsSync(join(root, 'scripts', 'setup.mjs'))) return say`Run: npm run setup`;
  const file = join(root, 'sandbox', 'requirements.txt');
  return say`Run: python3 -m pip install -r ${file} (in a virtual environment, and name its Python in METSUKE_PYTHON)`;
}

/** How the emulated AWS is, beside its organization. */
export function choicesOf(options: EmulatorOptions): readonly string[] {
  return [
    ...(options.enforce ? ['--enforce'] : []),
    ...(options.controlTower ? ['--control-tower'] : []),
    ...(options.slowIam === undefined ? [] : ['--slow-iam', String(options.slowIam)]),
    ...(options.slowLists === undefined ? [] : ['--slow-lists', String(options.slowLists)]),
  ];
}

function launch(root: string, python: string, options: EmulatorOptions & { readonly secret: string }): ChildProcess {
  const parameters = [
    '-m',
    'emulator',
    '--port',
    String(options.port ?? 0),
    '--organization',
    options.organizationFile,
  ];
  parameters.push(...choicesOf(options));
  if (options.parentPid !== undefined) parameters.push('--parent-pid', String(options.parentPid));
  // A file, not a pipe: the emulator outlives the command that started it.
  const log = createPrivateFile(options.logFile);
  const child = spawn(python, parameters, {
    detached: true,
    stdio: ['ignore', log, log],
    // Functions of the sandbox run with the Node.js that runs this.
    env: {
      METSUKE_NODE: process.execPath,
      ...options.environment,
      [SECRET_VARIABLE]: options.secret,
      PYTHONPATH: join(root, 'sandbox'),
      PYTHONUNBUFFERED: '1',
    },
    windowsHide: true,
  });
  closeSync(log);
  child.unref();
  return child;
}

async function readAnnouncement(child: ChildProcess, options: EmulatorOptions): Promise<Announcement> {
  const seconds = options.startSeconds ?? 180;
  const deadline = Date.now() + seconds * 1_000;
  while (Date.now() < deadline) {
    const ended = child.exitCode !== null || child.signalCode !== null;
    const announcement = parseAnnouncement(readFileSync(options.logFile, 'utf8'));
    if (announcement !== null) return announcement;
    if (ended)
      throw new MetsukeError('sandbox-unavailable', say`The sandbox did not start: ${lastWords(options.logFile)}`);
    await sleep(25);
  }
  throw new MetsukeError('sandbox-unavailable', say`The sandbox was not ready within ${seconds} seconds.`, {
    hint: say`Its log is ${options.logFile}`,
  });
}

/** The emulator, like Python itself, ends with the line that says why. */
function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trim().split('\n');
  return lines.at(-1) || say`it said nothing.`;
}
