// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
import type { ObjectStore } from '../object-store.ts';
import { listDays, rootsOf } from './aws-logs.ts';
import { texts } from './data-type.ts';
import { noRows } from './duckdb-reading.ts';
import { readJsonLines } from './json-lines.ts';
import type { ArchiveFile, Scope } from './scope.ts';
import { JSON_LINES } from './stored-formats.ts';
import type { Table } from './table.ts';

const FOLDER = 'access-snapshots/';

const names = [
  ...['capturetime', 'account', 'kind', 'holder', 'holderid', 'via', 'access', 'condition', 'password', 'mfa'],
  ...['accesskeys', 'lastuse', 'state', 'reason'],
];
const columns = texts(...names, 'dt');

/** What `metsuke access snapshot` writes, one object a snapshot: access-snapshots/2026/11/30/20261130T081500123Z-….json */
export const accessSnapshots: Table = {
  name: 'access_snapshots',
  what: 'an access that a user or role had in an account at the time of a snapshot, or whether the account was read',
  columns,
  time: 'capturetime',
  account: 'account',
  files: listSnapshots,
  duckdb: (files) =>
    files.length === 0
      ? noRows(columns)
      : readJsonLines(files, names, [
          `regexp_extract(filename, 'access-snapshots/(\\d{4}/\\d\\d/\\d\\d)/', 1) AS "dt"`,
        ]),
  stored: {
    name: 'access_snapshots',
    columns: texts(...names),
    ...JSON_LINES,
    partitions: [{ name: 'dt', kind: 'day', format: 'yyyy/MM/dd' }],
    location: { bucket: 'logs', template: 'access-snapshots/${dt}' },
    rows: null,
  },
};

async function* listSnapshots(store: ObjectStore, scope: Scope): AsyncIterable<ArchiveFile> {
  for (const root of await rootsOf(store, FOLDER)) {
    for await (const object of listDays(store, `${root}${FOLDER}`, scope, true)) {
      if (object.key.endsWith('.json')) yield object;
    }
  }
}
