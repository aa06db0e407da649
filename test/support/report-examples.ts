import type { Json, JsonObject } from '../../src/domain/json.ts';
import type { ArchiveFolder } from './archive.ts';
import { ACCOUNT, type Changes, type Event, merge } from './events.ts';

/** What a report must find, and what it must not, each by a name that says what it shows. */
export interface Examples {
  readonly fires: Readonly<Record<string, Content>>;
  readonly silent: Readonly<Record<string, Content>>;
}

/** Puts objects into an archive as AWS would. */
export type Content = (archive: ArchiveFolder) => void;

export function events(...all: readonly Event[]): Content {
  return (archive) => void archive.addEvents(all);
}

/** What AWS Config recorded of a bucket, an hour apart on the same day: rule, outcome, day. */
export function compliance(...all: readonly (readonly [rule: string, outcome: string, day: string])[]): Content {
  const items = all.map(([rule, outcome, day], hour): Json => {
    const list = [{ configRuleName: rule, configRuleId: 'config-rule-1', complianceType: outcome }];
    return {
      configurationItemCaptureTime: `${day}T0${hour}:00:00.000Z`,
      configurationItemStatus: 'OK',
      awsAccountId: ACCOUNT,
      awsRegion: 'ap-northeast-1',
      resourceType: 'AWS::Config::ResourceCompliance',
      resourceId: 'AWS::S3::Bucket/web',
      configuration: {
        targetResourceType: 'AWS::S3::Bucket',
        targetResourceId: 'web',
        complianceType: outcome,
        configRuleList: list,
      },
      supplementaryConfiguration: {},
    };
  });
  const [year, month, date] = (all[0]?.[2] ?? '').split('-').map(Number);
  const name = `${ACCOUNT}_Config_ap-northeast-1_ConfigHistory_AWS::Config::ResourceCompliance_20261014T000000Z_20261015T000000Z_1.json.gz`;
  const key = `AWSLogs/${ACCOUNT}/Config/ap-northeast-1/${year}/${month}/${date}/ConfigHistory/${name}`;
  return (archive) => void archive.addGzip(key, JSON.stringify({ fileVersion: '1.0', configurationItems: items }));
}

export function findings(...all: readonly Changes[]): Content {
  const finding: JsonObject = {
    schemaVersion: '2.0',
    accountId: ACCOUNT,
    region: 'ap-northeast-1',
    id: 'f-1',
    arn: `arn:aws:guardduty:ap-northeast-1:${ACCOUNT}:detector/d-1/finding/f-1`,
    type: 'UnauthorizedAccess:EC2/SSHBruteForce',
    severity: 8,
    title: 'An instance is attacked.',
    createdAt: '2026-10-14T01:00:00.000Z',
    updatedAt: '2026-10-14T03:00:00.000Z',
    resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-1' } },
    service: { count: 3, archived: false },
  };
  const lines = all.map((changes) => JSON.stringify(merge(finding, changes)));
  const key = 'AWSLogs/333333333333/GuardDuty/ap-northeast-1/2026/10/14/0a1b2c3d-0000-4000-8000-000000000000.jsonl.gz';
  return (archive) => void archive.addGzip(key, lines.join('\n'));
}

/** What CloudTrail Insights delivers of one unusual rate. */
export function insights(details: JsonObject): Content {
  const record: JsonObject = {
    eventVersion: '1.08',
    eventTime: '2026-10-14T03:00:00Z',
    awsRegion: 'ap-northeast-1',
    // Its start and its end are two events; what has the id of another one is a copy of it.
    eventID: `8d1cb37c-0c63-4c1f-9f6e-00000000000${details['state'] === 'Start' ? 'a' : 'c'}`,
    eventType: 'AwsCloudTrailInsight',
    recipientAccountId: ACCOUNT,
    sharedEventID: '8d1cb37c-0c63-4c1f-9f6e-00000000000b',
    insightDetails: {
      eventSource: 'ec2.amazonaws.com',
      eventName: 'RunInstances',
      insightContext: {
        statistics: { baseline: { average: 0.5 }, insight: { average: 12.25 }, insightDuration: 7 },
        attributions: [
          { attribute: 'userAgent', insight: [{ value: 'aws-cli/2', average: 12 }], baseline: [] },
          {
            attribute: 'userIdentityArn',
            insight: [{ value: `arn:aws:iam::${ACCOUNT}:user/hanako`, average: 12 }],
            baseline: [],
          },
        ],
      },
      ...details,
    },
    eventCategory: 'Insight',
  };
  const name = `${ACCOUNT}_CloudTrail-Insight_ap-northeast-1_20261014T0305Z_${String(details['state']).padEnd(16, 'A')}.json.gz`;
  const key = `AWSLogs/${ACCOUNT}/CloudTrail-Insight/ap-northeast-1/2026/10/14/${name}`;
  return (archive) => void archive.addGzip(key, JSON.stringify({ Records: [record] }));
}

export function inventory(type: string, attributes: Readonly<Record<string, string>>): Content {
  const line = { captureTime: '2026-10-14T00:00:00Z', ...attributes, resourceId: 'i-1', schemaVersion: '1.0' };
  const place = `accountid=${ACCOUNT}/region=ap-northeast-1/resourcetype=ManagedInstanceInventory`;
  return (archive) => void archive.addBytes(`o-1/ssm-inventory/${type}/${place}/i-1.json`, `${JSON.stringify(line)}\n`);
}

/** A line of the access log, as CloudTrail's own delivery makes them. */
export function accessLog({
  operation = 'REST.PUT.OBJECT',
  requester = 'svc:cloudtrail.amazonaws.com',
  status = '200',
  tls = 'TLSv1.3',
}): Content {
  const owner = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';
  const line = [
    `${owner} aws-organizations-logs [14/Oct/2026:03:00:38 +0000] 203.0.113.10 ${requester} 3E57427F3EXAMPLE ${operation}`,
    `o-1/AWSLogs/a.json.gz "PUT /aws-organizations-logs/o-1/AWSLogs/a.json.gz HTTP/1.1" ${status} - - 113 7 -`,
    `"-" "aws-sdk-java/1.11" - s9lzHYrFp76ZVxRcpX9= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader`,
    `aws-organizations-logs.s3.ap-northeast-1.amazonaws.com ${tls} - -`,
  ].join(' ');
  return (archive) => void archive.addBytes('s3-access-logs/2026-10-14-03-15-27-8D1CB37C0C634C1F', `${line}\n`);
}
