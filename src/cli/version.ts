import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Package {
  readonly folder: string;
  readonly version: string;
}

/** The package that this file belongs to, built (dist/…) or not (src/cli). */
function findPackage(): Package | undefined {
  for (const above of ['..', '../..']) {
    try {
      const folder = new URL(`${above}/`, import.meta.url);
      const found = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (found.name === 'metsuke' && found.version) return { folder: fileURLToPath(folder), version: found.version };
    } catch {
      // Not there: look one folder further up.
    }
  }
  return undefined;
}

export function readVersion(): string {
  return findPackage()?.version ?? '0.0.0';
}

export function packageFolder(): string {
  const found = findPackage();
  if (found === undefined) throw new Error('package.json is missing');
  return found.folder;
}
