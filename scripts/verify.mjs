// Every test there is, from a fresh checkout on; the last line says how many passed, failed and were skipped. `--quick` takes the
// checks, the unit tests without the linters of templates, and one thin way through the built command line.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setUpOrStop } from './setup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** One check each, in the order of `npm run check`. */
const CHECKS = [
  ['format and lint', 'node_modules/@biomejs/biome/bin/biome', ['check', '.']],
  ['layers', 'scripts/layers.mjs', []],
  ['lint of Python', 'scripts/lint-python.mjs', []],
  ['types', 'node_modules/typescript/bin/tsc', []],
  ['types of the page', 'node_modules/typescript/bin/tsc', ['-p', 'src/dashboard/web']],
  ['dead code', 'node_modules/knip/bin/knip.js', []],
];

/** What the package registries give: on a continuous integration machine there is no excuse for their absence. */
const INSTALLABLE =
  /\b(moto|cfn-?lint|pytest|ansible-lint|(debootstrap|chromium) is not installed|Node\.js \S+ cannot be installed)\b/i;

/** @returns counts of which a skip for want of something installable is a failure */
export function judgeSkips(counts, { strict }) {
  const inexcusable = strict ? counts.skipped.filter(({ reason }) => INSTALLABLE.test(reason)) : [];
  return {
    ...counts,
    failed: counts.failed + inexcusable.length,
    skipped: counts.skipped.filter((test) => !inexcusable.includes(test)),
    inexcusable,
  };
}

export function sumUp(results) {
  return {
    passed: results.reduce((sum, result) => sum + result.passed, 0),
    failed: results.reduce((sum, result) => sum + result.failed, 0),
    skipped: results.flatMap((result) => result.skipped),
  };
}

/** Counts of a JUnit report as pytest writes it. Null when there is no test suite in it. */
export function parseJunit(xml) {
  const suite = /<testsuite [^>]*>/.exec(xml)?.[0];
  if (suite === undefined) return null;
  const number = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(suite)?.[1] ?? 0);
  const failed = number('failures') + number('errors');
  const skipped = [...xml.matchAll(/<testcase ([^>]*)><skipped([^>]*)>/g)].map(([, test, skip]) => ({
    name: `${attribute(test, 'classname')} ${attribute(test, 'name')}`,
    reason: attribute(skip, 'message') || 'no reason given',
  }));
  return { passed: number('tests') - failed - number('skipped'), failed, skipped };
}

function attribute(text, name) {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1] ?? '';
  return value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function runChecks() {
  const failed = CHECKS.filter(([name, program, parameters]) => {
    say(name);
    return run(process.execPath, [join(root, program), ...parameters]) !== 0;
  });
  return { passed: CHECKS.length - failed.length, failed: failed.length, skipped: [] };
}

function runVitest(folder, python, which = []) {
  say(which.length === 0 ? 'unit and end-to-end tests' : `tests: vitest run ${which.join(' ')}`);
  const counts = join(folder, `vitest-${which.join('').replace(/\W/g, '')}.json`);
  const status = run(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      ...['run', '--passWithNoTests', '--reporter=minimal', '--reporter=./scripts/count-tests.mjs', ...which],
    ],
    { METSUKE_TEST_COUNTS: counts, METSUKE_PYTHON: python },
  );
  return trustExitCode(existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : null, status);
}

/** Beside everything else: it uses one core at a time. What it says is shown at its end. */
function startPytest(folder, python) {
  const report = join(folder, 'pytest.xml');
  const said = join(folder, 'pytest.log');
  // A file, not a pipe: nobody reads while this process waits for another one.
  const log = openSync(said, 'w');
  const child = spawn(python, ['-m', 'pytest', '-q', '-rs', `--junitxml=${report}`, 'sandbox'], {
    cwd: root,
    stdio: ['ignore', log, log],
    env: { ...process.env, PYTHONPATH: join(root, 'sandbox') },
  });
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  return async () => {
    const status = await ended;
    say('contract tests of the sandbox');
    process.stdout.write(readFileSync(said, 'utf8'));
    return trustExitCode(existsSync(report) ? parseJunit(readFileSync(report, 'utf8')) : null, status);
  };
}

/** A runner that fails without a failed test has still failed. */
function trustExitCode(counts, status) {
  const known = counts ?? { passed: 0, failed: 0, skipped: [] };
  return status !== 0 && known.failed === 0 ? { ...known, failed: 1 } : known;
}

function run(command, parameters, environment = {}) {
  const { status } = spawnSync(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  return status;
}

function say(line) {
  process.stdout.write(`\nverify · ${line}\n`);
}

const QUICK = [
  ['--project', 'unit'],
  ['--project', 'e2e', 'test/e2e/first-way.test.ts'],
];

async function verifyQuickly() {
  const { python } = await setUpOrStop({ tests: true });
  // vitest.config.ts leaves out what takes minutes.
  process.env.METSUKE_QUICK = 'true';
  return withFolder((folder) => sumUp([runChecks(), ...QUICK.map((which) => runVitest(folder, python, which))]));
}

async function verify() {
  const { python } = await setUpOrStop({ tests: true });
  return withFolder(async (folder) => {
    const finishPytest = startPytest(folder, python);
    const results = [runChecks(), runVitest(folder, python), await finishPytest()];
    return sumUp(results);
  });
}

async function withFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'metsuke-verify-'));
  try {
    return judgeSkips(await work(folder), { strict: Boolean(process.env.CI) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report({ passed, failed, skipped, inexcusable }) {
  const lines = [
    ...skipped.map(({ name, reason }) => `skipped: ${name}: ${reason}`),
    ...inexcusable.map(({ name, reason }) => `failed, because it must not be skipped here: ${name}: ${reason}`),
    `${passed} passed, ${failed} failed, ${skipped.length} skipped`,
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outcome = await (process.argv.includes('--quick') ? verifyQuickly() : verify());
  report(outcome);
  process.exitCode = outcome.failed > 0 ? 1 : 0;
}
