// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
import { listDelivered } from './aws-logs.ts';
import { field, texts } from './data-type.ts';
import { fromPath, noRows, readJson, selectFields } from './duckdb-reading.ts';
import { JSON_LINES } from './stored-formats.ts';
import type { Table } from './table.ts';

const logFile = texts('s3Bucket', 's3Object', 'hashValue', 'hashAlgorithm', 'newestEventTime', 'oldestEventTime');
const digest = [
  ...texts('awsAccountId', 'digestStartTime', 'digestEndTime', 'digestS3Bucket', 'digestS3Object'),
  ...texts('digestPublicKeyFingerprint', 'digestSignatureAlgorithm', 'newestEventTime', 'oldestEventTime'),
  ...texts('previousDigestS3Bucket', 'previousDigestS3Object', 'previousDigestHashValue'),
  ...texts('previousDigestHashAlgorithm', 'previousDigestSignature'),
  field('logFiles', { array: { row: logFile } }),
];
const columns = [...digest, ...texts('account', 'region', 'dt')];

export const cloudtrailDigest: Table = {
  name: 'cloudtrail_digest',
  what: "an hour of CloudTrail's signed list of log files",
  columns,
  time: 'digestendtime',
  account: 'account',
  files: (store, scope) =>
    listDelivered(store, scope, {
      folder: 'CloudTrail-Digest',
      isPadded: true,
      accepts: (key) => /\.json(\.gz)?$/.test(key),
    }),
  duckdb: (files) => {
    if (files.length === 0) return noRows(columns);
    const { account, region, day } = fromPath('CloudTrail-Digest');
    return `SELECT ${[...selectFields('', digest), account, region, day('dt')].join(', ')} FROM ${readJson(files, digest)}`;
  },
  stored: {
    name: 'cloudtrail_digest',
    columns: digest,
    ...JSON_LINES,
    partitions: [
      { name: 'account', kind: 'account' },
      { name: 'region', kind: 'region' },
      { name: 'dt', kind: 'day', format: 'yyyy/MM/dd' },
    ],
    location: { bucket: 'trail', template: 'AWSLogs/${organization}/${account}/CloudTrail-Digest/${region}/${dt}' },
    rows: null,
  },
};
