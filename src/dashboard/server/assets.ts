import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assets } from './render-page.ts';

/** What `scripts/build.mjs` made of `src/dashboard/web`. */
export function readAssets(packageFolder: string): Assets {
  const read = (name: string): string => readFileSync(join(packageFolder, 'dist', 'dashboard', name), 'utf8');
  return { script: read('page.js'), style: read('page-style.css') };
}
