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

const seconds = 1_000;
const needSandbox = ['test/support/sandbox.test.ts'];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        plugins: [sqlAsText, formatterForVite()],
        test: {
          name: 'unit',
          setupFiles: ['test/support/properties.ts'],
          // Its modules import each other without extensions, which Node refuses.
          server: { deps: { inline: ['dt-sql-parser'] } },
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: ['test/e2e/**', 'test/images/**', 'test/browser/**', ...needSandbox],
          // Of two cores, vitest itself would leave one idle.
          maxWorkers: availableParallelism(),
          testTimeout: 10 * seconds,
        },
      },
      {
        plugins: [sqlAsText, formatterForVite()],
        test: {
          name: 'e2e',
          include: ['test/{e2e,images,browser}/**/*.test.ts', ...needSandbox],
          // Each file starts an emulator of its own. A third one uses two cores while others wait: for each other, for a
          // download, for the disk.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
          testTimeout: 120 * seconds,
          hookTimeout: 120 * seconds,
        },
      },
    ],
  },
});
