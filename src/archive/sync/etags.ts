import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';

/** Which version of an object the copy has. */
export interface EtagIndex {
  get(key: string): string | undefined;
  set(key: string, etag: string): void;
  close(): void;
}

/** Folders whose etags are in memory: keys come in order, so that few are worked on at a time. */
const FOLDERS_HELD = 64;

interface Held {
  readonly etags: Map<string, string>;
  isChanged: boolean;
}

/**
 * One file a folder of the bucket, below `.metsuke/etags`: memory does not grow with the archive. Named by the hash of the
 * folder's name, which others chose.
 */
export function openEtags(root: string): EtagIndex {
  const held = new Map<string, Held>();
  return {
    get: (key) => hold(posix.dirname(key)).etags.get(posix.basename(key)),
    set(key, etag) {
      const folder = hold(posix.dirname(key));
      folder.etags.set(posix.basename(key), etag);
      folder.isChanged = true;
    },
    close() {
      for (const [folder, each] of held) save(folder, each);
      held.clear();
    },
  };

  function hold(folder: string): Held {
    const known = held.get(folder) ?? { etags: load(folder), isChanged: false };
    held.delete(folder);
    held.set(folder, known);
    const [oldest] = held;
    if (held.size > FOLDERS_HELD && oldest !== undefined) {
      save(...oldest);
      held.delete(oldest[0]);
    }
    return known;
  }

  function fileOf(folder: string): string {
    return join(root, '.metsuke', 'etags', `${createHash('sha256').update(folder).digest('hex')}.json`);
  }

  function load(folder: string): Map<string, string> {
    try {
      return new Map(JSON.parse(readFileSync(fileOf(folder), 'utf8')) as [string, string][]);
    } catch (error) {
      // A file that is not whole only makes objects be looked at again.
      const isDamaged = error instanceof SyntaxError || error instanceof TypeError;
      if (isDamaged || (error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
      throw error;
    }
  }

  function save(folder: string, { etags, isChanged }: Held): void {
    if (!isChanged) return;
    mkdirSync(join(root, '.metsuke', 'etags'), { recursive: true });
    writeFileSync(`${fileOf(folder)}.new`, JSON.stringify([...etags]));
    renameSync(`${fileOf(folder)}.new`, fileOf(folder));
  }
}
