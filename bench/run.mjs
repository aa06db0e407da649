// What all benchmarks share: the build before, the results after.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildCli } from '../scripts/build.mjs';
import { root } from './sandbox.mjs';

/** `--rounds`, `--quick` and `--built`, which the archive's and the evidence's benchmark take. */
export function readOptions(name, parameters) {
  const { values } = parseArgs({
    args: parameters,
    options: {
      rounds: { type: 'string', default: '3' },
      quick: { type: 'boolean', default: false },
      built: { type: 'boolean', default: false },
    },
  });
  const rounds = values.quick ? 1 : Number(values.rounds);
  if (!(rounds >= 1)) throw new Error(`Say, for example: npm run bench -- ${name} --rounds 3`);
  return { ...values, rounds };
}

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
