import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PlaceResult } from './place-result.ts';
import type { Place } from './places.ts';

/** What a run has verified already, so that one that was interrupted goes on where it was. */
export interface Checkpoint {
  /** Places that an earlier run has done. */
  readonly done: number;
  find(place: Place): PlaceResult | undefined;
  add(result: PlaceResult): Promise<void>;
  /** The run is complete: the next one begins anew. */
  remove(): Promise<void>;
}

/** `question`: archive, period and filter. What was verified for another question counts for nothing. */
export async function openCheckpoint(file: string, question: unknown): Promise<Checkpoint> {
  const header = JSON.stringify({ metsuke: 'evidence-verify', version: 1, question });
  const done = await readDone(file, header);
  if (done === null) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${header}\n`);
  }
  const known = new Map((done ?? []).map((result) => [nameOf(result), result]));
  return {
    done: known.size,
    find: (place) => known.get(nameOf(place)),
    add: (result) => appendFile(file, `${JSON.stringify(result)}\n`),
    remove: () => rm(file, { force: true }),
  };
}

function nameOf({ base, region }: Place): string {
  return `${base}${region}`;
}

/** Null when there is none that answers this question. A last line that was cut off is left out. */
async function readDone(file: string, header: string): Promise<PlaceResult[] | null> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [first, ...lines] = text.split('\n');
  if (first !== header) return null;
  const complete = lines.slice(0, -1);
  if (lines.at(-1) !== '') await writeFile(file, `${[first, ...complete].join('\n')}\n`);
  return complete.map((line) => JSON.parse(line) as PlaceResult);
}
