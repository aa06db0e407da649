import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';

/**
 * Takes the lock, or says who has it. A process of this machine that is no more has none.
 * @returns what gives it back.
 */
export function takeLock(path: string, what: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const mine = JSON.stringify({ host: hostname(), process: process.pid, since: new Date().toISOString() });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      // Fails when the file is there: only one of two that come at once gets through.
      writeFileSync(path, mine, { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = readHolder(path);
    if (holder === undefined) continue;
    if (!isDead(holder)) throw inUse(path, what, holder);
    bury(path, holder);
  }
  throw inUse(path, what, { host: say`another process`, process: 0, since: '' });
}

interface Holder {
  readonly host: string;
  readonly process: number;
  readonly since: string;
}

/** Undefined when it was given back just now. */
function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // Made a moment ago, and not written yet.
    if (error instanceof SyntaxError) return { host: hostname(), process: process.pid, since: '' };
    throw error;
  }
}

/** Removes the lock of a dead process, unless somebody else was quicker and the lock is theirs by now. */
function bury(path: string, dead: Holder): void {
  const grave = `${path}.${process.pid}`;
  try {
    renameSync(path, grave);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readHolder(grave)?.process === dead.process) rmSync(grave, { force: true });
  else renameSync(grave, path);
}

/** A process of this machine that is no more. */
export function isDead({ host, process: id }: Pick<Holder, 'host' | 'process'>): boolean {
  if (host !== hostname()) return false;
  try {
    process.kill(id, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function inUse(path: string, what: string, { host, process: id, since }: Holder): MetsukeError {
  const when = since === '' ? '' : say` since ${since.slice(0, 19)}Z`;
  return new MetsukeError('archive-in-use', say`${what} is already running: process ${id} on ${host}${when}.`, {
    hint: say`Wait until it has ended. If there is no such process any more, remove ${path}.`,
  });
}
