import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/**
 * Which sandbox belongs to a folder: `.metsuke/sandbox.json` below it. By folder and not by user, so that two checkouts,
 * or a demo beside a rehearsal, do not meet.
 */
const stateSchema = z.object({
  endpoint: z.url(),
  secret: z.string().min(32),
  pid: z.int(),
  organizationId: z.string(),
  managementAccountId: z.string(),
  organizationFile: z.string(),
  logFile: z.string(),
  startedAt: z.iso.datetime(),
});

export type SandboxState = z.output<typeof stateSchema>;

export function stateFolder(folder: string): string {
  return join(folder, '.metsuke');
}

/** Null when there is none. One that cannot be read (another version wrote it, or half of it) counts as none. */
export function readState(folder: string): SandboxState | null {
  try {
    return stateSchema.parse(JSON.parse(readFileSync(stateFile(folder), 'utf8')));
  } catch {
    return null;
  }
}

export function writeState(folder: string, state: SandboxState): void {
  makeStateFolder(folder);
  const draft = `${stateFile(folder)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, stateFile(folder));
}

export function removeState(folder: string): void {
  rmSync(stateFile(folder), { force: true });
}

/** Ignored by git wherever it is made. */
export function makeStateFolder(folder: string): string {
  const path = stateFolder(folder);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, '.gitignore'), '*\n');
  return path;
}

function stateFile(folder: string): string {
  return join(stateFolder(folder), 'sandbox.json');
}
