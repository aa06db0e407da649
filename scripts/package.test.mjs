import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = listPackage();

/** What `npm publish` would send. Without its scripts: dist is as the last build left it. */
function listPackage() {
  const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
  return JSON.parse(stdout)[0].files.map(({ path }) => path);
}

function sourcesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|py)$/.test(entry.name) && !/\.test\./.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('__pycache__') && !file.includes('emulator/tests'));
}

it('has no tests, no fixtures, nothing of Python that is made while it runs, and nothing of this machine', () => {
  const unwanted =
    /(\.test\.|(^|\/)(test|tests|fixtures|__pycache__|__snapshots__|snapshots|node_modules|\.metsuke|\.venv|\.git)\/|\.pyc$|\.env$|\.pem$|\.tgz$)/;
  expect(files.filter((file) => unwanted.test(file) && !file.startsWith('dist/chunks/'))).toEqual([]);
});

it('has nothing at its top that the list does not name', () => {
  const tops = [...new Set(files.map((file) => file.split('/')[0]))].sort();
  expect(tops.filter((top) => top !== 'dist')).toEqual(
    [
      ...['CHANGELOG.md', 'LICENSE', 'README.ja.md', 'README.md', 'SECURITY.md', 'bin', 'docs', 'examples'],
      ...['metsuke-posture.schema.json', 'metsuke.schema.json', 'package.json', 'sandbox', 'src'],
    ].sort(),
  );
});

it('has every file that a message, a mail or a generated text names', () => {
  const named = [...sourcesIn('src'), ...sourcesIn('sandbox/emulator')].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\b(docs\/[\w/-]+\.(?:md|json)|examples\/[\w/-]+\.(?:yaml|json))/g)].map(
      ([name]) => name,
    ),
  );
  expect(named.length).toBeGreaterThan(10);
  expect([...new Set(named)].filter((name) => !files.includes(name))).toEqual([]);
});

it('has every file to which its documents lead', () => {
  const pages = files.filter((file) => file.endsWith('.md') && !file.startsWith('src/'));
  const broken = pages.flatMap((page) =>
    [...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
      .map(([, target]) => target)
      .filter((target) => !/^[a-z]+:/.test(target))
      .map((target) => join(page, '..', target))
      .filter((target) => !files.some((file) => file === target || file.startsWith(`${target.replace(/\/$/, '')}/`)))
      .map((target) => `${page} → ${target}`),
  );
  expect(broken.filter((one) => !ONLY_IN_THE_REPOSITORY.some((name) => one.includes(`→ ${name}`)))).toEqual([]);
});

/** Of those who work on Metsuke: a reader of the package finds them in the repository. */
const ONLY_IN_THE_REPOSITORY = ['CONTRIBUTING.md', 'bench/', 'sandbox/README.md', 'test/documents/promises.yaml'];

it.each([
  'bin/metsuke.js',
  'dist/cli/main.js',
  'metsuke-posture.schema.json',
  'metsuke.schema.json',
  'sandbox/requirements.txt',
  'sandbox/requirements.in',
  'sandbox/emulator/__main__.py',
  'sandbox/emulator/doors.py',
])('has %s', (file) => {
  expect(existsSync(join(root, file))).toBe(true);
  expect(files).toContain(file);
});

it('is built, and its bill of materials written, before it is packed; what says so is no part of the list', () => {
  const { prepack } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;
  const commands = prepack.split(' && ');
  expect(commands.map((command) => command.split(' ')[1])).toEqual(['scripts/build.mjs', 'scripts/sbom.mjs']);
  // `npm pack --json` has the list on stdout.
  expect(commands.every((command) => command.endsWith(' 1>&2'))).toBe(true);
});

it('has all of the playbook of the machine images', () => {
  const playbook = readdirSync(join(root, 'src/images/ansible'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
  expect(playbook.filter((file) => !files.includes(file))).toEqual([]);
});
