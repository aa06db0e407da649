import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/sandbox/package-root.ts';

const ROOT = packageRoot(import.meta.url);
const BENCH = join(ROOT, 'bench');

const COMMANDS = {
  'RESULTS.md': 'npm run bench',
  'RESULTS-archive.md': 'npm run bench -- archive',
  'RESULTS-evidence.md': 'npm run bench -- evidence',
  'RESULTS-dashboard.md': 'npm run bench -- dashboard',
};

describe('the pages of results', () => {
  for (const [file, command] of Object.entries(COMMANDS)) {
    it(`${file} states this version, and the commit that was measured`, (context) => {
      if (!existsSync(join(BENCH, file))) context.skip(`bench/${file} is not measured yet: ${command}`);
      const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
      const [, measured, commit] = /Metsuke (\S+) \(([^)]*)\)/.exec(readFileSync(join(BENCH, file), 'utf8')) ?? [];
      expect(measured, `bench/${file} is of another version. Run: ${command}`).toBe(version);
      expect(commit, `bench/${file} is of no commit. Commit first, then run: ${command}`).toMatch(/^[0-9a-f]{7,}$/);
    });
  }

  it('are all known here', () => {
    const pages = readdirSync(BENCH).filter((name) => name.startsWith('RESULTS'));
    expect(pages.filter((name) => !(name in COMMANDS))).toEqual([]);
  });
});
