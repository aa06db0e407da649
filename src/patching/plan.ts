import type { Instance, Place } from '../sessions/instance.ts';
import { isConcerned, type PatchChoice } from './choice.ts';
import type { Share } from './share.ts';

/** What is installed where; nothing has been done. */
export interface PatchPlan {
  readonly choice: PatchChoice;
  readonly reboot: RebootOption;
  /** When more have failed, no further instance begins. */
  readonly maxErrors: number;
  /** By account and region; none is empty. */
  readonly places: readonly PlacePlan[];
  /** Meant, but Systems Manager does not reach them. */
  readonly unreached: readonly Instance[];
  /** Meant, but the patches are for another kind of system. */
  readonly unconcerned: readonly Instance[];
}

export interface PlacePlan extends Place {
  readonly atOnce: number;
  readonly instances: readonly PlannedInstance[];
}

export interface PlannedInstance {
  readonly instance: Instance;
  readonly group: string;
  /** Null: the archive does not know. */
  readonly lastScan: LastScan | null;
}

/** What the archive knows of an instance. */
export interface LastScan {
  readonly missing: number;
  readonly critical: number;
  /** ISO 8601 */
  readonly at: string;
}

export type RebootOption = 'RebootIfNeeded' | 'NoReboot';

export interface PatchRequest extends Pick<PatchPlan, 'choice' | 'reboot'> {
  /** Instances of other groups, and of none, are left alone. */
  readonly groups: readonly string[];
  readonly maxConcurrency: Share;
  readonly maxErrors: Share;
  /** By account, region and instance; see `scanKey`. */
  readonly lastScans: ReadonlyMap<string, LastScan>;
}

export function makePatchPlan(running: readonly Instance[], request: PatchRequest): PatchPlan {
  const { choice, reboot, groups } = request;
  const meant = running.filter((instance) => groups.includes(groupOf(instance)));
  const concerned = meant.filter((instance) => isConcerned(instance, choice));
  const reached = concerned.filter(({ agent }) => agent === 'ONLINE');
  return {
    choice,
    reboot,
    maxErrors: request.maxErrors(reached.length),
    places: placesOf(reached, request),
    unreached: concerned.filter(({ agent }) => agent !== 'ONLINE'),
    unconcerned: meant.filter((instance) => !isConcerned(instance, choice)),
  };
}

/** Patch Manager reads both spellings of the tag. */
export function groupOf({ tags }: Pick<Instance, 'tags'>): string {
  return tags.PatchGroup ?? tags['Patch Group'] ?? '';
}

export function scanKey({ account, region, id }: Record<'account' | 'region' | 'id', string>): string {
  return `${account} ${region} ${id}`;
}

function placesOf(instances: readonly Instance[], { maxConcurrency, lastScans }: PatchRequest): readonly PlacePlan[] {
  const byPlace = new Map<string, Place & { readonly instances: PlannedInstance[] }>();
  for (const instance of instances) {
    const { account, accountName, region } = instance;
    const key = `${account} ${region}`;
    const place = byPlace.get(key) ?? { account, accountName, region, instances: [] };
    place.instances.push({ instance, group: groupOf(instance), lastScan: lastScans.get(scanKey(instance)) ?? null });
    byPlace.set(key, place);
  }
  return [...byPlace.values()].map((place) => ({ ...place, atOnce: maxConcurrency(place.instances.length) }));
}
