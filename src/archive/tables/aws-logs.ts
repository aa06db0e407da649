import type { AccountId } from '../../domain/ids.ts';
import type { ObjectStore, StoredObject } from '../object-store.ts';
import { listOwners, prefixesOf } from '../owners.ts';
import { isRegionName } from '../region-name.ts';
import { type ArchiveFile, deliveryDays, monthsBetween, type Scope } from './scope.ts';

interface Service {
  /** `CloudTrail` */
  readonly folder: string;
  /** AWS Config writes 2026/9/3, everything else 2026/09/03. */
  readonly isPadded: boolean;
  /** `ConfigHistory/`: only what is below, when the service has several kinds of objects for a day. */
  readonly accepts: (key: string) => boolean;
}

/**
 * What a service delivered below `AWSLogs/`, of an organization's trail or of an account. Of a scope, only accounts,
 * regions and months that can matter are listed: an archive has millions of keys.
 */
export async function* listDelivered(store: ObjectStore, scope: Scope, service: Service): AsyncIterable<ArchiveFile> {
  for await (const { prefix, account, region } of regionsOf(store, scope, service.folder)) {
    for await (const object of listDays(store, prefix, scope, service.isPadded)) {
      if (service.accepts(object.key)) yield { ...object, account, region };
    }
  }
}

/** Objects in folders of days, `2026/09/03/`, that can hold what happened within the scope. */
export async function* listDays(
  store: ObjectStore,
  prefix: string,
  scope: Scope,
  isPadded: boolean,
): AsyncIterable<StoredObject & { readonly day: string }> {
  const { first, last } = deliveryDays(scope);
  for (const month of monthPrefixes(first, last, isPadded)) {
    for await (const object of store.list(`${prefix}${month}`)) {
      const day = dayOf(object.key.slice(prefix.length));
      if (day !== undefined && day >= first && day <= last) yield { ...object, day };
    }
  }
}

interface RegionFolder {
  /** `o-8m3k2xq1zz/AWSLogs/111111111111/CloudTrail/ap-northeast-1/` */
  readonly prefix: string;
  readonly account: AccountId;
  readonly region: string;
}

async function* regionsOf(store: ObjectStore, scope: Scope, service: string): AsyncIterable<RegionFolder> {
  for await (const { prefix, account } of listOwners(store)) {
    if (scope.accounts !== undefined && !scope.accounts.includes(account)) continue;
    for (const folder of await store.listFolders(`${prefix}${service}/`)) {
      const region = folder.slice(0, -1);
      if (!isRegionName(region)) continue;
      if (scope.regions !== undefined && !scope.regions.includes(region)) continue;
      yield { prefix: `${prefix}${service}/${folder}`, account, region };
    }
  }
}

/** Prefixes that stand before a folder of this name. */
export async function rootsOf(store: ObjectStore, folder: string): Promise<readonly string[]> {
  const roots: string[] = [];
  for await (const prefix of prefixesOf(store, folder)) roots.push(prefix);
  return roots;
}

function monthPrefixes(first: string, last: string, isPadded: boolean): readonly string[] {
  const months = monthsBetween(first, last);
  if (months === undefined) return [''];
  return months.map((month) => {
    const [year = '', number = ''] = month.split('-');
    return `${year}/${isPadded ? number : Number(number)}/`;
  });
}

/** `2026/9/3/ConfigHistory/…` → `2026-09-03` */
function dayOf(rest: string): string | undefined {
  const [, year, month = '', day = ''] = /^(\d{4})\/(\d\d?)\/(\d\d?)\//.exec(rest) ?? [];
  return year === undefined ? undefined : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
