import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { say } from '../../domain/say.ts';
import { NotPlain, openPlain, type PlainFile } from '../../files/read-plain.ts';
import { makeCanonical } from './canonical.ts';
import { type EventColumn, type KeyColumn, RECORD_NUMBER } from './columns.ts';
import { inflateWhole, MAX_INFLATED, Unreadable } from './inflate.ts';
import { makeMachine } from './machine.ts';
import type { Leaf, RowGroup } from './parquet.ts';

/** A log file as it is stored, and what its key says about every row of it. */
export interface LogFile {
  /** The bytes, or the path of the file that has them. */
  readonly body: Uint8Array | string;
  readonly account: string;
  readonly region: string;
  /** Athena's partition: `2026/11/25`, the day of delivery. */
  readonly timestamp: string;
  readonly source_key: string;
  readonly source_number: string;
  /** Without an event before this moment, ISO 8601, nothing is appended. */
  readonly before?: string;
}

export interface Appended {
  readonly rows: number;
  /** Of the inflated content, in hex, as a digest of CloudTrail states it. */
  readonly sha256?: string;
  /** Why there are no rows, or not all, in words that follow the key. */
  readonly problem?: string;
  readonly isTooNew?: boolean;
}

export interface ScannerOptions {
  readonly columns: readonly EventColumn[];
  readonly keys: readonly KeyColumn[];
  /** Whether every file is hashed. */
  readonly hash: boolean;
  readonly write: (group: RowGroup) => void;
}

export interface Scanner {
  /** Never throws because of what is in the file. */
  append(file: LogFile): Appended;
  /** Writes the rows that have not been written yet. */
  flush(): void;
}

/** Leaves of the row groups that a scanner writes. */
export function leavesOf({ columns, keys }: Pick<ScannerOptions, 'columns' | 'keys'>): readonly Leaf[] {
  const texts = [...columns.map(({ name }) => name), ...keys];
  return [...texts.map((name): Leaf => ({ name, type: 'text' })), { name: RECORD_NUMBER, type: 'number' }];
}

/** Reads log files into row groups, of which it holds one at a time. */
export function makeScanner(options: ScannerOptions): Scanner {
  let machine = makeMachine(options);
  return {
    append(file) {
      if (machine.isTooBig() && machine.rows() === 0) machine = makeMachine(options);
      const hashed: { sha256?: string } = {};
      try {
        const damage = open(file.body);
        if (options.hash) hashed.sha256 = createHash('sha256').update(machine.content()).digest('hex');
        if (isTooNew(machine, file)) return { rows: 0, isTooNew: true };
        return { rows: appendContent(file), ...hashed, ...damage };
      } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        return { rows: 0, problem: error.message, ...hashed };
      }
    },
    flush,
  };

  /** The content into the machine. */
  function open(body: LogFile['body']): { readonly problem?: string } {
    const size = typeof body === 'string' ? readInto(body, machine.room) : copyInto(body, machine.room);
    if (machine.inflate(size)) return {};
    const { content, ...damage } = inflateWhole(Buffer.from(machine.room(size)));
    machine.put(content);
    return damage;
  }

  function appendContent(file: LogFile): number {
    let records = isUtf8(machine.content()) ? machine.scan(false) : undefined;
    if (records === undefined) {
      machine.put(makeCanonical(machine.content()));
      records = machine.scan(true);
    }
    if (records === undefined) throw new Unreadable(say`is written in a way that cannot be read`);
    machine.setConstants(options.keys.map((name) => file[name]));
    for (let done = 0; done < records; ) {
      const next = machine.append(done, records);
      if (next < records) flush();
      done = next;
    }
    return records;
  }

  function flush(): void {
    if (machine.rows() === 0) return;
    options.write(machine.group());
    machine.reset();
  }
}

const EVENT_TIME = '"eventTime":"';

/** By the text alone, as CloudTrail writes it: what is written otherwise is read as a whole. */
function isTooNew({ content: read }: Pick<ReturnType<typeof makeMachine>, 'content'>, { before }: LogFile): boolean {
  if (before === undefined) return false;
  const content = read();
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const moment = before.slice(0, '2026-10-01T00:00:00'.length);
  let at = text.indexOf(EVENT_TIME);
  if (at < 0) return false;
  for (; at >= 0; at = text.indexOf(EVENT_TIME, at)) {
    at += EVENT_TIME.length;
    if (text.toString('latin1', at, at + moment.length) < moment) return false;
  }
  return true;
}

type Room = (size: number) => Uint8Array;

function copyInto(body: Uint8Array, room: Room): number {
  room(body.length).set(body);
  return body.length;
}

/** Most log files are smaller; of a larger one the size is asked for. */
const USUAL_SIZE = 512 * 1024;

/** Straight into the memory of the scanner: a buffer for each file would be most of the work that small files make. */
function readInto(path: string, room: Room): number {
  const { file, size: whole } = openFile(path);
  try {
    const size = readSync(file, room(USUAL_SIZE), 0, USUAL_SIZE, 0);
    if (size < USUAL_SIZE) return size;
    return readSync(file, room(whole), 0, whole, 0);
  } finally {
    closeSync(file);
  }
}

function openFile(path: string): PlainFile {
  try {
    return openPlain(path, MAX_INFLATED);
  } catch (error) {
    if (error instanceof NotPlain) throw new Unreadable(error.message);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Unreadable(say`is gone since it was listed`);
    throw error;
  }
}
