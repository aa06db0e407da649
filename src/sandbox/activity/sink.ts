import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ArchiveObject } from './archive-object.ts';

/** Where made-up objects go. */
export interface Sink {
  /** For people. */
  readonly location: string;
  put(objects: readonly ArchiveObject[]): Promise<void>;
}

/** As `metsuke archive sync` would leave a copy: metadata beside the objects that have some. */
export function openFolderSink(folder: string): Sink {
  const made = new Map<string, Promise<unknown>>();
  const write = async (key: string, content: Uint8Array | string): Promise<void> => {
    const directory = dirname(join(folder, key));
    const making = made.get(directory) ?? mkdir(directory, { recursive: true });
    made.set(directory, making);
    await making;
    await writeFile(join(folder, key), content);
  };
  return {
    location: folder,
    async put(objects) {
      const writes = objects.flatMap(({ key, body, metadata }) => [
        () => write(key, body),
        ...(Object.keys(metadata).length > 0
          ? [() => write(`${key}.metadata.json`, `${JSON.stringify(metadata)}\n`)]
          : []),
      ]);
      for (let at = 0; at < writes.length; at += FILES_AT_ONCE) {
        await Promise.all(writes.slice(at, at + FILES_AT_ONCE).map((begin) => begin()));
      }
    },
  };
}

const FILES_AT_ONCE = 64;
