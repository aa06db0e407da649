import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/sandbox/package-root.ts';

/** How a test can be made to depend on how quick a machine is. vitest.config.ts has the limits against what hangs. */
const WAYS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['a limit of its own', /\b(timeout|testTimeout|hookTimeout): *\(?\d/],
  ['a limit as last argument', /^\s*(\}|.*=> \w+\(.*\)), \(?\d[\d_]*( \* \w+)?\);$|^\s*\d+_000,$/],
  ['seconds instead of runs', /\b(timeLimit|interruptAfterTimeLimit|asyncTimeout)\b/],
  ['time that passed', /expect\((Date|performance)\.now\(\) - |\btook\)\.toBeLess/],
  ['time that passed, in Python', /assert .*time\.(time|monotonic|perf_counter)\(\) - /],
  ['a wait of so many seconds, in Python', /\.wait\(\d|timeout=\d/],
];
const ROOTS = ['src', 'test', 'scripts', 'bench', 'sandbox/emulator/tests'];
const root = packageRoot(import.meta.url);

/** Of each line that does: `file:line way`. */
function limitsIn(file: string, text: string): readonly string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      WAYS.filter(([, pattern]) => pattern.test(line)).map(([name]) => `${file}:${index + 1} ${name}`),
    );
}

function testFiles(): readonly string[] {
  return ROOTS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
  ).filter((name) => /(\.test\.(ts|mjs)|\/(test_\w+|conftest)\.py)$/.test(name) && !name.includes('node_modules'));
}

it('no test has a time limit of its own', () => {
  const files = testFiles().filter((name) => !name.endsWith('test/support/limits.test.ts'));
  expect(files.length).toBeGreaterThan(200);
  expect(files.flatMap((file) => limitsIn(file, readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

describe('a limit', () => {
  it.each([
    "it('ends', { timeout: 120_000 }, async () => {",
    '}, 60_000);',
    '  }, 8 * minutes);',
    "  )('$story', ({ story }) => expectFinished(story), 60_000);",
    '    60_000,',
    'vi.setConfig({ testTimeout: 60_000 });',
    'fc.assert(property, { interruptAfterTimeLimit: limit });',
    'expect(Date.now() - started).toBeLessThan(8_000);',
    '    assert results and time.time() - began < 0.8',
    '    assert emulator.process.wait(2) == 0',
    'urlopen(request, timeout=10)',
  ])('is seen: %s', (line) => {
    expect(limitsIn('a', line)).toHaveLength(1);
  });

  it.each([
    '{ numRuns: 300 },',
    'await clock.sleep(5_000);',
    "inputs: { idleSessionTimeout: '60' }",
    '  expect(total).toBeLessThan(400);',
  ])('is not: %s', (line) => {
    expect(limitsIn('a', line)).toEqual([]);
  });
});
