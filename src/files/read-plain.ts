import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { say } from '../domain/say.ts';

/** Why a file of others is not read, in words that follow its name, with what to do. */
export class NotPlain extends Error {}

export interface PlainFile {
  readonly file: number;
  readonly size: number;
}

/**
 * Opens what others put there, if it is a file and no larger than it may be. A link is not followed, and a pipe does not
 * make us wait. The caller closes it. Throws NotPlain; what is not there is told as the system tells it.
 */
export function openPlain(path: string, most: number): PlainFile {
  const file = openWithoutWaiting(path);
  try {
    const found = fstatSync(file);
    const problem = found.isFile() ? tooLarge(found.size, most) : notAFile(found);
    if (problem !== undefined) throw new NotPlain(problem);
    return { file, size: found.size };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

/** The whole of it, as large as it was when it was opened. */
export function readPlain(path: string, most: number): Buffer {
  const { file, size } = openPlain(path, most);
  try {
    const body = Buffer.allocUnsafe(size);
    let done = 0;
    for (let read = 1; read > 0 && done < size; done += read) read = readSync(file, body, done, size - done, done);
    return body.subarray(0, done);
  } finally {
    closeSync(file);
  }
}

/** Windows has neither links nor pipes that these are about. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

function openWithoutWaiting(path: string): number {
  try {
    return openSync(path, FLAGS);
  } catch (error) {
    const said = SAID[(error as NodeJS.ErrnoException).code ?? ''];
    throw said === undefined ? error : new NotPlain(said(), { cause: error });
  }
}

const link = () => say`is a symbolic link, which is not followed: put the file itself in its place`;
const permission = () => say`cannot be read: you have no permission; ask its owner, or read as a user who has it`;
const socket = () => say`is a socket, and a file is needed: remove it`;
const folder = () => say`is a folder, and a file is needed: move it away`;

const SAID: Readonly<Record<string, () => string>> = {
  ELOOP: link,
  EMLINK: link,
  EACCES: permission,
  EPERM: permission,
  ENXIO: socket,
  ENOTDIR: () => say`lies below a file, where a folder is needed: remove that file`,
  EISDIR: folder,
  EIO: () => say`cannot be read: the disk reports an error; copy it again`,
};

/** What is neither a file nor a folder, in the words that people know. */
export function notAFile(found: Pick<Stats, 'isDirectory' | 'isFIFO' | 'isSocket' | 'isSymbolicLink'>): string {
  if (found.isSymbolicLink()) return link();
  if (found.isDirectory()) return folder();
  if (found.isFIFO()) return say`is a named pipe, and a file is needed: remove it`;
  return found.isSocket() ? socket() : say`is a device, and a file is needed: remove it`;
}

export function tooLarge(size: number, most: number): string | undefined {
  if (size <= most) return undefined;
  return say`has ${inMegabytes(size)} MB, and nothing of its kind has more than ${inMegabytes(most)}: look who put it there`;
}

function inMegabytes(bytes: number): string {
  return Math.round(bytes / 1_000_000).toLocaleString('en');
}
