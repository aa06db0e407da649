import { readFileSync } from 'node:fs';

/** From the package that this file belongs to, built (dist/…) or not (src/cli). */
export function readVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (found.name === 'metsuke' && found.version) return found.version;
    } catch {
      // Not there: look one folder further up.
    }
  }
  return '0.0.0';
}
