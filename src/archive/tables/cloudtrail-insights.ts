// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
import { listDelivered } from './aws-logs.ts';
import { field, texts } from './data-type.ts';
import { fromPath, noRows, readJson, selectFields } from './duckdb-reading.ts';
import { JSON_LINES } from './stored-formats.ts';
import type { Table } from './table.ts';
import { unnestRows } from './unnest-rows.ts';

const insight = [
  ...texts('eventVersion', 'eventTime', 'awsRegion', 'eventID', 'eventType', 'recipientAccountId', 'sharedEventID'),
  field('insightDetails', 'json'),
  ...texts('eventCategory'),
];
const columns = [...insight, ...texts('account', 'region', 'dt')];

/** What a trail with Insights delivers beside its log files. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html */
export const cloudtrailInsights: Table = {
  name: 'cloudtrail_insights',
  what: 'the start or the end of an unusual rate of calls or errors, as CloudTrail Insights saw it',
  columns,
  time: 'eventtime',
  account: 'account',
  once: {
    by: ['account', 'region', 'eventid'],
    also: () => insight.map(({ name }) => `"${name.toLowerCase()}"`),
  },
  files: (store, scope) =>
    listDelivered(store, scope, {
      folder: 'CloudTrail-Insight',
      isPadded: true,
      accepts: (key) => /\.json(\.gz)?$/.test(key),
    }),
  duckdb: (files) => {
    if (files.length === 0) return noRows(columns);
    const { account, region, day } = fromPath('CloudTrail-Insight');
    const records = readJson(files, [field('Records', { array: { row: insight } })]);
    const selected = [...selectFields('r.', insight), account, region, day('dt')];
    return `SELECT ${selected.join(', ')} FROM (SELECT unnest("Records") AS r, filename FROM ${records})`;
  },
  stored: {
    name: 'cloudtrail_insight_files',
    columns: [field('Records', { array: { row: insight } })],
    ...JSON_LINES,
    partitions: [
      { name: 'account', kind: 'account' },
      { name: 'region', kind: 'region' },
      { name: 'dt', kind: 'day', format: 'yyyy/MM/dd' },
    ],
    location: { bucket: 'trail', template: 'AWSLogs/${organization}/${account}/CloudTrail-Insight/${region}/${dt}' },
    rows: `SELECT ${insight.map(({ name }) => `r[1].${name.toLowerCase()} AS ${name.toLowerCase()}`).join(', ')}, account, region, dt
FROM {stored} CROSS JOIN ${unnestRows('records', 'r')} WHERE {where}`,
  },
};
