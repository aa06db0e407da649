// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
import { isAccountId } from '../../domain/ids.ts';
import type { ObjectStore } from '../object-store.ts';
import { rootsOf } from './aws-logs.ts';
import { texts } from './data-type.ts';
import { noRows } from './duckdb-reading.ts';
import { readJsonLines } from './json-lines.ts';
import type { ArchiveFile, Scope } from './scope.ts';
import { JSON_LINES } from './stored-formats.ts';
import type { Table } from './table.ts';

const FOLDER = 'access-reviews/';

const names = [
  ...['reviewtime', 'snapshot', 'reviewer', 'signingkey', 'sheetsha256', 'decision', 'remark', 'kind', 'holder'],
  ...['holderid', 'via', 'access', 'condition', 'password', 'mfa', 'accesskeys', 'lastuse', 'state'],
];
const columns = texts(...names, 'account');

/** What `metsuke access review --import` confirms, one object a sheet: access-reviews/confirmed/<account>/<snapshot>.json */
export const accessReviews: Table = {
  name: 'access_reviews',
  what: 'what the owner of an account decided of an access, with a signed sheet',
  columns,
  time: 'reviewtime',
  account: 'account',
  files: listReviews,
  duckdb: (files) =>
    files.length === 0
      ? noRows(columns)
      : readJsonLines(files, names, [
          `regexp_extract(filename, 'access-reviews/confirmed/(\\d{12})/', 1) AS "account"`,
        ]),
  stored: {
    name: 'access_reviews',
    columns: texts(...names),
    ...JSON_LINES,
    partitions: [{ name: 'account', kind: 'account' }],
    location: { bucket: 'logs', template: 'access-reviews/confirmed/${account}' },
    rows: null,
  },
};

async function* listReviews(store: ObjectStore, { accounts }: Scope): AsyncIterable<ArchiveFile> {
  for (const root of await rootsOf(store, FOLDER)) {
    for await (const object of store.list(`${root}${FOLDER}confirmed/`)) {
      const [, account = ''] = /confirmed\/(\d{12})\/[^/]+\.json$/.exec(object.key) ?? [];
      if (isAccountId(account) && accounts?.includes(account) !== false) yield { ...object, account };
    }
  }
}
