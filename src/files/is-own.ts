import { readFile, stat } from 'node:fs/promises';
import { asFileError } from './file-error.ts';

/** A mark stands near the beginning. */
const HEAD = 4_000;

/**
 * Whether a file may be replaced: it is not there, it is empty, or it has our mark. What is no file (a pipe, /dev/stdout)
 * has nothing to lose and is not read, which would wait for its writer. Throws sentences.
 */
export async function isOwn(path: string, mark: string): Promise<boolean> {
  try {
    if (!(await stat(path)).isFile()) return true;
    const text = await readFile(path, 'latin1');
    return text === '' || text.slice(0, HEAD).includes(mark);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw asFileError(error, path) ?? error;
  }
}
