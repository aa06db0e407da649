// A benchmark that was interrupted goes on where it was: each finished piece is kept, for the same commit and options.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCommit } from './machine.mjs';
import { say } from './run.mjs';
import { root } from './sandbox.mjs';

/**
 * `keep(name, work)` answers what the work answers, or answered before; `forget()` is for when the results are written.
 * @returns {{ keep: (name: string, work: () => any) => Promise<any>, forget: () => void }}
 */
export function makeKeeper(options) {
  const { commit, isClean } = readCommit();
  // Another state of the files is another program.
  if (options.quick || !isClean) return { keep: async (_, work) => work(), forget: () => {} };
  const which = createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 8);
  const folder = join(root, 'bench', '.pieces', `${commit}-${which}`);
  mkdirSync(folder, { recursive: true });
  const keep = async (name, work) => {
    const file = join(folder, `${name}.json`);
    if (existsSync(file)) {
      say(`${name}: measured before, at this commit`);
      return JSON.parse(readFileSync(file, 'utf8'));
    }
    const measured = await work();
    writeFileSync(file, JSON.stringify(measured));
    return measured;
  };
  return { keep, forget: () => rmSync(join(root, 'bench', '.pieces'), { recursive: true, force: true }) };
}
