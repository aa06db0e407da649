// Where AWS's services put their objects. Each form is AWS's own: nothing here can be chosen.
import { type AccountId, isAccountId, type OrganizationId } from '../domain/ids.ts';

/** What stands before `AWSLogs/` and who is below it. An account trail has no organization in its keys. */
export interface Owner {
  /** The trail's key prefix, without slashes at its ends; '' when it has none. It may contain slashes itself. */
  readonly prefix: string;
  /** Only in keys of an organization trail. The management account has keys of both forms. */
  readonly organization?: OrganizationId;
  readonly account: AccountId;
}

interface Placed extends Owner {
  readonly region: string;
  /** The day of the path, `2026-11-25`: when the object was delivered, not when something happened. */
  readonly day: string;
}

/** Names of the folders in which CloudTrail puts its log files, by what the events are. */
export const CLOUDTRAIL_FOLDERS = {
  events: 'CloudTrail',
  insights: 'CloudTrail-Insight',
  'network-activity': 'CloudTrail-NetworkActivity',
} as const;
export type CloudTrailEvents = keyof typeof CLOUDTRAIL_FOLDERS;

export interface CloudTrailLog extends Placed {
  readonly kind: 'cloudtrail';
  readonly events: CloudTrailEvents;
  /** `2026-11-25T01:35Z`, to the minute. */
  readonly deliveredAt: string;
  /** Sixteen characters without a meaning. */
  readonly unique: string;
  /** Somebody has inflated it: `.json` without `.gz`. */
  readonly isInflated?: true;
}

export interface CloudTrailDigest extends Placed {
  readonly kind: 'cloudtrail-digest';
  readonly trail: string;
  readonly trailRegion: string;
  /** `2026-11-25T01:35:14Z`: the end of the hour that the digest is about. */
  readonly endedAt: string;
  /** Of the second chain, which lists what was delivered too late for the first. */
  readonly isBackfill: boolean;
}

export interface ConfigSnapshot extends Placed {
  readonly kind: 'config-snapshot';
  readonly takenAt: string;
  readonly id: string;
}

export interface ConfigHistory extends Placed {
  readonly kind: 'config-history';
  /** `AWS::EC2::Instance` */
  readonly resourceType: string;
  readonly from: string;
  readonly to: string;
  readonly part: number;
}

/** Written by Config when it tries the bucket; empty. */
export interface ConfigWritabilityCheck extends Owner {
  readonly kind: 'config-writability-check';
}

export interface GuardDutyFindings extends Placed {
  readonly kind: 'guardduty';
  readonly id: string;
}

export type ArchiveObject =
  | CloudTrailLog
  | CloudTrailDigest
  | ConfigSnapshot
  | ConfigHistory
  | ConfigWritabilityCheck
  | GuardDutyFindings;

/** What a key says about its object; undefined for a key of another form, which whoever lists must report or ignore. */
export function parseKey(key: string): ArchiveObject | undefined {
  const place = parseOwner(key);
  if (place === undefined) return undefined;
  const { owner, folders, name } = place;
  for (const parse of [parseCloudTrailLog, parseDigest, parseConfig, parseGuardDuty]) {
    const parsed = parse(owner, folders, name);
    // A key that says one thing in its folders and another in its name is no key of AWS.
    if (parsed !== undefined && (parsed.kind === 'config-writability-check' || formatKey(parsed) === key))
      return parsed;
  }
  return undefined;
}

export function formatKey(object: ArchiveObject): string {
  const { account } = object;
  switch (object.kind) {
    case 'cloudtrail': {
      const service = CLOUDTRAIL_FOLDERS[object.events];
      const name = `${account}_${service}_${object.region}_${compact(object.deliveredAt)}_${object.unique}.json${object.isInflated ? '' : '.gz'}`;
      return `${dayPrefix(object, service)}${name}`;
    }
    case 'cloudtrail-digest': {
      const names = [account, 'CloudTrail-Digest', object.region, object.trail, object.trailRegion];
      const end = `${compact(object.endedAt)}${object.isBackfill ? '_backfill' : ''}.json.gz`;
      return `${dayPrefix(object, 'CloudTrail-Digest')}${[...names, end].join('_')}`;
    }
    case 'config-snapshot': {
      const name = `${account}_Config_${object.region}_ConfigSnapshot_${compact(object.takenAt)}_${object.id}.json.gz`;
      return `${configPrefix(object)}ConfigSnapshot/${name}`;
    }
    case 'config-history': {
      const { resourceType, from, to, part } = object;
      const names = [account, 'Config', object.region, 'ConfigHistory', resourceType, compact(from), compact(to), part];
      return `${configPrefix(object)}ConfigHistory/${names.join('_')}.json.gz`;
    }
    case 'config-writability-check':
      return `${ownerPrefix(object)}Config/ConfigWritabilityCheckFile`;
    case 'guardduty':
      return `${dayPrefix(object, 'GuardDuty')}${object.id}.jsonl.gz`;
    default:
      return object satisfies never;
  }
}

/** `o-1/AWSLogs/o-8m3k2xq1zz/111111111111/`: what everything of the account begins with. */
export function ownerPrefix({ prefix, organization, account }: Owner): string {
  return `${awsLogsPrefix(prefix)}${organization === undefined ? '' : `${organization}/`}${account}/`;
}

export function awsLogsPrefix(prefix: string): string {
  return `${prefix === '' ? '' : `${prefix}/`}AWSLogs/`;
}

/** Everything that a service delivered on a day, in the zero-padded form: CloudTrail and GuardDuty, not Config. */
export function dayPrefix(at: Placed, service: string): string {
  return `${ownerPrefix(at)}${service}/${at.region}/${at.day.replaceAll('-', '/')}/`;
}

