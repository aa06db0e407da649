import { lstatSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refuseNewer } from '../../domain/newer-format.ts';
import { NotPlain, readPlain } from '../../files/read-plain.ts';

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
  /** Of the whole file. Absent in manifests of before it was noted. */
  readonly sha256?: string;
}

/** A log file whose rows are in the parts. */
export interface Source {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  /** Of the inflated content, as the digests of CloudTrail state it; null when it could not be inflated. */
  readonly sha256: string | null;
  readonly rows: number;
  /** Time of its first event. Absent in manifests of before it was noted, and without a row. */
  readonly oldest?: string;
  /** Why it has no rows, in words that follow its key. */
  readonly problem?: string;
}

const FORMAT = 1;

/** `curated/cloudtrail/dt=2026-11-25` below the folder of the archive. */
export function dayFolder(root: string, day: string): string {
  return join(root, dayPrefix(day));
}

/** `curated/cloudtrail/dt=2026-11-25/` */
export function dayPrefix(day: string): string {
  return `${TABLE_PREFIX}dt=${day}/`;
}

export const TABLE_PREFIX = 'curated/cloudtrail/';

/** Apart from the table, whose folder must hold nothing else than Parquet. */
export const MANIFEST_PREFIX = 'curated-manifest/cloudtrail/';

/** `curated-manifest/cloudtrail/dt=2026-11-25.json` */
export function manifestKey(day: string): string {
  return `${MANIFEST_PREFIX}dt=${day}.json`;
}

/** The other way round; undefined for what is no manifest. */
export function dayOfManifest(key: string): string | undefined {
  const [, day] = /^dt=(\d{4}-\d\d-\d\d)\.json$/.exec(key.slice(MANIFEST_PREFIX.length)) ?? [];
  return key.startsWith(MANIFEST_PREFIX) ? day : undefined;
}

function manifestPath(root: string, day: string): string {
  return join(root, manifestKey(day));
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
  let text: string;
  try {
    text = readPlain(manifestPath(root, day), MOST_MANIFEST_BYTES).toString();
  } catch (error) {
    if (error instanceof NotPlain) return { damaged: manifestKey(day) };
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const content = parseManifest(text, day);
  if (content === undefined) return { damaged: manifestKey(day) };
  const isThere = ({ name, bytes }: Part): boolean => isPlainOfSize(join(dayFolder(root, day), name), bytes);
  const missing = content.parts.find((part) => !isThere(part));
  return missing === undefined ? content : { damaged: `${dayPrefix(day)}${missing.name}` };
}

function isPlainOfSize(path: string, bytes: number): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size === bytes;
}

/** It names a day's log files, of which the largest organizations have some hundred thousand. */
const MOST_MANIFEST_BYTES = 256 * 1024 ** 2;

/** Undefined for what is no manifest of this day; throws for one of a newer version. */
export function parseManifest(text: string, day: string): Manifest | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  refuseNewer(manifestKey(day), (content as { format?: unknown } | null)?.format, FORMAT);
  return isManifest(content) && content.day === day ? content : undefined;
}

export function formatManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 1)}\n`;
}

function isManifest(content: unknown): content is Manifest {
  if (typeof content !== 'object' || content === null) return false;
  const { format, parts, sources } = content as Partial<Manifest>;
  return format === FORMAT && Array.isArray(parts) && parts.every(isPart) && Array.isArray(sources);
}

/** A part lies in the folder of its day: a manifest is a file that others may have written. */
function isPart(part: unknown): boolean {
  const { name, bytes } = (part ?? {}) as Partial<Part>;
  return typeof name === 'string' && /^part-\d+\.parquet$/.test(name) && typeof bytes === 'number';
}

export function writeManifest(root: string, manifest: Manifest): void {
  const path = manifestPath(root, manifest.day);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, formatManifest(manifest));
  renameSync(`${path}.new`, path);
}
