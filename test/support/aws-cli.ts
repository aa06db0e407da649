import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const SERVER = join(import.meta.dirname, 'aws_cli.py');

export interface AwsCli {
  /** Of a script that says `aws`. */
  readonly path: string;
  stop(): Promise<void>;
}

/** The AWS CLI of this machine, each command a fork of one process where a Python has it: a script runs a hundred. */
export async function startAwsCli(): Promise<AwsCli> {
  const path = process.env['PATH'] ?? '';
  const python = process.platform === 'win32' ? undefined : pythonWithAwsCli();
  if (python === undefined) return { path, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-aws-'));
  const server = spawn(python, [SERVER, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  await Promise.race([once(server.stdout, 'data'), ended]);
  if (server.exitCode !== null) throw new Error('The AWS CLI cannot be forked: see above.');
  return {
    path: `${folder}${delimiter}${path}`,
    stop: async () => {
      server.stdin.end();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}

function pythonWithAwsCli(): string | undefined {
  return ['python3', 'python'].find((name) => spawnSync(name, ['-c', 'import awscli.clidriver']).status === 0);
}
