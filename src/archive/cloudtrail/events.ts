import type { CloudTrailEvent } from '../../domain/cloudtrail-event.ts';
import type { ObjectStore } from '../object-store.ts';
import { UnreadableObject } from '../unreadable-object.ts';
import { inflate, Unreadable } from './inflate.ts';
import { type LogScope, listLogKeys } from './list.ts';

/** Every event of the scope, whole, one log file at a time. For questions that need what the tables leave as text. */
export async function* readEvents(
  store: ObjectStore,
  scope: LogScope,
  onUnreadable: (key: string) => void,
): AsyncIterable<CloudTrailEvent> {
  for await (const { key } of listLogKeys(store, scope, () => undefined)) {
    const records = await readRecords(store, key);
    if (records === null) onUnreadable(key);
    else yield* records;
  }
}

async function readRecords(store: ObjectStore, key: string): Promise<readonly CloudTrailEvent[] | null> {
  try {
    const { body } = await store.get(key);
    const content: unknown = JSON.parse(new TextDecoder().decode(inflate(body)));
    const { Records } = content as { Records?: unknown };
    return Array.isArray(Records) ? (Records as readonly CloudTrailEvent[]) : null;
  } catch (error) {
    if (isOfTheFile(error)) return null;
    throw error;
  }
}

function isOfTheFile(error: unknown): boolean {
  return error instanceof SyntaxError || error instanceof Unreadable || error instanceof UnreadableObject;
}
