import type { AccountId } from '../../domain/ids.ts';
import { CLOUDTRAIL_FOLDERS, parseKey } from '../layout.ts';
import type { ObjectStore, StoredObject } from '../object-store.ts';
import { listOwners } from '../owners.ts';
import { isRegionName } from '../region-name.ts';

/** Which log files: by what their keys say. Absent means all. */
export interface LogScope {
  readonly accounts?: readonly AccountId[];
  readonly regions?: readonly string[];
  /** Days of delivery, `2026-11-25`, both included. */
  readonly firstDay?: string;
  readonly lastDay?: string;
}

export interface LogObject extends StoredObject {
  readonly account: AccountId;
  readonly region: string;
  readonly day: string;
}

/** Where one account's log files of one region are. */
export interface LogPlace {
  /** `o-1/AWSLogs/o-8m3k2xq1zz/111111111111/CloudTrail/ap-northeast-1/` */
  readonly prefix: string;
  readonly account: AccountId;
  readonly region: string;
}

/** What lies where log files are expected and is none, by its key. */
export type OnForeign = (key: string) => void;

export async function* listLogsOf(
  store: ObjectStore,
  place: LogPlace,
  scope: LogScope,
  onForeign: OnForeign,
): AsyncIterable<LogObject> {
  const { account, region } = place;
  for await (const { object, day } of logsOf(store, place, scope, onForeign)) {
    const { key, size, etag, lastModified } = object;
    yield { key, size, etag, lastModified, account, region, day };
  }
}

/**
 * Log files of the scope, as few keys listed as S3 allows: account by account, region by region, from day to day. Only
 * what their keys say: in a folder, no file is looked at.
 */
export async function* listLogKeys(
  store: ObjectStore,
  scope: LogScope,
  onForeign: OnForeign,
): AsyncIterable<Pick<LogObject, 'key' | 'account' | 'region' | 'day'>> {
  for await (const place of listPlaces(store, scope)) {
    const { account, region } = place;
    for await (const { object, day } of logsOf(store, place, scope, onForeign)) {
      yield { key: object.key, account, region, day };
    }
  }
}

interface DatedLog {
  readonly object: StoredObject;
  readonly day: string;
}

async function* logsOf(
  store: ObjectStore,
  { prefix }: LogPlace,
  { firstDay, lastDay }: LogScope,
  onForeign: OnForeign,
): AsyncIterable<DatedLog> {
  const startAfter = firstDay === undefined ? {} : { startAfter: `${prefix}${firstDay.replaceAll('-', '/')}/` };
  // The first key behind the last day: digits come before the tilde.
  const behind = lastDay === undefined ? undefined : `${prefix}${lastDay.replaceAll('-', '/')}/~`;
  const dayOf = makeDayReader();
  for await (const object of store.list(prefix, startAfter)) {
    if (behind !== undefined && object.key > behind) return;
    const day = dayOf(object.key);
    if (day !== undefined) yield { object, day };
    else if (!object.key.endsWith('/')) onForeign(object.key);
  }
}

/**
 * The day of a log file by its key; undefined when it is none. Keys come folder by folder, with names that differ in their
 * time and their last letters alone: only the first of a folder is taken apart.
 */
function makeDayReader(): (key: string) => string | undefined {
  let known: { readonly begin: string; readonly length: number; readonly day: string } | undefined;
  return (key) => {
    if (known?.length === key.length && key.startsWith(known.begin) && END_OF_NAME.test(key)) return known.day;
    const log = parseKey(key);
    if (log?.kind !== 'cloudtrail') return undefined;
    known = {
      begin: key.slice(0, key.lastIndexOf('_', key.lastIndexOf('_') - 1) + 1),
      length: key.length,
      day: log.day,
    };
    return log.day;
  };
}

const END_OF_NAME = /_\d{8}T\d{4}Z_[A-Za-z0-9]{16}\.json(\.gz)?$/;

/** The management account has two of a region when there is an organization trail and one of its own. */
export async function* listPlaces(store: ObjectStore, { accounts, regions }: LogScope): AsyncIterable<LogPlace> {
  for await (const { prefix, account } of listOwners(store)) {
    if (accounts !== undefined && !accounts.includes(account)) continue;
    const folder = `${prefix}${CLOUDTRAIL_FOLDERS.events}/`;
    for (const name of await store.listFolders(folder)) {
      const region = name.slice(0, -1);
      if (!isRegionName(region)) continue;
      if (regions !== undefined && !regions.includes(region)) continue;
      yield { prefix: `${folder}${name}`, account, region };
    }
  }
}
