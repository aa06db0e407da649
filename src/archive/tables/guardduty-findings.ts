// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
import { listDelivered } from './aws-logs.ts';
import { field, texts } from './data-type.ts';
import { fromPath, noRows, readJson, selectFields } from './duckdb-reading.ts';
import { JSON_LINES } from './stored-formats.ts';
import type { Table } from './table.ts';

const finding = [
  ...texts('schemaVersion', 'accountId', 'id', 'arn', 'type'),
  field('severity', 'double'),
  ...texts('title', 'description', 'createdAt', 'updatedAt'),
  field('resource', 'json'),
  field('service', 'json'),
];
const columns = [...finding, ...texts('region', 'dt')];

export const guarddutyFindings: Table = {
  name: 'guardduty_findings',
  what: 'a finding of GuardDuty, once for every time it was exported',
  columns,
  time: 'updatedat',
  account: 'accountid',
  once: {
    by: ['accountid', 'region', 'id', 'updatedat'],
    also: () => finding.map(({ name }) => `"${name.toLowerCase()}"`),
  },
  // The administrator exports for all members: the account in the key is not the one of the finding.
  files: (store, { accounts: _, ...scope }) =>
    listDelivered(store, scope, { folder: 'GuardDuty', isPadded: true, accepts: (key) => /\.jsonl(\.gz)?$/.test(key) }),
  duckdb: (files) => {
    if (files.length === 0) return noRows(columns);
    const { region, day } = fromPath('GuardDuty');
    const lines = readJson(files, finding, 'newline_delimited');
    return `SELECT ${[...selectFields('', finding), region, day('dt')].join(', ')} FROM ${lines}`;
  },
  stored: {
    name: 'guardduty_findings',
    columns: finding,
    ...JSON_LINES,
    partitions: [
      { name: 'account', kind: 'account' },
      { name: 'region', kind: 'region' },
      { name: 'dt', kind: 'day', format: 'yyyy/MM/dd' },
    ],
    location: { bucket: 'findings', template: 'AWSLogs/${account}/GuardDuty/${region}/${dt}' },
    rows: null,
  },
};
