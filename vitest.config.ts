import { defineConfig } from 'vitest/config';

const seconds = 1_000;
const needSandbox = ['test/support/sandbox.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/support/properties.ts'],
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'scripts/**/*.test.mjs'],
          exclude: ['test/e2e/**', 'test/browser/**', ...needSandbox],
          testTimeout: 10 * seconds,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', ...needSandbox],
          // Each file starts an emulator of its own, and one of them is enough for a small machine.
          fileParallelism: false,
          testTimeout: 120 * seconds,
          hookTimeout: 120 * seconds,
        },
      },
    ],
  },
});
