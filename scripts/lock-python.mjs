// Writes sandbox/requirements*.txt from requirements*.in: every package that the sandbox and the tests need, pinned, with
// the hashes of its files, for Python 3.10 and newer on every platform. Needs uv: node scripts/lock-python.mjs [--upgrade]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OLDEST_PYTHON } from '../src/sandbox/python.mjs';

const sandbox = fileURLToPath(new URL('../sandbox', import.meta.url));
const upgrade = process.argv.includes('--upgrade') ? ['--upgrade'] : [];

// On Windows ansible-lint asks for a package that exists in order not to be installed.
const OVERRIDES = "will-not-work-on-windows-try-from-wsl-instead==0.1.0; python_version < '3'\n";

const folder = mkdtempSync(join(tmpdir(), 'metsuke-lock-'));
try {
  const overrides = join(folder, 'overrides.txt');
  writeFileSync(overrides, OVERRIDES);
  for (const name of ['requirements-test', 'requirements']) {
    const { status, error } = spawnSync(
      'uv',
      [
        ...['pip', 'compile', '--quiet', '--universal', '--generate-hashes', '--no-annotate', '--no-emit-index-url'],
        ...['--python-version', OLDEST_PYTHON.join('.'), '--override', overrides, ...upgrade],
        ...['--custom-compile-command', 'node scripts/lock-python.mjs', `${name}.in`, '-o', `${name}.txt`],
      ],
      { cwd: sandbox, stdio: 'inherit' },
    );
    if (error) throw new Error('uv is not installed: https://docs.astral.sh/uv', { cause: error });
    if (status !== 0) process.exit(1);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
