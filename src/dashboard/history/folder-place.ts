import { lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MetsukeError } from '../../domain/errors.ts';
import { asFileError } from '../../files/file-error.ts';
import { openInside } from '../../files/inside.ts';
import { NotPlain, readPlain } from '../../files/read-plain.ts';
import { writeWhole } from '../../files/write-whole.ts';
import { type KeptPlace, MOST_BYTES, Unusable } from './kept-place.ts';

/** The folder is made with the first file. */
export function keepInFolder(folder: string): KeptPlace {
  const inside = openInside(folder);
  return {
    location: folder,
    async *list() {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw asFileError(error, folder) ?? error;
      });
      for (const name of names.sort()) {
        const found = await lstat(join(folder, name)).catch(() => undefined);
        if (found !== undefined) yield { name, size: found.size };
      }
    },
    async read(name) {
      const placed = inside.toRead(name);
      if ('refused' in placed) throw new Unusable(placed.refused);
      try {
        return readPlain(placed.path, MOST_BYTES);
      } catch (error) {
        if (error instanceof NotPlain) throw new Unusable(error.message);
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        throw asFileError(error, placed.path) ?? error;
      }
    },
    async write(name, body) {
      await mkdir(folder, { recursive: true }).catch((error: unknown) => {
        throw asFileError(error, folder) ?? error;
      });
      const placed = inside.toWrite(name);
      if ('refused' in placed) throw new MetsukeError('file-failed', `${join(folder, name)} ${placed.refused}.`);
      await writeWhole(placed.path, body);
      return true;
    },
  };
}
