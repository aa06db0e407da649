import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { mayRunWarm, runWarm } from './warm-cli.ts';

export const PROGRAM = join(packageRoot(import.meta.url), 'bin', 'metsuke.js');

/** What a run of the built command line left behind. */
export interface CliResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** In the order that they were written, as a terminal shows them. */
  readonly output: string;
}

export interface RunningCli {
  readonly pid: number;
  /** Resolves when the output holds it, at once when it does already; rejects when the program ends without it. */
  says(text: string | RegExp): Promise<void>;
  /** What it has written by now. */
  written(): string;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<CliResult>;
}

export interface CliOptions {
  readonly folder: string;
  /** Beside what every program needs; nothing of this machine's AWS configuration is seen. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Another program of Node.js than the one that runs the tests. */
  readonly node?: string;
}

/** Of the AWS SDK about old versions, of Node.js about what is deprecated or experimental: none is meant for a user. */
const NODE_WARNING = /^\(node:\d+\) |NodeVersionSupportWarning/m;

/** Starts the built command line. Its input is closed and its outputs are pipes, as in CI. */
export function startCli(parameters: readonly string[], options: CliOptions): RunningCli {
  const child = spawn(options.node ?? process.execPath, [PROGRAM, ...parameters], {
    cwd: options.folder,
    env: environmentOf(options),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written = { stdout: '', stderr: '', output: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      written[stream] += text;
      written.output += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (NODE_WARNING.test(written.stderr))
        reject(new Error(`a warning of Node.js reaches the user:\n${written.stderr}`));
      resolve({ code, ...written });
    });
  });
  return {
    pid: child.pid ?? 0,
    says: (text) => waitFor(text, { written, listeners, ended }),
    written: () => written.output,
    kill: (signal) => void child.kill(signal),
    ended,
  };
}

/** The built command line, in a process that ran others before where that is no difference. */
export function runCli(parameters: readonly string[], options: CliOptions): Promise<CliResult> {
  const { folder, node, environment = {} } = options;
  if (node !== undefined || !mayRunWarm(parameters, environment)) return startCli(parameters, options).ended;
  return runWarm({ argv: parameters, folder, environment: environmentOf(options) });
}

interface Listening {
  readonly written: { readonly output: string };
  readonly listeners: Set<() => void>;
  readonly ended: Promise<CliResult>;
}

async function waitFor(text: string | RegExp, { written, listeners, ended }: Listening): Promise<void> {
  const isThere = (): boolean => (typeof text === 'string' ? written.output.includes(text) : text.test(written.output));
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (!isThere()) return;
      listeners.delete(look);
      resolve();
    };
    listeners.add(look);
    look();
    ended.then(() => reject(new Error(`it ended without saying ${text}:\n${written.output}`)), reject);
  });
}

export function environmentOf({ folder, environment }: CliOptions): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG, METSUKE_PYTHON, TMPDIR } = process.env;
  return {
    PATH,
    HOME,
    LANG,
    TMPDIR,
    ...(METSUKE_PYTHON === undefined ? {} : { METSUKE_PYTHON }),
    AWS_CONFIG_FILE: join(folder, 'no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-aws-credentials'),
    ...environment,
  };
}
