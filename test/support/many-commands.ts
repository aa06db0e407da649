import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { type CliOptions, environmentOf } from './cli.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const MAIN = pathToFileURL(join(packageRoot(import.meta.url), 'dist', 'cli', 'main.js')).href;
const DRIVER = join(import.meta.dirname, 'many-commands.mjs');

/** What each of the command lines wrote, in pipes, run in this order. */
export async function runMany(commands: readonly (readonly string[])[], options: CliOptions): Promise<readonly Ran[]> {
  const child = spawn(process.execPath, [DRIVER, MAIN], {
    cwd: options.folder,
    env: { ...environmentOf(options), AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  child.stdin.end(JSON.stringify(commands));
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`The commands ended with ${code}:\n${printed.slice(-2_000)}`);
  return JSON.parse(printed) as readonly Ran[];
}
