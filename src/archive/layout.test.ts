import { describe, expect, it } from 'vitest';
import type { AccountId, OrganizationId } from '../domain/ids.ts';
import {
  type ArchiveObject,
  awsLogsPrefix,
  configPrefix,
  dayPrefix,
  formatKey,
  ownerPrefix,
  parseKey,
} from './layout.ts';

const organization = 'o-8m3k2xq1zz' as OrganizationId;
const account = '222222222222' as AccountId;
const member = { prefix: organization as string, organization, account };
const alone = { prefix: '', account };
const at = { region: 'ap-northeast-1', day: '2026-09-03' };

const KEYS: readonly { readonly what: string; readonly key: string; readonly object: ArchiveObject }[] = [
  {
    what: 'a log file of an organization trail',
    key: 'o-8m3k2xq1zz/AWSLogs/o-8m3k2xq1zz/222222222222/CloudTrail/ap-northeast-1/2026/09/03/222222222222_CloudTrail_ap-northeast-1_20260903T0135Z_7xgocspSowgK0Gto.json.gz',
    object: {
      kind: 'cloudtrail',
      events: 'events',
      ...member,
      ...at,
      deliveredAt: '2026-09-03T01:35Z',
      unique: '7xgocspSowgK0Gto',
    },
  },
  {
    what: 'a log file of a trail of one account, without a prefix',
    key: 'AWSLogs/222222222222/CloudTrail/ap-northeast-1/2026/09/03/222222222222_CloudTrail_ap-northeast-1_20260903T0135Z_7xgocspSowgK0Gto.json.gz',
    object: {
      kind: 'cloudtrail',
      events: 'events',
      ...alone,
      ...at,
      deliveredAt: '2026-09-03T01:35Z',
      unique: '7xgocspSowgK0Gto',
    },
  },
  {
    what: 'insights, below a prefix with a slash in it',
    key: 'logs/all/AWSLogs/222222222222/CloudTrail-Insight/ap-northeast-1/2026/09/03/222222222222_CloudTrail-Insight_ap-northeast-1_20260903T0135Z_abc.json.gz',
    object: {
      kind: 'cloudtrail',
      events: 'insights',
      prefix: 'logs/all',
      account,
      ...at,
      deliveredAt: '2026-09-03T01:35Z',
      unique: 'abc',
    },
  },
  {
    what: 'a digest file, whose trail has an underscore in its name',
    key: 'o-8m3k2xq1zz/AWSLogs/o-8m3k2xq1zz/222222222222/CloudTrail-Digest/ap-northeast-1/2026/09/03/222222222222_CloudTrail-Digest_ap-northeast-1_aws_organizations_trail_us-east-1_20260903T013514Z.json.gz',
    object: {
      kind: 'cloudtrail-digest',
      ...member,
      ...at,
      trail: 'aws_organizations_trail',
      trailRegion: 'us-east-1',
      endedAt: '2026-09-03T01:35:14Z',
      isBackfill: false,
    },
  },
  {
    what: 'a digest file of the backfill chain',
    key: 'AWSLogs/222222222222/CloudTrail-Digest/ap-northeast-1/2026/09/03/222222222222_CloudTrail-Digest_ap-northeast-1_t_ap-northeast-1_20260903T013514Z_backfill.json.gz',
    object: {
      kind: 'cloudtrail-digest',
      ...alone,
      ...at,
      trail: 't',
      trailRegion: 'ap-northeast-1',
      endedAt: '2026-09-03T01:35:14Z',
      isBackfill: true,
    },
  },
  {
    what: 'a snapshot of Config, which does not pad its dates',
    key: 'o-8m3k2xq1zz/AWSLogs/222222222222/Config/ap-northeast-1/2026/9/3/ConfigSnapshot/222222222222_Config_ap-northeast-1_ConfigSnapshot_20260903T120001Z_01234567-89ab-cdef-0123-456789abcdef.json.gz',
    object: {
      kind: 'config-snapshot',
      prefix: organization,
      account,
      ...at,
      takenAt: '2026-09-03T12:00:01Z',
      id: '01234567-89ab-cdef-0123-456789abcdef',
    },
  },
  {
    what: 'a history of Config',
    key: 'AWSLogs/222222222222/Config/ap-northeast-1/2026/9/3/ConfigHistory/222222222222_Config_ap-northeast-1_ConfigHistory_AWS::EC2::Instance_20260903T000000Z_20260903T060000Z_12.json.gz',
    object: {
      kind: 'config-history',
      ...alone,
      ...at,
      resourceType: 'AWS::EC2::Instance',
      from: '2026-09-03T00:00:00Z',
      to: '2026-09-03T06:00:00Z',
      part: 12,
    },
  },
  {
    what: "Config's trial of the bucket",
    key: 'AWSLogs/222222222222/Config/ConfigWritabilityCheckFile',
    object: { kind: 'config-writability-check', ...alone },
  },
  {
    what: 'findings of GuardDuty',
    key: 'AWSLogs/222222222222/GuardDuty/ap-northeast-1/2026/09/03/01234567-89ab-cdef-0123-456789abcdef.jsonl.gz',
    object: { kind: 'guardduty', ...alone, ...at, id: '01234567-89ab-cdef-0123-456789abcdef' },
  },
];

describe('keys of the archive', () => {
  it.each(KEYS)('$what is read', ({ key, object }) => {
    expect(parseKey(key)).toEqual(object);
  });

  it.each(KEYS)('$what is written', ({ key, object }) => {
    expect(formatKey(object)).toBe(key);
  });

  const log = KEYS[0]?.key ?? '';
  it.each([
    ['the folder and the name disagree on the account', log.replace('/222222222222/', '/333333333333/')],
    [
      'the folder and the name disagree on the region',
      log.replace('CloudTrail/ap-northeast-1', 'CloudTrail/us-east-1'),
    ],
    ['there is no such day', log.replaceAll('2026/09/03', '2026/13/03')],
    ['the day is not padded', log.replaceAll('2026/09/03', '2026/9/3')],
    ['it ends otherwise', log.replace('.json.gz', '.json.gz.part')],
    ['it lies a folder deeper', log.replace('/222222222222_', '/more/222222222222_')],
    ['it is no key of AWS', 'curated/cloudtrail/dt=2026-09-03/part-0.parquet'],
    ['it is empty', ''],
  ])('a key is foreign when %s', (_, key) => {
    expect(parseKey(key)).toBeUndefined();
  });
});

describe('prefixes', () => {
  it('of an account, with and without an organization', () => {
    expect(ownerPrefix(member)).toBe('o-8m3k2xq1zz/AWSLogs/o-8m3k2xq1zz/222222222222/');
    expect(ownerPrefix(alone)).toBe('AWSLogs/222222222222/');
    expect(awsLogsPrefix('')).toBe('AWSLogs/');
    expect(awsLogsPrefix('a/b')).toBe('a/b/AWSLogs/');
  });

  it('of a day, padded except for Config', () => {
    expect(dayPrefix({ ...alone, ...at }, 'CloudTrail')).toBe(
      'AWSLogs/222222222222/CloudTrail/ap-northeast-1/2026/09/03/',
    );
    expect(configPrefix({ ...alone, ...at })).toBe('AWSLogs/222222222222/Config/ap-northeast-1/2026/9/3/');
  });
});
