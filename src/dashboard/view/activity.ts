import type { Activity, Posture } from '../posture/schema.ts';
import { actorOf } from './actor.ts';
import type { Column } from './columns.ts';
import type { Directory } from './directory.ts';
import { placed, type Row } from './rows.ts';

export interface DeedRow extends Row, Omit<Activity['deeds'][number], 'account' | 'region'> {
  readonly who: string;
  readonly through: string;
}

/** The latest first, as they were read. */
export function deedRows({ activity }: Posture, directory: Directory): readonly DeedRow[] {
  if (activity.state === 'not-read') return [];
  return activity.deeds.map((deed) => {
    const at = placed(deed.account, deed.region, directory);
    const actor = actorOf(deed.actor);
    const text =
      `${at.text} ${deed.actor} ${deed.service} ${deed.event} ${deed.sourceIp} ${deed.eventId}`.toLowerCase();
    return { ...deed, ...at, ...actor, text };
  });
}

/** Nothing is known to be missing: only then does no line mean that nothing happened. */
export function isWhole({ gaps, skipped, isCut }: Activity): boolean {
  return gaps?.length === 0 && skipped === 0 && !isCut;
}

export const DEED_COLUMNS: readonly Column<DeedRow>[] = [
  { id: 'last', word: 'lastCall', value: ({ last }) => last, width: 13.5 },
  { id: 'who', word: 'who', value: ({ who }) => who, width: 12 },
  { id: 'event', word: 'call', value: ({ event }) => event, width: 17 },
  { id: 'service', word: 'service', value: ({ service }) => service, width: 9 },
  { id: 'name', word: 'account', value: ({ name }) => name, width: 9 },
  { id: 'calls', word: 'calls', value: ({ calls }) => calls, width: 5 },
  { id: 'failed', word: 'failedCalls', value: ({ failed }) => failed, width: 6 },
  { id: 'through', word: 'through', value: ({ through }) => through, width: 13 },
  { id: 'ip', word: 'sourceIp', value: ({ sourceIp }) => sourceIp, width: 10 },
  { id: 'first', word: 'firstCall', value: ({ first }) => first, width: 13.5 },
  { id: 'region', word: 'region', value: ({ region }) => region, width: 10 },
  { id: 'unit', word: 'unit', value: ({ unit }) => unit, width: 10 },
  { id: 'account', word: 'accountId', value: ({ account }) => account, width: 9.5 },
  { id: 'actor', word: 'actorArn', value: ({ actor }) => actor, width: 22 },
  { id: 'id', word: 'eventId', value: ({ eventId }) => eventId, width: 20 },
];
