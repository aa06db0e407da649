import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { languageOf } from '../../src/cli/language.ts';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import type { CliResult } from './cli.ts';

const MAIN = pathToFileURL(join(packageRoot(import.meta.url), 'dist', 'cli', 'main.js')).href;
const DRIVER = join(import.meta.dirname, 'warm-cli.mjs');

/** What starts processes, serves, or lends the terminal to another program, begins in a process of its own. */
const COLD = new Set(['sandbox', 'session', 'dashboard', '--version', '-V']);
/** What Node.js and the SDK read once in a process. */
const READ_ONCE = ['NODE_OPTIONS', 'AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_PROFILE'];

interface CommandLine {
  readonly argv: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
}

/** Whether the command does the same in a process that ran others before. `own`: what its test adds to the environment. */
export function mayRunWarm(argv: readonly string[], own: Readonly<Record<string, string>>): boolean {
  return !argv.some((word) => COLD.has(word)) && !READ_ONCE.some((name) => name in own);
}

/** By language: texts of modules are made when they are loaded. */
const idle = new Map<string, ChildProcess[]>();

/**
 * Runs a command line in a process that has loaded the program, where one is free: to load it takes longer than most
 * commands do. Commands that a test runs at once run in processes of their own.
 */
export async function runWarm({ argv, folder, environment }: CommandLine): Promise<CliResult> {
  const language = languageOf(argv, environment);
  const free = idle.get(language) ?? [];
  idle.set(language, free);
  const child = free.pop() ?? (await startWarm());
  const result = await answerOf(child, { argv, folder, environment: definedOf(environment) });
  if (child.connected) free.push(child);
  return result;
}

async function startWarm(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [DRIVER, MAIN], {
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('error', reject);
  });
  // It ends with the tests, and they do not wait for it.
  child.unref();
  child.channel?.unref();
  return child;
}

function answerOf(child: ChildProcess, message: object): Promise<CliResult> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null): void => reject(new Error(`The command line broke its process (${code}).`));
    child.once('exit', died);
    child.once('message', (result) => {
      child.off('exit', died);
      resolve(result as CliResult);
    });
    child.send(message);
  });
}

function definedOf(environment: Readonly<NodeJS.ProcessEnv>): Record<string, string> {
  const entries = Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(entries), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
}
