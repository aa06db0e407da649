// The quick form of verification on each version of Node.js that is supported: the oldest one, and the newest of each line.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

export const NODES = ['20.19.0', '22.23.3', '24.22.1'];

/** The program of that version, from the npm registry the first time; null where it cannot be had. */
export function nodeBinary(version) {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = join(homedir(), '.cache', 'metsuke-tests', `${name}-${version}`);
  const binary = join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(binary)) install(folder, `${name}@${version}`);
  return existsSync(binary) ? binary : null;
}

function install(folder, wish) {
  mkdirSync(folder, { recursive: true });
  const options = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  spawnSync('npm', ['install', ...options, wish], { shell: process.platform === 'win32', stdio: 'ignore' });
}

function verifyOn(version) {
  process.stdout.write(`\nNode.js ${version}\n`);
  const binary = nodeBinary(version);
  if (binary === null) {
    process.stdout.write('it cannot be installed from the npm registry\n');
    return false;
  }
  const { status } = spawnSync(binary, [join(root, 'scripts', 'verify.mjs'), '--quick'], {
    cwd: root,
    stdio: 'inherit',
  });
  return status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failed = NODES.filter((version) => !verifyOn(version));
  process.stdout.write(failed.length === 0 ? '\nall versions pass\n' : `\nfailed on ${failed.join(', ')}\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
