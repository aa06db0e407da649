// What all benchmarks share: the build before, the results after.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli } from '../scripts/build.mjs';
import { root } from './sandbox.mjs';

/** `--built`: the caller has built the command line. */
export async function buildFor({ built }) {
  if (!built) await buildCli();
  else if (!existsSync(join(root, 'dist'))) throw new Error('There is no dist folder. Run: npm run build');
}

/** A quick run proves that the benchmark works; its times say nothing, and are not written. `about`: what ran. */
export function finish({ terminal, markdown, about = '', file, options }) {
  if (options.quick) {
    process.stdout.write(`${about}\nThe quick form ran to its end. Its times are no results.\n`);
    return;
  }
  writeFileSync(join(root, 'bench', file), markdown);
  process.stdout.write(`${terminal}\n\nWritten to bench/${file}\n`);
}

export function say(line) {
  process.stderr.write(`${line}\n`);
}
