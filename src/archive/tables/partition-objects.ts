import { isAccountId } from '../../domain/ids.ts';
import type { ObjectStore, StoredObject } from '../object-store.ts';
import { listDays, rootsOf } from './aws-logs.ts';
import type { Scope } from './scope.ts';
import type { Partition, Table } from './table.ts';

/**
 * Every object below the prefixes of the partitions that a scope selects: what Athena reads, other kinds of objects in the
 * same folders included.
 */
export async function* listPartitions(store: ObjectStore, table: Table, scope: Scope): AsyncIterable<StoredObject> {
  const parts = table.stored.location.template.split('/').filter((part) => part !== '');
  const [first] = parts;
  if (first === undefined) return yield* store.list('');
  for (const root of await rootsOf(store, `${first}/`)) yield* listBelow(root, parts, { store, table, scope });
}

interface Walk {
  readonly store: ObjectStore;
  readonly table: Table;
  readonly scope: Scope;
}

async function* listBelow(prefix: string, parts: readonly string[], walk: Walk): AsyncIterable<StoredObject> {
  const { store, table, scope } = walk;
  const [part, ...rest] = parts;
  if (part === undefined) return yield* store.list(prefix);
  const [before = '', name] = part.split(/\$\{(\w+)\}/);
  if (name === undefined) return yield* listBelow(`${prefix}${part}/`, rest, walk);
  const partition = table.stored.partitions.find((each) => each.name === name);
  if (partition?.kind === 'day') return yield* listDays(store, prefix, scope, partition.format.includes('MM'));
  // `${organization}/`: there is none where an account's own trail writes.
  if (partition === undefined) yield* listBelow(prefix, rest, walk);
  for (const folder of await store.listFolders(prefix)) {
    const value = folder.slice(before.length, -1);
    const isMeant =
      partition === undefined ? /^o-[a-z0-9]+$/.test(value) : isWanted(value, partition, table.account, scope);
    if (folder.startsWith(before) && isMeant) yield* listBelow(`${prefix}${folder}`, rest, walk);
  }
}

function isWanted(value: string, partition: Partition, accountColumn: string, { accounts, regions }: Scope): boolean {
  switch (partition.kind) {
    case 'account':
      // Of some tables the folder is an administrator's, and accounts are compared in the rows.
      return isAccountId(value) && (partition.name !== accountColumn || (accounts?.includes(value) ?? true));
    case 'region':
      return regions?.includes(value) ?? true;
    case 'values':
      return partition.values.includes(value);
    case 'day':
      return true;
    default:
      return partition satisfies never;
  }
}
