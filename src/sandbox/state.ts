import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { refuseNewer } from '../domain/newer-format.ts';
import { makePrivateFolder, readPrivateFile, requirePrivateFolder, writePrivateFile } from './private-files.ts';

const noControlCharacters = z.string().regex(/^\P{Cc}*$/u);

/**
 * Which sandbox belongs to a folder: `.metsuke/sandbox.json` below it. By folder and not by user, so that two checkouts,
 * or a demo beside a rehearsal, do not meet.
 */
const stateSchema = z.object({
  endpoint: z.string().regex(/^http:\/\/(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/),
  /** Opens everything in it: see secret.mjs. */
  secret: z.string().regex(/^[\w-]{32,}$/),
  pid: z.int().min(2),
  /** When the process began and what it runs: the id alone may be another process's by now. */
  process: z.string(),
  organizationId: z.string().regex(/^o-[a-z0-9]{4,32}$/),
  managementAccountId: z.string().regex(/^\d{12}$/),
  organizationFile: noControlCharacters,
  startedAt: z.iso.datetime(),
});

const FORMAT = 1;

type StoredState = z.output<typeof stateSchema>;

export interface SandboxState extends StoredState {
  /** Always in the state's folder: what the state names would be written to. */
  readonly logFile: string;
}

export function stateFolder(folder: string): string {
  return join(folder, '.metsuke');
}

export function logFileOf(folder: string): string {
  return join(stateFolder(folder), 'sandbox.log');
}

/**
 * Null when there is none. One that does not hold a sandbox (half of it was written, or a value is none) counts as none;
 * one of a newer version is left to it; one that somebody else could have written is refused.
 */
export function readState(folder: string): SandboxState | null {
  requirePrivateFolder(stateFolder(folder));
  const found = parseJson(readPrivateFile(stateFile(folder)) ?? '');
  refuseNewer(stateFile(folder), (found as { format?: unknown } | null)?.format, FORMAT);
  const stored = stateSchema.safeParse(found).data;
  return stored === undefined ? null : { ...stored, logFile: logFileOf(folder) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function writeState(folder: string, state: StoredState): SandboxState {
  makeStateFolder(folder);
  const stored = stateSchema.parse(state);
  writePrivateFile(stateFile(folder), `${JSON.stringify({ format: FORMAT, ...stored }, null, 2)}\n`);
  return { ...stored, logFile: logFileOf(folder) };
}

export function removeState(folder: string): void {
  rmSync(stateFile(folder), { force: true });
}

/** Ignored by git wherever it is made. */
export function makeStateFolder(folder: string): string {
  const path = stateFolder(folder);
  makePrivateFolder(path);
  writePrivateFile(join(path, '.gitignore'), '*\n');
  return path;
}

function stateFile(folder: string): string {
  return join(stateFolder(folder), 'sandbox.json');
}
