// Lints and types the sandbox's Python, with what sandbox/requirements-test.txt pins: node scripts/lint-python.mjs
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython, parseRequirements, pythonCandidates } from '../src/sandbox/python.mjs';

/** A file of more lines holds more than one idea. */
export const MOST_LINES = 300;

/** @returns {string[]} one sentence for each violation in a Python file. */
export function violationsIn(path, source) {
  const lines = source.split('\n').length - 1;
  const mixed = [...source.matchAll(/^class (\w+)\([^)=]*,[^)=]*\):/gm)].map(([, name]) => name);
  return [
    ...(lines > MOST_LINES ? [`${path}: ${lines} lines, of ${MOST_LINES} at most. Split it by what it is about.`] : []),
    ...mixed.map((name) => `${path}: ${name} is mixed from several classes. Give it parts of its own (see call.py).`),
  ];
}

function pythonFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.py'))
    .map((entry) => join(entry.parentPath, entry.name));
}

function lint(root) {
  const sandbox = join(root, 'sandbox');
  const tools = parseRequirements(readFileSync(join(sandbox, 'requirements-test.in'), 'utf8')).filter(({ name }) =>
    ['ruff', 'mypy'].includes(name),
  );
  const candidates = pythonCandidates({ root, environment: process.env, platform: process.platform });
  const { fitting } = findPython(candidates, tools);
  if (fitting === null) {
    const wanted = tools.map(({ name, version }) => `${name} ${version}`).join(' and ');
    return [`No Python here has ${wanted}. Run: npm run setup -- --tests`];
  }
  const runs = [
    ['ruff', 'check', '--quiet', 'emulator'],
    // Its cache makes the second run ten times as fast as the first.
    ['mypy', '--no-error-summary', '--cache-dir', join(root, 'node_modules', '.cache', 'mypy')],
  ];
  const failed = runs.filter(
    (run) => spawnSync(fitting.executable, ['-m', ...run], { cwd: sandbox, stdio: 'inherit' }).status !== 0,
  );
  return [
    ...failed.map(([tool]) => `${tool} found errors (see above).`),
    ...pythonFiles(sandbox).flatMap((path) => violationsIn(path, readFileSync(path, 'utf8'))),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sentences = lint(fileURLToPath(new URL('..', import.meta.url)));
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.exitCode = sentences.length > 0 ? 1 : 0;
}
