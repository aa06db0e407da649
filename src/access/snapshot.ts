import { createHash } from 'node:crypto';
import { isAccountId } from '../domain/ids.ts';
import { say } from '../domain/say.ts';
import { type AccessRow, FIELDS, KINDS } from './row.ts';

/** Folder of snapshots in the archive; see `archive/tables/access-snapshots.ts`. */
export const SNAPSHOT_FOLDER = 'access-snapshots/';

/** Who had which access at a moment. */
export interface Snapshot {
  /** `20261130T081500123Z-` and half of the SHA-256 of its object: another content has another id. */
  readonly id: string;
  /** ISO 8601. */
  readonly takenAt: string;
  readonly rows: readonly AccessRow[];
}

export interface SnapshotObject {
  readonly snapshot: Snapshot;
  /** Below the prefix of the archive: `access-snapshots/2026/11/30/….json` */
  readonly key: string;
  readonly body: string;
}

/** One JSON object a line, as the tables read it. */
export function makeSnapshot(takenAt: Date, rows: readonly AccessRow[]): SnapshotObject {
  const time = takenAt.toISOString();
  const body = rows.map((row) => `${JSON.stringify({ capturetime: time, ...inOrder(row) })}\n`).join('');
  const id = `${compact(time)}-${hashOf(body)}`;
  return { snapshot: { id, takenAt: time, rows }, key: keyOf(id), body };
}

function inOrder(row: AccessRow): Readonly<Record<string, string>> {
  return Object.fromEntries(FIELDS.map((field) => [field, row[field]]));
}

const SNAPSHOT_ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-[0-9a-f]{32}$/;

export function isSnapshotId(text: string): boolean {
  return SNAPSHOT_ID.test(text);
}

/** Of an id of a snapshot. */
export function keyOf(id: string): string {
  const [, year, month, day] = SNAPSHOT_ID.exec(id) ?? [];
  return `${SNAPSHOT_FOLDER}${year}/${month}/${day}/${id}.json`;
}

/** The id in a key of a snapshot, whatever stands before it; undefined for other keys. */
export function idOfKey(key: string): string | undefined {
  const [, id] = /access-snapshots\/\d{4}\/\d\d\/\d\d\/([^/]+)\.json$/.exec(key) ?? [];
  return id !== undefined && isSnapshotId(id) && key.endsWith(keyOf(id)) ? id : undefined;
}

/** `20261130T081500123Z-…` → `2026-11-30T08:15:00.123Z` */
export function timeOfId(id: string): string {
  const [, year, month, day, hour, minute, second, thousandth] = SNAPSHOT_ID.exec(id) ?? [];
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.${thousandth}Z`;
}

export type ReadSnapshot = { readonly snapshot: Snapshot } | { readonly problem: string };

/** What an object says, if it is the one that its id was made for; else why it is not, in words that follow its key. */
export function readSnapshot(id: string, body: Uint8Array): ReadSnapshot {
  if (hashOf(body) !== id.split('-')[1])
    return { problem: say`is not what was written: its content and its name differ` };
  const lines = Buffer.from(body)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map(parseLine);
  const rows = lines.flatMap((line) => line ?? []);
  const takenAt = timeOfId(id);
  if (rows.length === 0 || rows.length < lines.length) return { problem: say`is no snapshot of access` };
  // Its hash says nothing of the time in its name: an old one would pass for a new one.
  if (rows.some(({ capturetime }) => capturetime !== takenAt))
    return { problem: say`was taken at another time than its name says` };
  return { snapshot: { id, takenAt, rows: rows.map(({ capturetime: _, ...row }) => row) } };
}

interface Line extends AccessRow {
  readonly capturetime: string;
}

function parseLine(text: string): Line | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return isLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

function isLine(line: unknown): line is Line {
  if (typeof line !== 'object' || line === null) return false;
  const values = line as Readonly<Record<string, unknown>>;
  const isText = [...FIELDS, 'capturetime'].every((field) => typeof values[field] === 'string');
  return isText && isAccountId(String(values.account)) && (KINDS as readonly unknown[]).includes(values.kind);
}

/** To the thousandth, so that ids are in the order of time. */
function compact(time: string): string {
  return time.replaceAll(/[-:.]/g, '');
}

/** Nobody finds another content with the same 128 bits. */
function hashOf(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 32);
}
