import { dirname } from 'node:path';
import { type ErrorCode, MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';
import { forShell } from '../domain/text/media.ts';

interface Said {
  /** What follows the name of the file. */
  readonly why: string;
  readonly hint: string;
  readonly code: ErrorCode;
}

const ELSEWHERE = say`Name a place that you may write to.`;

/** By the codes of the operating system: what happened, in words, and what to do. */
const SAID: Readonly<Record<string, (path: string) => Said>> = {
  ENOSPC: () => failed(say`the disk is full`, say`Free some space, or name a place on another disk, and run it again.`),
  EDQUOT: () => failed(say`your share of the disk is used up`, say`Free some space, or name a place on another disk.`),
  EFBIG: () => failed(say`the file would be too large for this disk`, say`Name a place on another disk.`),
  EROFS: () => failed(say`the disk is read-only`, ELSEWHERE),
  EACCES: (path) =>
    failed(say`you have no permission`, say`${ELSEWHERE} Who may is shown by: ls -ld ${forShell(dirname(path))}`),
  EPERM: (path) =>
    failed(
      say`the system does not permit it`,
      say`${ELSEWHERE} Who may is shown by: ls -ld ${forShell(dirname(path))}`,
    ),
  EMFILE: () => failed(say`too many files are open`, say`Raise the limit with: ulimit -n 4096`),
  EIO: () => failed(say`the disk reports an error`, say`Look at the disk, or name a place on another one.`),
  EISDIR: (path) => wrong(say`it is a folder, and a file is needed`, say`Name a file in it, such as ${path}/NAME`),
  ENOTDIR: () => wrong(say`a part of the path is a file, and a folder is needed`, say`Correct the path.`),
  ENOENT: (path) =>
    wrong(say`there is no folder ${dirname(path)}`, say`Make it with: mkdir -p ${forShell(dirname(path))}`),
  EEXIST: () => wrong(say`it exists already`, say`Name another one, or remove it.`),
  ENOTEMPTY: () => wrong(say`it exists already, with something in it`, say`Name another one, or remove it.`),
  ENAMETOOLONG: () => wrong(say`the name is too long`, say`Name a shorter one.`),
  ELOOP: () => wrong(say`its symbolic links lead in a circle`, say`Correct the path.`),
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
  const subject =
    file === undefined ? say`A file cannot be written` : subjectOf(file, path === undefined ? syscall : 'write');
  return new MetsukeError(ours, say`${subject}: ${why}.`, { hint, cause });
}

function subjectOf(file: string, syscall: string): string {
  if (WRITES.has(syscall)) return say`${file} cannot be written`;
  return READS.has(syscall) ? say`${file} cannot be read` : say`${file} cannot be used`;
}

const WRITES = new Set(['write', 'mkdir', 'mkdtemp', 'rename', 'copyfile', 'ftruncate', 'fsync', 'futime', 'utime']);
const READS = new Set(['read', 'scandir', 'stat', 'lstat', 'opendir']);

function failed(why: string, hint: string): Said {
  return { why, hint, code: 'file-failed' };
}

function wrong(why: string, hint: string): Said {
  return { why, hint, code: 'usage' };
}
