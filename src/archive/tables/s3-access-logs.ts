import type { ObjectStore } from '../object-store.ts';
import { rootsOf } from './aws-logs.ts';
import { texts } from './data-type.ts';
import { noRows, readLines } from './duckdb-reading.ts';
import { type ArchiveFile, deliveryDays, type Scope } from './scope.ts';
import { sqlText } from './sql-text.ts';
import { matching } from './stored-formats.ts';
import type { Table } from './table.ts';

const NAMES = [
  ...['bucketowner', 'bucket_name', 'requestdatetime', 'remoteip', 'requester', 'requestid', 'operation', 'key'],
  ...['request_uri', 'httpstatus', 'errorcode', 'bytessent', 'objectsize', 'totaltime', 'turnaroundtime', 'referrer'],
  ...['useragent', 'versionid', 'hostid', 'sigv', 'ciphersuite', 'authtype', 'endpoint', 'tlsversion'],
] as const;

/** Fields between spaces, brackets or quotes; newer fields stand at the end and are not read. */
const EXPRESSION = [
  ...['([^ ]*)', '([^ ]*)', '\\[(.*?)\\]', '([^ ]*)', '([^ ]*)', '([^ ]*)', '([^ ]*)', '([^ ]*)'],
  ...['("[^"]*"|-)', '(-|[0-9]*)', '([^ ]*)', '([^ ]*)', '([^ ]*)', '([^ ]*)', '([^ ]*)', '("[^"]*"|-)'],
  ...['("[^"]*"|-)', '([^ ]*)', '([^ ]*)', '([^ ]*)', '([^ ]*)', '([^ ]*)', '([^ ]*)', '([^ ]*)'],
].join(' ');

const columns = texts(...NAMES, 'eventtime');

export const s3AccessLogs: Table = {
  name: 's3_access_logs',
  what: 'a request to the archive itself: who read, wrote or deleted logs',
  columns,
  time: 'eventtime',
  account: 'bucketowner',
  once: { by: ['bucket_name', 'requestdatetime', 'operation', 'key', 'versionid', 'requestid'] },
  files: listAccessLogs,
  duckdb: (files) => {
    if (files.length === 0) return noRows(columns);
    const names = NAMES.map(sqlText).join(', ');
    // The line begins with a canonical user id, which has 64 hexadecimal digits.
    return `SELECT fields.*, strftime(strptime(fields.requestdatetime, '%d/%b/%Y:%H:%M:%S %z') AT TIME ZONE 'UTC',
  '%Y-%m-%dT%H:%M:%SZ') AS eventtime
FROM (SELECT regexp_extract(content, ${sqlText(`^${EXPRESSION}`)}, [${names}]) AS fields FROM ${readLines(files)})
WHERE fields.requestdatetime <> ''`;
  },
  stored: {
    name: 's3_access_logs',
    columns: texts(...NAMES),
    ...matching(`${EXPRESSION}.*$`),
    partitions: [],
    location: { bucket: 'access-logs', template: '' },
    rows: `SELECT *, date_format(parse_datetime(requestdatetime, 'dd/MMM/yyyy:HH:mm:ss Z'), '%Y-%m-%dT%H:%i:%sZ') AS eventtime
FROM {stored} WHERE {where}`,
  },
};

const FOLDER = 's3-access-logs/';

/** `2026-10-14-03-15-27-8D1CB37C0C634C1F`: the hour it was written stands at the beginning of the name. */
async function* listAccessLogs(store: ObjectStore, scope: Scope): AsyncIterable<ArchiveFile> {
  const { first, last } = deliveryDays(scope);
  for (const root of [...(await rootsOf(store, FOLDER)).map((prefix) => `${prefix}${FOLDER}`)]) {
    for await (const object of store.list(root, { startAfter: `${root}${first}` })) {
      const day = /\/(\d{4}-\d\d-\d\d)-\d\d-\d\d-\d\d-[0-9A-F]+$/.exec(object.key)?.[1];
      if (day === undefined || day < first) continue;
      if (day > last) break;
      yield { ...object, day };
    }
  }
}
