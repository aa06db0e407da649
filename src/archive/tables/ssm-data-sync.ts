// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
import { isAccountId } from '../../domain/ids.ts';
import type { ObjectStore } from '../object-store.ts';
import { rootsOf } from './aws-logs.ts';
import { texts } from './data-type.ts';
import { noRows } from './duckdb-reading.ts';
import type { ArchiveFile, ReadableFile, Scope } from './scope.ts';
import { sqlText } from './sql-text.ts';
import { JSON_LINES } from './stored-formats.ts';
import type { Table } from './table.ts';

const PARTITIONS = ['accountid', 'region', 'resourcetype'] as const;

/**
 * A table of what the resource data sync of Systems Manager writes, one object an instance:
 * ssm-inventory/AWS:Application/accountid=111111111111/region=ap-northeast-1/resourcetype=ManagedInstanceInventory/i-1.json
 */
export function makeInventoryTable(
  table: Pick<Table, 'name' | 'what'> & { readonly type: string; readonly attributes: readonly string[] },
): Table {
  const { name, what, type, attributes } = table;
  const names = ['resourceId', 'captureTime', ...attributes];
  const columns = texts(...names, ...PARTITIONS);
  return {
    name,
    what,
    columns,
    time: null,
    captured: 'capturetime',
    account: 'accountid',
    files: (store, scope) => listInventory(store, scope, `${type}/`),
    duckdb: (files) => (files.length === 0 ? noRows(columns) : readInventory(files, names)),
    stored: {
      name,
      columns: texts(...names),
      ...JSON_LINES,
      partitions: [
        { name: 'accountid', kind: 'account' },
        { name: 'region', kind: 'region' },
        { name: 'resourcetype', kind: 'values', values: ['ManagedInstanceInventory'] },
      ],
      location: {
        bucket: 'logs',
        template: `ssm-inventory/${type}/accountid=\${accountid}/region=\${region}/resourcetype=\${resourcetype}`,
      },
      rows: null,
    },
  };
}

/** Systems Manager begins some names with a capital and some not, and not the same in all types: both are taken. */
function readInventory(files: readonly ReadableFile[], names: readonly string[]): string {
  const values = names.map((name) => {
    const other = `${name[0] === name[0]?.toLowerCase() ? name[0]?.toUpperCase() : name[0]?.toLowerCase()}${name.slice(1)}`;
    const value = (key: string) => `json_extract_string(json, ${sqlText(`$.${key}`)})`;
    return `coalesce(${value(name)}, ${value(other)}) AS "${name.toLowerCase()}"`;
  });
  const places = PARTITIONS.map(
    (partition) => `regexp_extract(filename, '/${partition}=([^/]+)/', 1) AS "${partition}"`,
  );
  const paths = files.map(({ path }) => sqlText(path)).join(', ');
  return `SELECT ${[...values, ...places].join(', ')}
FROM read_json_objects([${paths}], format = 'newline_delimited', filename = true)`;
}

async function* listInventory(
  store: ObjectStore,
  { accounts, regions }: Scope,
  folder: string,
): AsyncIterable<ArchiveFile> {
  for (const root of await rootsOf(store, folder)) {
    for await (const object of store.list(`${root}${folder}`)) {
      const [, account = '', region = ''] =
        /accountid=(\d{12})\/region=([a-z0-9-]+)\/.*[^/]\.json$/.exec(object.key) ?? [];
      if (!isAccountId(account) || accounts?.includes(account) === false) continue;
      if (regions?.includes(region) !== false) yield { ...object, account, region };
    }
  }
}
