// Lints the sandbox's Python with ruff, which sandbox/requirements-test.txt pins: node scripts/lint-python.mjs
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython, parseRequirements, pythonCandidates } from '../src/sandbox/python.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const ruff = parseRequirements(readFileSync(join(root, 'sandbox', 'requirements-test.in'), 'utf8')).filter(
  ({ name }) => name === 'ruff',
);
const { fitting } = findPython(pythonCandidates({ root, environment: process.env, platform: process.platform }), ruff);
if (fitting === null) {
  process.stderr.write(`No Python here has ruff ${ruff[0].version}. Run: npm run setup\n`);
  process.exitCode = 1;
} else {
  const { status } = spawnSync(fitting.executable, ['-m', 'ruff', 'check', '--quiet', 'emulator'], {
    cwd: join(root, 'sandbox'),
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
