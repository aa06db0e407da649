import * as z from 'zod';
import { addDays } from '../../archive/compact/days.ts';
import { say } from '../../domain/say.ts';
import { visibleShort } from '../../domain/text/visible.ts';
import type { History, Posture } from '../posture/schema.ts';
import { type CountName, countsOf } from '../view/counts.ts';
import { type KeptPlace, MOST_BYTES, Unusable } from './kept-place.ts';

/** What is kept of one day: numbers, and no name of anybody. */
const summarySchema = z.strictObject({
  format: z.literal('metsuke-day/1'),
  organization: z.string(),
  day: z.iso.date(),
  at: z.iso.datetime(),
  counts: z.record(z.string(), z.int().min(0).nullable()),
  atLeast: z.array(z.string()),
});
type DaySummary = z.infer<typeof summarySchema>;

/** Longer than the longest trend, for a day that is missing. */
const DAYS_SHOWN = 120;
/** Others may have filled the place with anything. */
const MOST_FILES = 5_000;
const MOST_PROBLEMS = 20;
const NAME = /^(\d{4}-\d{2}-\d{2})\.json$/;

type Content = Omit<History, 'state' | 'at'>;
interface Asked {
  readonly organization: string;
  /** `2026-11-29` */
  readonly today: string;
}

/** The days that are there. A file that is damaged, of another organization or of another day than its name says is left out, and told. */
export async function readDays(place: KeptPlace, { organization, today }: Asked): Promise<Content> {
  const days: Content['days'] = [];
  const problems: Content['problems'] = [];
  const leaveOut = (file: string, reason: string): void => {
    if (problems.length < MOST_PROBLEMS) problems.push({ file: visibleShort(file), reason });
  };
  for (const name of await namesOfDays(place, today, leaveOut)) {
    const found = await readDay(place, name, organization);
    if (found === undefined) continue;
    if ('reason' in found) leaveOut(name, found.reason);
    else days.push({ day: found.day, counts: found.counts, atLeast: found.atLeast });
  }
  return { source: place.location, days: days.sort((a, b) => (a.day < b.day ? -1 : 1)), problems };
}

/** Of files that may be such days by their names and sizes. */
async function namesOfDays(
  place: KeptPlace,
  today: string,
  leaveOut: (file: string, reason: string) => void,
): Promise<readonly string[]> {
  const names: string[] = [];
  let files = 0;
  for await (const { name, size } of place.list()) {
    files += 1;
    if (files > MOST_FILES) {
      leaveOut(place.location, say`holds more than ${MOST_FILES} files: those after them were not looked at`);
      break;
    }
    const day = NAME.exec(name)?.[1];
    if (day === undefined || day < addDays(today, -DAYS_SHOWN)) continue;
    if (day > today) leaveOut(name, say`is of a day that has not come yet`);
    else if (size > MOST_BYTES) leaveOut(name, say`is larger than anything that Metsuke keeps there`);
    else names.push(name);
  }
  return names;
}

/**
 * Keeps today's counts. What this run did not read stays as an earlier run of the day has it. A file in its place that is
 * none of ours is left as it is. Returns why nothing was kept, in words that follow the place; undefined when it was.
 */
export async function keepDay(place: KeptPlace, posture: Posture): Promise<string | undefined> {
  const day = posture.at.slice(0, 10);
  const organization = posture.organization.id;
  const name = `${day}.json`;
  const known = await readDay(place, name, organization);
  if (known !== undefined && 'reason' in known) return say`${name} ${known.reason}: it is left unchanged`;
  const { counts, atLeast } = countsOf(posture);
  const isRead = (count: string): boolean => counts[count as CountName] !== null;
  const summary: DaySummary = {
    format: 'metsuke-day/1',
    organization,
    day,
    at: posture.at,
    counts: { ...known?.counts, ...Object.fromEntries(Object.entries(counts).filter(([count]) => isRead(count))) },
    atLeast: [...(known?.atLeast ?? []).filter((count) => !isRead(count)), ...atLeast],
  };
  const isKept = await place.write(name, `${JSON.stringify(summary, null, 2)}\n`);
  return isKept ? undefined : say`${name} was written by another run at the same time`;
}

async function readDay(
  place: KeptPlace,
  name: string,
  organization: string,
): Promise<DaySummary | { readonly reason: string } | undefined> {
  try {
    const body = await place.read(name);
    if (body === undefined) return undefined;
    const parsed = summarySchema.safeParse(JSON.parse(Buffer.from(body).toString()));
    if (!parsed.success) return { reason: say`is no summary of a day` };
    if (`${parsed.data.day}.json` !== name) return { reason: say`says that it is of another day` };
    if (parsed.data.organization !== organization) return { reason: say`is of another organization` };
    return parsed.data;
  } catch (error) {
    if (error instanceof Unusable) return { reason: error.message };
    if (error instanceof SyntaxError) return { reason: say`is no JSON` };
    throw error;
  }
}
