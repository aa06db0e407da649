import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { refuseNewer } from '../domain/newer-format.ts';
import { writeWhole } from '../files/write-whole.ts';

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

const FORMAT = 1;

export type SandboxState = z.output<typeof stateSchema>;

export function stateFolder(folder: string): string {
  return join(folder, '.metsuke');
}

/** Null when there is none. One that cannot be read counts as none; one of a newer version is left to it. */
export function readState(folder: string): SandboxState | null {
  const found = readJson(stateFile(folder));
  refuseNewer(stateFile(folder), (found as { format?: unknown } | null)?.format, FORMAT);
  return stateSchema.safeParse(found).data ?? null;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

export async function writeState(folder: string, state: SandboxState): Promise<void> {
  makeStateFolder(folder);
  await writeWhole(stateFile(folder), `${JSON.stringify({ format: FORMAT, ...state }, null, 2)}\n`, { mode: 0o600 });
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
