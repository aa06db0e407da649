// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
import { listDelivered } from './aws-logs.ts';
import { type Field, field, texts } from './data-type.ts';
import { fromPath, noRows, readJson, selectFields } from './duckdb-reading.ts';
import type { ReadableFile } from './scope.ts';
import { JSON_LINES } from './stored-formats.ts';
import type { StoredTable, Table } from './table.ts';
import { unnestRows } from './unnest-rows.ts';

const item: readonly Field[] = [
  ...texts('configurationItemCaptureTime', 'configurationItemStatus', 'configurationStateId'),
  ...texts('awsAccountId', 'awsRegion', 'availabilityZone', 'resourceType', 'resourceId', 'resourceName', 'ARN'),
  ...texts('resourceCreationTime'),
  field('configuration', 'json'),
  field('supplementaryConfiguration', 'json'),
  field('tags', 'json'),
  field('relationships', 'json'),
];
const columns = [...item, ...texts('account', 'region', 'dt')];

/** Snapshots and histories: a file of either is one object with many items. */
export const CONFIG_FILES: Omit<StoredTable, 'rows'> = {
  name: 'config_files',
  columns: [field('fileVersion'), field('configurationItems', { array: { row: item } })],
  ...JSON_LINES,
  partitions: [
    { name: 'account', kind: 'account' },
    { name: 'region', kind: 'region' },
    // not padded: 2026/9/3
    { name: 'dt', kind: 'day', format: 'yyyy/M/d' },
  ],
  location: { bucket: 'logs', template: 'AWSLogs/${account}/Config/${region}/${dt}' },
};

export const configItems: Table = {
  name: 'config_items',
  what: 'the configuration of a resource at a time, from snapshots and histories of AWS Config',
  columns,
  time: 'configurationitemcapturetime',
  account: 'account',
  // A snapshot repeats what a history has said.
  once: { by: ['account', 'region', 'resourcetype', 'resourceid', 'configurationitemcapturetime'] },
  files: (store, scope) =>
    listDelivered(store, scope, {
      folder: 'Config',
      isPadded: false,
      accepts: (key) => /\/Config(History|Snapshot)\/[^/]+\.json(\.gz)?$/.test(key),
    }),
  duckdb: readConfigItems,
  stored: {
    ...CONFIG_FILES,
    rows: `SELECT ${item.map(({ name }) => `i[1].${name.toLowerCase()} AS ${name.toLowerCase()}`).join(', ')}, account, region, dt
FROM {stored} CROSS JOIN ${unnestRows('configurationitems', 'i')} WHERE {where}`,
  },
};

/** A SELECT over the files that gives the columns of `config_items`. */
export function readConfigItems(files: readonly ReadableFile[]): string {
  if (files.length === 0) return noRows(columns);
  const { account, region, day } = fromPath('Config');
  const items = readJson(files, [field('configurationItems', { array: { row: item } })]);
  const selected = [...selectFields('i.', item), account, region, day('dt')];
  return `SELECT ${selected.join(', ')} FROM (SELECT unnest("configurationItems") AS i, filename FROM ${items})`;
}
