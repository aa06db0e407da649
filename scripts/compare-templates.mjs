// Which templates and policies differ from those of another revision, byte by byte: for changes that must not change any.
//   node scripts/compare-templates.mjs REVISION [CONFIG.yaml]
// Ends with 0 where all are the same, with 1 where some differ. A configuration that either revision refuses is 2.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT, withCheckout } from './checkout.mjs';

/** Text by path, of all files below a folder. */
export function readFolder(folder) {
  const paths = readdirSync(folder, { recursive: true }).filter((path) => statSync(join(folder, path)).isFile());
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** `path` and `what`: gone, new or changed. */
export function differences(before, after) {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap((path) => {
    if (before.get(path) === after.get(path)) return [];
    const what = !after.has(path) ? 'gone' : before.has(path) ? 'changed' : 'new';
    return [{ path, what }];
  });
}

function synthesize(checkout, config, out) {
  const run = (args) => spawnSync(process.execPath, args, { cwd: checkout, encoding: 'utf8' });
  const built = run(['scripts/build.mjs']);
  if (built.status !== 0) throw new Error(built.stderr);
  const { status, stderr } = run(['bin/metsuke.js', 'synth', '--config', config, '--out', out]);
  if (status !== 0) throw new Error(stderr);
  return readFolder(out);
}

async function main([revision, config = join(ROOT, 'test/templates/everything.yaml')]) {
  if (revision === undefined) {
    process.stderr.write('Usage: node scripts/compare-templates.mjs REVISION [CONFIG.yaml]\n');
    return 2;
  }
  try {
    return await withCheckout(revision, (other, work) => {
      const before = synthesize(other, resolve(config), join(work, 'before'));
      const after = synthesize(ROOT, resolve(config), join(work, 'after'));
      const found = differences(before, after);
      for (const { path, what } of found) {
        process.stdout.write(`${what.padEnd(8)} ${path}\n`);
        if (what === 'changed') showDifference(join(work, 'before', path), join(work, 'after', path));
      }
      process.stdout.write(`${after.size} files, ${found.length} differ from ${revision}\n`);
      return found.length === 0 ? 0 : 1;
    });
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

function showDifference(before, after) {
  spawnSync('git', ['diff', '--no-index', '--unified=0', before, after], { stdio: 'inherit' });
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === process.argv[1])
  process.exitCode = await main(process.argv.slice(2));