/** Config does not pad its dates: 2026/9/3. */
export function configPrefix(at: Placed): string {
  const unpadded = at.day.split('-').map(Number).join('/');
  return `${ownerPrefix(at)}Config/${at.region}/${unpadded}/`;
}

const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;

function parseOwner(key: string) {
  const match = /^(?:(.+?)\/)?AWSLogs\/(?:(o-[a-z0-9]+)\/)?(\d{12})\/(?:(.*)\/)?([^/]*)$/.exec(key);
  if (match === null) return undefined;
  const [, prefix = '', organization, account = '', folders = '', name = ''] = match;
  if (!isAccountId(account) || (organization !== undefined && !ORGANIZATION.test(organization))) return undefined;
  const owner: Owner = {
    prefix,
    account,
    ...(organization === undefined ? {} : { organization: organization as OrganizationId }),
  };
  return { owner, folders: folders.split('/'), name };
}

function parseCloudTrailLog(owner: Owner, folders: readonly string[], name: string): CloudTrailLog | undefined {
  const [service, region = ''] = folders;
  const events = EVENTS_OF_FOLDER.get(service ?? '');
  const match = /_(\d{8}T\d{4}Z)_([A-Za-z0-9]+)\.json(\.gz)?$/.exec(name);
  const day = dayOf(folders.slice(2));
  if (events === undefined || match === null || day === undefined) return undefined;
  const [, time = '', unique = '', gzip] = match;
  const log = { kind: 'cloudtrail', events, ...owner, region, day, deliveredAt: expand(time), unique } as const;
  return gzip === undefined ? { ...log, isInflated: true } : log;
}

const EVENTS_OF_FOLDER: ReadonlyMap<string, CloudTrailEvents> = new Map([
  [CLOUDTRAIL_FOLDERS.events, 'events'],
  [CLOUDTRAIL_FOLDERS.insights, 'insights'],
  [CLOUDTRAIL_FOLDERS['network-activity'], 'network-activity'],
]);

// A trail's name may contain the underscore that separates the parts; a region's cannot.
const DIGEST_NAME = /^\d{12}_CloudTrail-Digest_([a-z0-9-]+)_(.+)_([a-z0-9-]+)_(\d{8}T\d{6}Z)(_backfill)?\.json\.gz$/;

function parseDigest(owner: Owner, folders: readonly string[], name: string): CloudTrailDigest | undefined {
  const [service, region = ''] = folders;
  const match = DIGEST_NAME.exec(name);
  const day = dayOf(folders.slice(2));
  if (service !== 'CloudTrail-Digest' || match === null || day === undefined) return undefined;
  const [, , trail = '', trailRegion = '', time = '', backfill] = match;
  const isBackfill = backfill !== undefined;
  return { kind: 'cloudtrail-digest', ...owner, region, day, trail, trailRegion, endedAt: expand(time), isBackfill };
}

const SNAPSHOT_NAME = /_ConfigSnapshot_(\d{8}T\d{6}Z)_([0-9a-f-]+)\.json\.gz$/;
const HISTORY_NAME = /_ConfigHistory_([A-Za-z0-9]+::\w+::\w+)_(\d{8}T\d{6}Z)_(\d{8}T\d{6}Z)_(\d+)\.json\.gz$/;

function parseConfig(
  owner: Owner,
  folders: readonly string[],
  name: string,
): ConfigSnapshot | ConfigHistory | ConfigWritabilityCheck | undefined {
  const [service, region = ''] = folders;
  if (service !== 'Config') return undefined;
  if (folders.length === 1 && name === 'ConfigWritabilityCheckFile') {
    return { kind: 'config-writability-check', ...owner };
  }
  const day = dayOf(folders.slice(2, 5));
  if (day === undefined) return undefined;
  const [, takenAt = '', id = ''] = SNAPSHOT_NAME.exec(name) ?? [];
  if (takenAt !== '') return { kind: 'config-snapshot', ...owner, region, day, takenAt: expand(takenAt), id };
  const [, resourceType = '', from = '', to = '', part = ''] = HISTORY_NAME.exec(name) ?? [];
  if (resourceType === '') return undefined;
  const period = { from: expand(from), to: expand(to), part: Number(part) };
  return { kind: 'config-history', ...owner, region, day, resourceType, ...period };
}

function parseGuardDuty(owner: Owner, folders: readonly string[], name: string): GuardDutyFindings | undefined {
  const [service, region = ''] = folders;
  const [, id = ''] = /^([0-9a-f-]{36})\.jsonl\.gz$/.exec(name) ?? [];
  const day = dayOf(folders.slice(2));
  if (service !== 'GuardDuty' || id === '' || day === undefined) return undefined;
  return { kind: 'guardduty', ...owner, region, day, id };
}

/** `['2026', '9', '3']` → `2026-09-03`, when there is such a day. */
function dayOf(folders: readonly string[]): string | undefined {
  const [year = '', month = '', date = ''] = folders;
  if (folders.length !== 3 || !/^\d{4}$/.test(year) || !/^\d\d?$/.test(month) || !/^\d\d?$/.test(date))
    return undefined;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const time = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day) ? day : undefined;
}

/** `20261125T0135Z` → `2026-11-25T01:35Z`; seconds too when there are some. */
function expand(time: string): string {
  const [, year, month, date, hour, minute, second = ''] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z$/.exec(time) ?? [];
  return `${year}-${month}-${date}T${hour}:${minute}${second === '' ? '' : `:${second}`}Z`;
}

function compact(time: string): string {
  return time.replaceAll(/[-:]/g, '');
}
