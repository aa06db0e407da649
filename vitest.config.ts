import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { formatterForVite } from './scripts/formatter-code.mjs';
import { LongestFirst } from './test/support/longest-first.ts';

/** `import sql from './report.sql'` gives its text, as in the bundle. */
const sqlAsText = {
  name: 'sql-as-text',
  transform: (code: string, id: string) =>
    id.endsWith('.sql') ? `export default ${JSON.stringify(code)};` : undefined,
};

const minutes = 60_000;
/**
 * The only time limits of the suite: they end what hangs, and say nothing about speed. test/support/limits.test.ts refuses
 * others, since a test that names seconds fails on a machine that is slow or busy.
 */
const hangsAfter = (limit: number) => ({
  testTimeout: limit,
  hookTimeout: limit,
  expect: { poll: { timeout: limit, interval: 100 } },
});
/** In every process that a test starts, too. */
const env = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
/** Minutes of other people's linters over all templates. */
const slow = process.env['METSUKE_QUICK'] === undefined ? [] : ['test/templates/**'];
const needSandbox = ['test/support/sandbox.test.ts'];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    silent: 'passed-only',
    projects: [
      {
        plugins: [sqlAsText, formatterForVite()],
        test: {
          name: 'unit',
          setupFiles: ['test/support/properties.ts', 'test/support/shared-modules.ts'],
          isolate: false,
          // Its modules import each other without extensions, which Node refuses.
          server: { deps: { inline: ['dt-sql-parser'] } },
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: ['test/e2e/**', 'test/images/**', 'test/browser/**', ...needSandbox, ...slow],
          // Of two cores, vitest itself would leave one idle.
          maxWorkers: availableParallelism(),
          env,
          ...hangsAfter(20 * minutes),
        },
      },
      {
        plugins: [sqlAsText, formatterForVite()],
        test: {
          name: 'e2e',
          globalSetup: ['test/support/forks.ts'],
          include: ['test/{e2e,images,browser}/**/*.test.ts', ...needSandbox],
          // Each file starts an emulator of its own. A third one uses two cores while others wait: for each other, for a
          // download, for the disk.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          env,
          ...hangsAfter(60 * minutes),
        },
      },
    ],
  },
});
