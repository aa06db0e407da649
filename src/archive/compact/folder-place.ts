import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../../domain/say.ts';
import { takeLock } from './lock.ts';
import { dayFolder, type Part, readManifest, writeManifest } from './manifest.ts';
import type { CuratedPlace } from './place.ts';

/** @param root the folder in which `curated/` is */
export function keepInFolder(root: string): CuratedPlace {
  return {
    location: root,
    readManifest: async (day) => readManifest(root, day),
    async begin() {
      // On the same file system: files are renamed into their place.
      const temporary = join(root, 'curated', '.compacting');
      const release = takeLock(join(root, 'curated', '.compacting.lock'), say`A compaction of this archive`);
      rmSync(temporary, { recursive: true, force: true });
      mkdirSync(temporary, { recursive: true });
      return {
        temporary,
        stay: async () => {},
        fetch: async ({ day, parts }) => parts.map(({ name }) => join(dayFolder(root, day), name)),
        async publish({ manifest, folder }) {
          putIntoPlace(folder, dayFolder(root, manifest.day), manifest.parts);
          writeManifest(root, manifest);
        },
        async end() {
          rmSync(temporary, { recursive: true, force: true });
          release();
        },
      };
    },
  };
}

/** Each part replaces the old one of its name in one step. A day that is half replaced has no manifest that fits. */
function putIntoPlace(made: string, folder: string, parts: readonly Part[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { name } of parts) renameSync(join(made, name), join(folder, name));
  const names = new Set(parts.map(({ name }) => name));
  for (const name of readdirSync(folder)) if (!names.has(name)) rmSync(join(folder, name));
  if (parts.length === 0) rmSync(folder, { recursive: true });
}
