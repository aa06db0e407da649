import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogOutput } from '../cloudtrail/batch.ts';
import { EVENT_COLUMNS } from '../cloudtrail/columns.ts';
import type { LogObject } from '../cloudtrail/list.ts';
import type { LogReader } from '../cloudtrail/read-logs.ts';
import { selectFrom } from '../cloudtrail/select.ts';
import { joinParquet } from './join-parquet.ts';
import { type Manifest, makeManifest, type Part, type Source } from './manifest.ts';
import type { CuratedWork } from './place.ts';
import type { Sorter } from './sorter.ts';

export interface CompactDayOptions {
  readonly work: CuratedWork;
  readonly day: string;
  /** Every log file that was delivered on the day, in the order of their keys. */
  readonly files: readonly LogObject[];
  /** What was made of the day before, if anything. */
  readonly before: Manifest | undefined;
  readonly reader: LogReader;
  readonly sorter: Sorter;
  readonly onFile: (output: LogOutput) => void;
}

/**
 * Makes the parts of one day anew and puts them into their place. The same log files give the same bytes, whatever was
 * there before and whenever an earlier attempt was killed.
 */
export async function compactDay(options: CompactDayOptions): Promise<Manifest> {
  const { work, day, files, before, sorter } = options;
  const temporary = dayFolderOf(work);
  const gone = goneSources(before, files);
  const made: { readonly part: Part; readonly sources: readonly Source[] }[] = [];
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  for (const [index, group] of groupsOf(files, PART_BYTES).entries()) {
    const result = await makePart(options, `part-${index}.parquet`, group, index === 0 ? gone : []);
    made.push(result);
  }
  const parts = made.map(({ part }) => part).filter(({ rows }) => rows > 0);
  const sources = [...made.flatMap((each) => each.sources), ...gone].sort((a, b) => (a.key < b.key ? -1 : 1));
  const manifest = makeManifest(day, parts, sources);
  await work.publish({ manifest, folder: temporary, makeEmpty: () => makeEmpty(sorter, temporary) });
  rmSync(temporary, { recursive: true, force: true });
  return manifest;
}

/** Belongs to one call. */
function dayFolderOf({ temporary }: CuratedWork): string {
  return join(temporary, 'day');
}

async function makeEmpty(sorter: Sorter, temporary: string): Promise<string> {
  const path = join(temporary, 'empty.parquet');
  await sorter.sort(selectFrom([], EVENT_COLUMNS, { source: true }), path);
  return path;
}

/** Bytes of log files in one part: their Parquet is half as large, and should be less than 256 MB. */
const PART_BYTES = 500 * 1024 ** 2;
/** Bytes of log files that are sorted at once, in memory: they become a row group of some ten thousand rows. */
const SORTED_BYTES = 5 * 1024 ** 2;

/** One after another until they are too many. */
function groupsOf(files: readonly LogObject[], most: number): readonly (readonly LogObject[])[] {
  const groups: LogObject[][] = [[]];
  let bytes = 0;
  for (const file of files) {
    if (bytes + file.size > most && bytes > 0) {
      groups.push([]);
      bytes = 0;
    }
    bytes += file.size;
    groups.at(-1)?.push(file);
  }
  return groups;
}

/** What expired in the archive since it was read: its rows stay. */
function goneSources(before: Manifest | undefined, files: readonly LogObject[]): readonly Source[] {
  const keys = new Set(files.map(({ key }) => key));
  return before?.sources.filter(({ key }) => !keys.has(key)) ?? [];
}

async function makePart(
  options: CompactDayOptions,
  name: string,
  files: readonly LogObject[],
  gone: readonly Source[],
): Promise<{ readonly part: Part; readonly sources: readonly Source[] }> {
  const { work, reader, sorter, onFile, before } = options;
  const temporary = dayFolderOf(work);
  const outputs = new Map<string, LogOutput>();
  const keep = (output: LogOutput): void => {
    outputs.set(output.key, output);
    onFile(output);
  };
  const pieces: string[] = [];
  let rows = 0;
  const read = (group: readonly LogObject[]): Promise<readonly string[]> =>
    reader.read(
      group.map((file, number) => ({ ...file, number: String(number).padStart(7, '0') })),
      keep,
    );
  const sort = async (written: readonly string[], index: number): Promise<void> => {
    const path = join(temporary, `piece-${index}.parquet`);
    rows += await sorter.sort(selectFrom(written, EVENT_COLUMNS, { source: true }), path);
    pieces.push(path);
    for (const each of written) rmSync(each);
    await work.stay();
  };
  await readAhead(groupsOf(files, SORTED_BYTES), read, sort);
  if (gone.length > 0) {
    const old = before === undefined ? [] : await work.fetch(before);
    const path = join(temporary, 'gone.parquet');
    rows += await sorter.keep(
      old,
      gone.map(({ key }) => key),
      path,
    );
    pieces.push(path);
  }
  const sha256 = joinParquet(pieces, join(temporary, name));
  for (const piece of pieces) rmSync(piece);
  const part = { name, rows, bytes: statSync(join(temporary, name)).size, sha256 };
  const oldest = rows === 0 ? new Map<string, string>() : await sorter.oldest(join(temporary, name));
  return { part, sources: files.map((file) => sourceOf(file, outputs.get(file.key), oldest.get(file.key))) };
}

/** Reads the next while the last is sorted: one needs all threads for a moment, the other needs one for longer. */
async function readAhead<Item, Read>(
  items: readonly Item[],
  read: (item: Item) => Promise<Read>,
  sort: (read: Read, index: number) => Promise<void>,
): Promise<void> {
  let sorting = Promise.resolve();
  for (const [index, item] of items.entries()) {
    const [ready] = await Promise.all([read(item), sorting]);
    sorting = sort(ready, index);
  }
  await sorting;
}

function sourceOf({ key, etag, size }: LogObject, output: LogOutput | undefined, oldest: string | undefined): Source {
  if (output === undefined) throw new Error(`${key} was not read.`);
  const { rows, sha256 = null, problem } = output;
  const more = { ...(oldest === undefined ? {} : { oldest }), ...(problem === undefined ? {} : { problem }) };
  return { key, etag, size, sha256, rows, ...more };
}
