import type { ArchiveObject } from './archive-object.ts';
import { makeDigests } from './chain.ts';
import { listStretches, regionsWithWork, type Stretch } from './deliveries.ts';
import type { TrailEvent } from './event.ts';
import { type LogFile, makeLogFiles } from './log-files.ts';
import { makeOrdinaryDay } from './ordinary.ts';
import { type ActivityPlan, DAY_MS, GLOBAL_REGION } from './place.ts';
import { makeScene, type Planted } from './plant.ts';
import { makePlanted } from './planted.ts';
import { makeLedger, type PlantedList } from './planted-list.ts';
import { makeRecords } from './records.ts';
import { makeSigningKey, type SigningKey } from './signing-key.ts';
import type { Sink } from './sink.ts';

export interface ActivitySummary {
  readonly logFiles: number;
  readonly digests: number;
  /** Objects of other services than CloudTrail. */
  readonly records: number;
  readonly bytes: number;
  readonly planted: PlantedList;
  readonly signingKeys: readonly SigningKey[];
}

export interface Writing {
  readonly plan: ActivityPlan;
  readonly sink: Sink;
  /** Told after each account × region. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** Makes up days of work in every account and writes its log, signed, as CloudTrail would have. */
export async function writeActivity({ plan, sink, onProgress = () => {} }: Writing): Promise<ActivitySummary> {
  const scene = makeScene(plan);
  const wrong = makePlanted(scene);
  const stretches = listStretches(plan, regionsWithWork(plan, regionsOf(wrong)));
  const keys = new Map<string, SigningKey>();
  const ledger = makeLedger(wrong);
  const counts = { logFiles: 0, digests: 0, bytes: 0 };
  for (const [index, stretch] of stretches.entries()) {
    const { region } = stretch.delivery;
    const signingKey = keys.get(region) ?? makeSigningKey(region, plan.seed);
    keys.set(region, signingKey);
    const { files, digests } = makeStretch(stretch, { plan, planted: wrong, signingKey });
    ledger.add(files);
    const objects = [...files.map(({ object }) => object), ...digests];
    await sink.put(objects);
    counts.logFiles += files.length;
    counts.digests += digests.length;
    counts.bytes += objects.reduce((sum, { body }) => sum + body.length, 0);
    onProgress(index + 1, stretches.length);
  }
  const records = makeRecords(scene);
  await sink.put(records.objects);
  counts.bytes += records.objects.reduce((sum, { body }) => sum + body.length, 0);
  const planted = ledger.list(plan, records.planted);
  return { ...counts, records: records.objects.length, planted, signingKeys: [...keys.values()] };
}

function regionsOf(planted: readonly Planted[]): ReadonlyMap<string, ReadonlySet<string>> {
  const regions = new Map<string, Set<string>>();
  for (const { event } of planted) {
    const account = event.recipientAccountId;
    regions.set(account, (regions.get(account) ?? new Set()).add(event.awsRegion));
  }
  return regions;
}

interface Making {
  readonly plan: ActivityPlan;
  readonly planted: readonly Planted[];
  readonly signingKey: SigningKey;
}

function makeStretch(stretch: Stretch, { plan, planted, signingKey }: Making) {
  const { delivery, from, until } = stretch;
  const isHere = ({ recipientAccountId, awsRegion, eventTime }: TrailEvent): boolean => {
    const at = Date.parse(eventTime);
    return recipientAccountId === delivery.account && awsRegion === delivery.region && at >= from && at < until;
  };
  const events = [...ordinaryEvents(stretch, plan), ...planted.map(({ event }) => event)].filter(isHere);
  // What is delivered after the end has not arrived yet; a trail that became another one delivers all that it has.
  const isLast = until === plan.until.getTime();
  const files = makeLogFiles(delivery, plan.seed, events).filter(({ deliveredAt }) => !isLast || deliveredAt <= until);
  const late = lateFile(files, { plan, stretch });
  const digests: readonly ArchiveObject[] = makeDigests({
    delivery,
    signingKey,
    seed: plan.seed,
    from,
    until: isLast ? until : until + DAY_MS / 12,
    files,
    late,
  });
  return { files, digests };
}

function ordinaryEvents({ delivery, from, until }: Stretch, { seed, homeRegion }: ActivityPlan): readonly TrailEvent[] {
  const { account, region } = delivery;
  if (region !== homeRegion && region !== GLOBAL_REGION) return [];
  const events: TrailEvent[] = [];
  for (let day = from; day < until; day += DAY_MS) {
    events.push(...makeOrdinaryDay({ seed, account, region, homeRegion, day }));
  }
  return events;
}

/** One of the home region's in the last account, a day before the end: so that there is a backfill to verify. */
function lateFile(
  files: readonly LogFile[],
  { plan, stretch }: { readonly plan: ActivityPlan; readonly stretch: Stretch },
) {
  const { account, region } = stretch.delivery;
  if (account !== plan.accounts.at(-1)?.id || region !== plan.homeRegion) return null;
  return files.find(({ deliveredAt }) => deliveredAt > plan.until.getTime() - DAY_MS) ?? null;
}
