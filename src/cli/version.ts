import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface Package {
  readonly folder: string;
  readonly version: string;
  /** `>=20.19` */
  readonly engine: string;
}

/** The package that this file belongs to, built (dist/…) or not (src/cli). */
function findPackage(): Package | undefined {
  for (const above of ['..', '../..']) {
    try {
      const folder = new URL(`${above}/`, import.meta.url);
      const found = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as {
        name?: string;
        version?: string;
        engines?: { node?: string };
      };
      const { name, version, engines: { node: engine = '' } = {} } = found;
      if (name === 'metsuke' && version) return { folder: fileURLToPath(folder), version, engine };
    } catch {
      // Not there: look one folder further up.
    }
  }
  return undefined;
}

export function readVersion(): string {
  return findPackage()?.version ?? '0.0.0';
}

/** `20.19`, as `engines` of package.json says. */
export function readOldestNode(): string {
  return findPackage()?.engine.replace(/^>=\s*/, '') ?? '';
}

export function packageFolder(): string {
  const found = findPackage();
  if (found === undefined) throw new Error('package.json is missing');
  return found.folder;
}
