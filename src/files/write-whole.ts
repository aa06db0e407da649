import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { asFileError } from './file-error.ts';

interface WriteOptions {
  /** Who may read and write it; by default those of the file that was there, or of a new one. */
  readonly mode?: number;
  /** Refuses a file that is there. */
  readonly isNew?: boolean;
}

/**
 * Writes a file whole or not at all: beside it under another name, then renamed. A full disk leaves what was there
 * before. What is no file (a pipe, /dev/stdout) is written to. Throws sentences.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  try {
    const found = await stat(path).catch(absent);
    if (found !== undefined && options.isNew) throw failure('EEXIST');
    if (found?.isDirectory()) throw failure('EISDIR');
    if (found !== undefined && !found.isFile()) return await writeInto(path, content);
    // A link stays one.
    const target = found === undefined ? path : await realpath(path);
    await replace(target, content, options.mode ?? (found && found.mode & 0o777));
  } catch (error) {
    throw asFileError(error, path) ?? error;
  }
}

/** Says at once what `writeWhole` would say after the work is done: no folder, no permission, a folder in the way. */
export async function requireWritable(path: string, { isNew }: Pick<WriteOptions, 'isNew'> = {}): Promise<void> {
  try {
    const found = await stat(path).catch(absent);
    if (found !== undefined && isNew) throw failure('EEXIST');
    if (found?.isDirectory()) throw failure('EISDIR');
    await access(found === undefined || found.isFile() ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    throw asFileError(error, path) ?? error;
  }
}

async function replace(path: string, content: string | Uint8Array, mode: number | undefined): Promise<void> {
  // In a folder of others, a name that can be guessed may be a link that leads elsewhere.
  const draft = join(dirname(path), `.${basename(path)}.${randomBytes(8).toString('hex')}`);
  try {
    const file = await open(draft, 'wx', mode);
    try {
      // The system cuts the mode of a new file by the umask.
      if (mode !== undefined) await file.chmod(mode);
      await file.writeFile(content);
      // Some disks say only here that they are full.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeInto(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, constants.O_WRONLY);
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

function failure(code: 'EEXIST' | 'EISDIR'): NodeJS.ErrnoException {
  return Object.assign(new Error(code), { code, syscall: 'open' });
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
