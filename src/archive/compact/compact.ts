import { join } from 'node:path';
import { say } from '../../domain/say.ts';
import type { LogOutput } from '../cloudtrail/batch.ts';
import { EVENT_COLUMNS, KEY_COLUMNS, SOURCE_NUMBER } from '../cloudtrail/columns.ts';
import { type LogObject, type LogPlace, type LogScope, listLogsOf, listPlaces } from '../cloudtrail/list.ts';
import type { Problem } from '../cloudtrail/load.ts';
import { openLogReader } from '../cloudtrail/read-logs.ts';
import type { ObjectStore } from '../object-store.ts';
import { compactDay } from './compact-day.ts';
import { type DayRange, daysOf, windowsOf } from './days.ts';
import type { Manifest } from './manifest.ts';
import { NewestSeen } from './newest.ts';
import type { CuratedPlace } from './place.ts';
import { makeSorter } from './sorter.ts';

export interface CompactOptions extends LogScope {
  readonly store: ObjectStore;
  readonly place: CuratedPlace;
  readonly workers: number;
  readonly emit: (event: CompactEvent) => void;
}

export type CompactEvent =
  | { readonly type: 'days-found'; readonly days: number; readonly files: number; readonly unchanged: number }
  | { readonly type: 'day-begun'; readonly day: string; readonly files: number }
  | { readonly type: 'file-read'; readonly output: LogOutput }
  | { readonly type: 'day-written'; readonly day: string; readonly manifest: Manifest };

export interface Compaction {
  readonly days: { readonly written: number; readonly unchanged: number };
  readonly rows: number;
  readonly files: number;
  /** Bytes of the log files that were read, and of the Parquet that was made of them. */
  readonly bytes: { readonly read: number; readonly written: number };
  readonly problems: readonly Problem[];
}

/**
 * Makes the curated table `cloudtrail` of the archive's log files, day of delivery by day of delivery. A day whose files
 * are those of its manifest is left alone. One compaction at a time for a place.
 */
export async function compactCloudTrail(options: CompactOptions): Promise<Compaction> {
  const { store, place: kept, workers } = options;
  const work = await kept.begin();
  const { temporary } = work;
  try {
    const places: LogPlace[] = [];
    for await (const place of listPlaces(store, options)) places.push(place);
    const sorter = makeSorter(join(temporary, 'spill'));
    const keys = [...KEY_COLUMNS, SOURCE_NUMBER] as const;
    const out = join(temporary, 'rows');
    const reader = openLogReader({ store, columns: EVENT_COLUMNS, keys, hash: true, workers, out });
    try {
      const run = makeRun();
      const range = await daysOf(store, places, options);
      const newest = new NewestSeen(places);
      for (const window of windowsOf(range, places.length)) await compactWindow(window);
      const found = range && work.noteNewest && (await newest.result(store, range));
      if (found) await work.noteNewest?.(found);
      return run.result();

      async function compactWindow(window: DayRange): Promise<void> {
        const days = await listWindow(store, places, window, run.foreign);
        for (const files of days.values()) newest.see(files);
        const changed: [string, readonly LogObject[]][] = [];
        for (const [day, files] of days) if (isChanged(await kept.readManifest(day), files)) changed.push([day, files]);
        await work.stay();
        const unchanged = days.size - changed.length;
        run.unchanged(unchanged);
        const count = changed.reduce((sum, [, files]) => sum + files.length, 0);
        options.emit({ type: 'days-found', days: days.size, files: count, unchanged });
        for (const [day, files] of changed) {
          options.emit({ type: 'day-begun', day, files: files.length });
          const onFile = (output: LogOutput): void => options.emit({ type: 'file-read', output });
          const before = await kept.readManifest(day);
          const manifest = await compactDay({ work, day, files, before, reader, sorter, onFile });
          run.written(manifest, files);
          options.emit({ type: 'day-written', day, manifest });
        }
      }
    } finally {
      await reader.close();
    }
  } finally {
    await work.end();
  }
}

/** Files of each day of the window, days and files in their order. */
async function listWindow(
  store: ObjectStore,
  places: readonly LogPlace[],
  window: DayRange,
  onForeign: (key: string) => void,
): Promise<ReadonlyMap<string, readonly LogObject[]>> {
  const days = new Map<string, LogObject[]>();
  for (const place of places) {
    for await (const file of listLogsOf(store, place, window, onForeign)) {
      const files = days.get(file.day);
      if (files === undefined) days.set(file.day, [file]);
      else files.push(file);
    }
  }
  for (const files of days.values()) files.sort((a, b) => (a.key < b.key ? -1 : 1));
  return new Map([...days].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What expired in the archive is no reason to write a day again. */
function isChanged(manifest: Manifest | undefined, files: readonly LogObject[]): boolean {
  if (manifest === undefined) return true;
  const known = new Map(manifest.sources.map(({ key, etag }) => [key, etag]));
  return files.some(({ key, etag }) => known.get(key) !== etag);
}

function makeRun() {
  let [written, unchanged, rows, files, read, bytes] = [0, 0, 0, 0, 0, 0];
  const problems: Problem[] = [];
  return {
    foreign: (key: string): void => {
      problems.push({ key, problem: say`has no name of a log file of CloudTrail` });
    },
    unchanged: (days: number): void => {
      unchanged += days;
    },
    written: (manifest: Manifest, sources: readonly LogObject[]): void => {
      written += 1;
      rows += manifest.rows;
      files += sources.length;
      read += sources.reduce((sum, { size }) => sum + size, 0);
      bytes += manifest.parts.reduce((sum, part) => sum + part.bytes, 0);
      for (const { key, problem } of manifest.sources) if (problem !== undefined) problems.push({ key, problem });
    },
    result: (): Compaction => ({
      days: { written, unchanged },
      rows,
      files,
      bytes: { read, written: bytes },
      problems,
    }),
  };
}
