import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** What one delivery day of the curated table was made of. Written last: without it the day does not count. */
export interface Manifest {
  readonly format: typeof FORMAT;
  /** `2026-11-25` */
  readonly day: string;
  readonly rows: number;
  readonly parts: readonly Part[];
  /** In the order of their keys. */
  readonly sources: readonly Source[];
}

export interface Part {
  /** `part-0.parquet` */
  readonly name: string;
  readonly bytes: number;
  readonly rows: number;
}

/** A log file whose rows are in the parts. */
export interface Source {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  /** Of the inflated content, as the digests of CloudTrail state it; null when it could not be inflated. */
  readonly sha256: string | null;
  readonly rows: number;
  /** Why it has no rows, in words that follow its key. */
  readonly problem?: string;
}

const FORMAT = 1;

/** `curated/cloudtrail/dt=2026-11-25` below the folder of the archive. */
export function dayFolder(root: string, day: string): string {
  return join(root, 'curated', 'cloudtrail', `dt=${day}`);
}

/** Apart from the table, whose folder must hold nothing else than Parquet. */
function manifestPath(root: string, day: string): string {
  return join(root, 'curated-manifest', 'cloudtrail', `dt=${day}.json`);
}

export function makeManifest(day: string, parts: readonly Part[], sources: readonly Source[]): Manifest {
  return { format: FORMAT, day, rows: parts.reduce((sum, { rows }) => sum + rows, 0), parts, sources };
}

/** Undefined when the day was never finished, or when its parts are not those that were written then. */
export function readManifest(root: string, day: string): Manifest | undefined {
  const found = inspectDay(root, day);
  return found === undefined || 'damaged' in found ? undefined : found;
}

/** What of a day is not as it was written. */
export interface Damage {
  /** Below the folder of the archive. */
  readonly damaged: string;
}

/** A manifest whose parts are there, or what is wrong with them; undefined when the day was never finished. */
export function inspectDay(root: string, day: string): Manifest | Damage | undefined {
  const path = manifestPath(root, day);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return { damaged: relative(root, path) };
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (!isManifest(content) || content.day !== day) return { damaged: relative(root, path) };
  const isThere = ({ name, bytes }: Part): boolean =>
    statSync(join(dayFolder(root, day), name), { throwIfNoEntry: false })?.size === bytes;
  const missing = content.parts.find((part) => !isThere(part));
  return missing === undefined ? content : { damaged: relative(root, join(dayFolder(root, day), missing.name)) };
}

function isManifest(content: unknown): content is Manifest {
  if (typeof content !== 'object' || content === null) return false;
  const { format, parts, sources } = content as Partial<Manifest>;
  return format === FORMAT && Array.isArray(parts) && Array.isArray(sources);
}

export function writeManifest(root: string, manifest: Manifest): void {
  const path = manifestPath(root, manifest.day);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(manifest, null, 1)}\n`);
  renameSync(`${path}.new`, path);
}
