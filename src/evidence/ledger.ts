import type { ObjectStore, StoredObject } from '../archive/object-store.ts';
import type { Place } from './places.ts';
import { isWithin, type Span, startOfDay } from './span.ts';
import { parseLogKey } from './trail-keys.ts';

/** A log file that no digest has named so far. */
export interface Unnamed {
  readonly key: string;
  /** ISO 8601: from its name; the day of its folder if the name says nothing. */
  readonly time: string;
  readonly hasLogName: boolean;
}

/** Compares what the digests list with what lies in the archive, day by day: three days are held at a time. */
export interface Ledger {
  /** A digest that can be relied on lists it. */
  list(key: string): void;
  /** Compares the days before this one (`2026-01-31`); null: all that is left. */
  settle(before: string | null): Promise<void>;
  /** What nobody has listed, in the order of their keys. */
  unnamed(): readonly Unnamed[];
}

export function makeLedger(store: ObjectStore, place: Place, span: Span): Ledger {
  const days = new Map<string, Set<string>>();
  const unnamed = new Map<string, Unnamed>();
  const files = makeFiles(store, place, span);
  let settled = '';
  return {
    list(key) {
      const day = dayOf(key);
      // Listed late, as in a backfill.
      if (day < settled) unnamed.delete(key);
      else days.set(day, (days.get(day) ?? new Set()).add(key));
    },
    async settle(before) {
      const end = before ?? '9999';
      if (end <= settled) return;
      for (let file = await files.peek(); file !== null && dayOf(file.key) < end; file = await files.peek()) {
        files.take();
        if (!days.get(dayOf(file.key))?.has(file.key)) unnamed.set(file.key, file);
      }
      settled = end;
      for (const day of days.keys()) if (day < settled) days.delete(day);
    },
    unnamed: () => [...unnamed.values()],
  };
}

/** The day of the folder that it lies in, by which objects are listed in order. */
function dayOf(key: string): string {
  const [, year, month, day] = /\/(\d{4})\/(\d{2})\/(\d{2})\/[^/]*$/.exec(key) ?? [];
  return year ? `${year}-${month}-${day}` : '';
}

function makeFiles(store: ObjectStore, place: Place, span: Span) {
  const objects = listFiles(store, place, span)[Symbol.asyncIterator]();
  let next: Unnamed | null | undefined;
  return {
    /** Null at the end. */
    async peek(): Promise<Unnamed | null> {
      if (next === undefined) {
        const { value, done } = await objects.next();
        next = done ? null : value;
      }
      return next;
    },
    take(): void {
      next = undefined;
    },
  };
}

/** What lies where log files of the place are expected, delivered in the span as far as its key says. */
export async function* listFiles(store: ObjectStore, place: Place, span: Span): AsyncGenerator<Unnamed, undefined> {
  const prefix = `${place.base}CloudTrail/${place.region}/`;
  for await (const object of store.list(prefix, startOfDay(prefix, span.from))) {
    if (span.to !== null && dayOf(object.key) > span.to.slice(0, 10)) return;
    const file = fileOf(object);
    if (!file.hasLogName || isWithin(span, file.time)) yield file;
  }
}

/** The time of its last change is asked for last: in a folder, that is a look at the file. */
function fileOf(object: StoredObject): Unnamed {
  const { key } = object;
  const parsed = parseLogKey(key);
  const day = dayOf(key);
  return { key, time: parsed?.time ?? (day ? `${day}T00:00:00Z` : object.lastModified), hasLogName: parsed !== null };
}
