import { leafOf } from '../cloudtrail/leaves.ts';
import { listLogsOf, listPlaces, type OnForeign } from '../cloudtrail/list.ts';
import { columnsFor } from '../cloudtrail/select.ts';
import type { ObjectStore } from '../object-store.ts';
import { field, texts } from './data-type.ts';
import { type ArchiveFile, deliveryDays, type Scope } from './scope.ts';
import { JSON_LINES } from './stored-formats.ts';
import type { Location, Partition, Table } from './table.ts';
import { unnestRows } from './unnest-rows.ts';

const session = field('sessionContext', {
  row: [
    field('attributes', { row: texts('mfaAuthenticated', 'creationDate') }),
    field('sessionIssuer', { row: texts('type', 'principalId', 'arn', 'accountId', 'userName') }),
    field('ec2RoleDelivery'),
    field('webIdFederationData', { row: [field('federatedProvider'), field('attributes', { map: 'varchar' })] }),
  ],
});

/** As AWS documents its table for partition projection, in the same order. */
const event = [
  field('eventVersion'),
  field('userIdentity', {
    row: [
      ...texts('type', 'principalId', 'arn', 'accountId', 'invokedBy', 'accessKeyId', 'userName'),
      field('onBehalfOf', { row: texts('userId', 'identityStoreArn') }),
      session,
    ],
  }),
  ...texts('eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent'),
  ...texts('errorCode', 'errorMessage'),
  field('requestParameters', 'json'),
  field('responseElements', 'json'),
  field('additionalEventData', 'json'),
  ...texts('requestID', 'eventID', 'readOnly'),
  field('resources', { array: { row: texts('arn', 'accountId', 'type') } }),
  ...texts('eventType', 'apiVersion', 'recipientAccountId'),
  field('serviceEventDetails', 'json'),
  ...texts('sharedEventID', 'vpcEndpointId', 'vpcEndpointAccountId', 'eventCategory'),
  field('addendum', { row: texts('reason', 'updatedFields', 'originalRequestID', 'originalEventID') }),
  ...texts('sessionCredentialFromConsole'),
  field('edgeDeviceDetails', 'json'),
  field('tlsDetails', { row: texts('tlsVersion', 'cipherSuite', 'clientProvidedHostHeader') }),
];

const partitions = texts('account', 'region', 'timestamp');
const columns = [...event, ...partitions];

const PARTITIONS: readonly Partition[] = [
  { name: 'account', kind: 'account' },
  { name: 'region', kind: 'region' },
  { name: 'timestamp', kind: 'day', format: 'yyyy/MM/dd' },
];
const LOCATION: Location = {
  bucket: 'trail',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: placeholders of partition projection
  template: 'AWSLogs/${organization}/${account}/CloudTrail/${region}/${timestamp}',
};

/** What `metsuke archive status` counts and `archive compact` reads, too. */
async function* listLogs(
  store: ObjectStore,
  scope: Scope,
  onForeign: OnForeign = () => {},
): AsyncIterable<ArchiveFile> {
  const { first: firstDay, last: lastDay } = deliveryDays(scope);
  const days = { ...scope, firstDay, lastDay };
  for await (const place of listPlaces(store, scope)) yield* listLogsOf(store, place, days, onForeign);
}

export const cloudtrail: Table = {
  name: 'cloudtrail',
  what: 'an event: who did what, from where, with which outcome',
  columns,
  time: 'eventtime',
  account: 'account',
  once: {
    by: ['account', 'region', 'eventid'],
    first: 'timestamp',
    also: (sql) => columnsFor(sql).map(({ name }) => leafOf(name)),
  },
  files: listLogs,
  duckdb: null,
  stored: {
    name: 'cloudtrail',
    columns: event,
    serde: 'org.apache.hive.hcatalog.data.JsonSerDe',
    inputFormat: 'com.amazon.emr.cloudtrail.CloudTrailInputFormat',
    outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    partitions: PARTITIONS,
    location: LOCATION,
    rows: null,
  },
  // Athena alone has the input format that takes files apart.
  storedInTrino: {
    name: 'cloudtrail_files',
    columns: [field('Records', { array: { row: event } })],
    ...JSON_LINES,
    partitions: PARTITIONS,
    location: LOCATION,
    rows: `SELECT ${event.map(({ name }) => `r[1].${name.toLowerCase()} AS ${name.toLowerCase()}`).join(', ')}, account, region, "timestamp"
FROM {stored} CROSS JOIN ${unnestRows('records', 'r')} WHERE {where}`,
  },
};
