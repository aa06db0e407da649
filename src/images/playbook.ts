import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type PayloadFile, readFiles } from './payload.ts';

/** The files of the hardening playbook, which travel with the package: a bundle has no place for them. */
export function readPlaybook(): readonly PayloadFile[] {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const playbook = join(folder, 'src', 'images', 'ansible');
    if (existsSync(join(playbook, 'site.yml'))) return readFiles(playbook);
    if (folder === dirname(folder)) throw new Error('The hardening playbook is missing: this package is not complete.');
  }
}
