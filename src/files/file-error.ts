import { dirname } from 'node:path';
import { type ErrorCode, MetsukeError } from '../domain/errors.ts';

interface Said {
  /** What follows the name of the file. */
  readonly why: string;
  readonly hint: string;
  readonly code: ErrorCode;
}

const ELSEWHERE = 'Name a place that you may write to.';

/** By the codes of the operating system: what happened, in words, and what to do. */
const SAID: Readonly<Record<string, (path: string) => Said>> = {
  ENOSPC: () => failed('the disk is full', 'Free some space, or name a place on another disk, and run it again.'),
  EDQUOT: () => failed('your share of the disk is used up', 'Free some space, or name a place on another disk.'),
  EFBIG: () => failed('the file would be too large for this disk', 'Name a place on another disk.'),
  EROFS: () => failed('the disk is read-only', ELSEWHERE),
  EACCES: (path) => failed('you have no permission', `${ELSEWHERE} Who may is shown by: ls -ld ${dirname(path)}`),
  EPERM: (path) => failed('the system does not permit it', `${ELSEWHERE} Who may is shown by: ls -ld ${dirname(path)}`),
  EMFILE: () => failed('too many files are open', 'Raise the limit with: ulimit -n 4096'),
  EIO: () => failed('the disk reports an error', 'Look at the disk, or name a place on another one.'),
  EISDIR: (path) => wrong('it is a folder, and a file is meant', `Name a file in it, such as ${path}/NAME`),
  ENOTDIR: () => wrong('a part of the path is a file, and a folder is meant', 'Correct the path.'),
  ENOENT: (path) => wrong(`there is no folder ${dirname(path)}`, `Make it with: mkdir -p ${dirname(path)}`),
  EEXIST: () => wrong('it exists already', 'Name another one, or remove it.'),
  ENOTEMPTY: () => wrong('it exists already, with something in it', 'Name another one, or remove it.'),
  ENAMETOOLONG: () => wrong('the name is too long', 'Name a shorter one.'),
  ELOOP: () => wrong('its symbolic links lead in a circle', 'Correct the path.'),
};

/**
 * What the operating system says of a file, as a sentence with what to do next; undefined for every other error.
 * @param path when the system does not name it, as for a full disk
 */
export function asFileError(cause: unknown, path?: string): MetsukeError | undefined {
  const { code, path: named, syscall } = cause as Partial<NodeJS.ErrnoException>;
  const make = SAID[code ?? ''];
  const isOfFiles = path !== undefined || named !== undefined || code === 'ENOSPC' || code === 'EDQUOT';
  if (!(cause instanceof Error) || make === undefined || syscall === undefined || !isOfFiles) return undefined;
  const file = path ?? named;
  const { why, hint, code: ours } = make(file ?? '');
  const subject = file === undefined ? 'A file cannot be written' : `${file} cannot be ${verbOf(path, syscall)}`;
  return new MetsukeError(ours, `${subject}: ${why}.`, { hint, cause });
}

function verbOf(path: string | undefined, syscall: string): string {
  if (path !== undefined || WRITES.has(syscall)) return 'written';
  return READS.has(syscall) ? 'read' : 'used';
}

const WRITES = new Set(['write', 'mkdir', 'mkdtemp', 'rename', 'copyfile', 'ftruncate', 'fsync', 'futime', 'utime']);
const READS = new Set(['read', 'scandir', 'stat', 'lstat', 'opendir']);

function failed(why: string, hint: string): Said {
  return { why, hint, code: 'file-failed' };
}

function wrong(why: string, hint: string): Said {
  return { why, hint, code: 'usage' };
}
