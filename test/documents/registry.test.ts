import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../src/sandbox/package-root.ts';

const root = packageRoot(import.meta.url);

/** Outside a checkout each of these installs what a stranger published under that name, and runs it. */
const STRANGERS =
  /\b(npx|npm exec|npm x|pnpm dlx|yarn dlx|bunx|npm (i|install)( -g| --global)?) (--yes |-y )?metsuke\b/;

it.each(['npx metsuke plan', 'npm install -g metsuke', 'npm exec metsuke', 'npx --yes metsuke'])(
  'sees a foreign package in: %s',
  (command) => {
    expect(command).toMatch(STRANGERS);
  },
);

it('nothing tells a reader to run a package of the registry that is not ours', () => {
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
  const texts = tracked.filter(
    (file) => /\.(md|ts|mjs|js|py|ya?ml|json)$/.test(file) && !file.startsWith('test/documents/'),
  );
  const found = texts.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (STRANGERS.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
