// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
import { isAccountId } from '../../domain/ids.ts';
import type { ObjectStore } from '../object-store.ts';
import { rootsOf } from './aws-logs.ts';
import { texts } from './data-type.ts';
import { noRows, readLines } from './duckdb-reading.ts';
import type { ArchiveFile, Scope } from './scope.ts';
import { matching } from './stored-formats.ts';
import type { Table } from './table.ts';

const columns = texts('sessionid', 'content', 'account', 'region');

/** Transcripts of Session Manager, one object a session: session-logs/<account>/<region>/<session id>.log */
export const sessionLogs: Table = {
  name: 'session_logs',
  what: 'a line that a person saw in a session on an instance',
  columns,
  time: null,
  account: 'account',
  files: listSessionLogs,
  duckdb: (files) => {
    if (files.length === 0) return noRows(columns);
    const place = (group: number) => `regexp_extract(filename, 'session-logs/(\\d{12})/([a-z0-9-]+)/', ${group})`;
    return `SELECT regexp_extract(filename, '([^/]+)\\.log$', 1) AS sessionid, content,
  ${place(1)} AS account, ${place(2)} AS region FROM ${readLines(files)}`;
  },
  stored: {
    name: 'session_logs',
    columns: texts('content'),
    // The whole of a line: whoever types in a session can put any character into it, a separator of fields too.
    ...matching('(?s)(.*)'),
    partitions: [
      { name: 'account', kind: 'account' },
      { name: 'region', kind: 'region' },
    ],
    location: { bucket: 'logs', template: 'session-logs/${account}/${region}' },
    rows: `SELECT regexp_extract("$path", '([^/]+)\\.log$', 1) AS sessionid, content, account, region
FROM {stored} WHERE content <> '' AND {where}`,
  },
};

const FOLDER = 'session-logs/';

async function* listSessionLogs(store: ObjectStore, { accounts, regions }: Scope): AsyncIterable<ArchiveFile> {
  for (const root of await rootsOf(store, FOLDER)) {
    for await (const object of store.list(`${root}${FOLDER}`)) {
      const [, account = '', region = ''] = /(\d{12})\/([a-z0-9-]+)\/[^/]+\.log$/.exec(object.key) ?? [];
      if (!isAccountId(account) || accounts?.includes(account) === false) continue;
      if (regions?.includes(region) !== false) yield { ...object, account, region };
    }
  }
}
