import { canonicalJson, type Json, type JsonObject } from '../../domain/json.ts';
import { note } from '../../domain/say.ts';
import type { TemplateResource } from '../../domain/template.ts';

/** How a change of a property loses something. */
type Direction =
  /** Days after which something expires; without a number it never does. */
  | 'sooner'
  /** Days for which something is held; without a number it is not. */
  | 'shorter'
  | 'switched-off'
  /** A place that logs go to. */
  | 'elsewhere'
  /** Of a list of what is recorded. */
  | 'fewer'
  /** Of a list of what is not recorded. */
  | 'more'
  /** Of a recording mode: resource types that are recorded once a day instead of at every change. */
  | 'daily'
  /** Values from the strictest to the weakest. */
  | readonly string[];

interface LosingChange {
  readonly type: string;
  /** `*` stands for each item of a list. */
  readonly property: string;
  readonly direction: Direction;
  /** Which texts of the list count; absent: everything. */
  readonly of?: RegExp;
}

const S3_RULES = 'LifecycleConfiguration.Rules.*';
const LOCK = 'ObjectLockConfiguration.Rule.DefaultRetention';

/**
 * Properties that keep logs, lock them, or send them somewhere, and the direction in which a change loses. The first row
 * of a type that tells something about a direction is enough: old versions expire with the objects.
 */
export const LOSING_CHANGES: readonly LosingChange[] = [
  { type: 'AWS::S3::Bucket', property: `${S3_RULES}.ExpirationInDays`, direction: 'sooner' },
  { type: 'AWS::S3::Bucket', property: `${S3_RULES}.NoncurrentVersionExpiration.NoncurrentDays`, direction: 'sooner' },
  { type: 'AWS::S3::Bucket', property: `${LOCK}.Days`, direction: 'shorter' },
  { type: 'AWS::S3::Bucket', property: `${LOCK}.Mode`, direction: ['COMPLIANCE', 'GOVERNANCE'] },
  { type: 'AWS::S3::Bucket', property: 'VersioningConfiguration.Status', direction: ['Enabled', 'Suspended'] },
  { type: 'AWS::S3::Bucket', property: 'LoggingConfiguration.DestinationBucketName', direction: 'elsewhere' },
  // Which trails of others may deliver into a bucket of ours.
  {
    type: 'AWS::S3::BucketPolicy',
    property: 'PolicyDocument.Statement.*.Condition.ArnLike.aws:SourceArn',
    direction: 'fewer',
    of: /^arn:[\w-]+:cloudtrail:/,
  },
  { type: 'AWS::Logs::LogGroup', property: 'RetentionInDays', direction: 'sooner' },
  { type: 'AWS::SSM::Document', property: 'Content.inputs.cloudWatchLogGroupName', direction: 'elsewhere' },
  { type: 'AWS::SSM::Document', property: 'Content.inputs.s3BucketName', direction: 'elsewhere' },
  { type: 'AWS::SSM::Document', property: 'Content.inputs.cloudWatchStreamingEnabled', direction: 'switched-off' },
  { type: 'AWS::CloudTrail::Trail', property: 'IsLogging', direction: 'switched-off' },
  { type: 'AWS::CloudTrail::Trail', property: 'IsMultiRegionTrail', direction: 'switched-off' },
  { type: 'AWS::CloudTrail::Trail', property: 'IsOrganizationTrail', direction: 'switched-off' },
  { type: 'AWS::CloudTrail::Trail', property: 'IncludeGlobalServiceEvents', direction: 'switched-off' },
  { type: 'AWS::CloudTrail::Trail', property: 'EnableLogFileValidation', direction: 'switched-off' },
  { type: 'AWS::CloudTrail::Trail', property: 'CloudWatchLogsLogGroupArn', direction: 'elsewhere' },
  { type: 'AWS::CloudTrail::Trail', property: 'AdvancedEventSelectors.*.Name', direction: 'fewer' },
  { type: 'AWS::CloudTrail::Trail', property: 'InsightSelectors.*.InsightType', direction: 'fewer' },
  { type: 'AWS::Config::ConfigurationRecorder', property: 'RecordingGroup.AllSupported', direction: 'switched-off' },
  {
    type: 'AWS::Config::ConfigurationRecorder',
    property: 'RecordingGroup.ExclusionByResourceTypes.ResourceTypes.*',
    direction: 'more',
  },
  { type: 'AWS::Config::ConfigurationRecorder', property: 'RecordingMode', direction: 'daily' },
  { type: 'AWS::SQS::Queue', property: 'MessageRetentionPeriod', direction: 'shorter' },
];

/** Sentences about what an update of this resource loses. */
export function losingChangesOf(
  logicalId: string,
  before: TemplateResource,
  after: TemplateResource,
): readonly string[] {
  const told = new Map<string, string>();
  for (const { type, property, direction, of } of LOSING_CHANGES) {
    if (type !== before.Type || type !== after.Type) continue;
    const values = [before, after].map((resource) => {
      const found = valuesAt(resource.Properties, property.split('.'));
      return of ? found.flatMap(itemsOf).filter((value) => typeof value === 'string' && of.test(value)) : found;
    });
    const loss = lossIn(`${logicalId}.${property.replaceAll('.*', '')}`, direction, values[0] ?? [], values[1] ?? []);
    // Lists and switches are told one by one.
    const key = direction === 'sooner' || direction === 'shorter' ? direction : property;
    if (loss !== null && !told.has(key)) told.set(key, loss);
  }
  return [...told.values()];
}

function valuesAt(value: Json | undefined, path: readonly string[]): readonly Json[] {
  const [key, ...rest] = path;
  if (value === undefined || value === null) return [];
  const branches = branchesOf(value);
  if (branches) return branches.flatMap((branch) => valuesAt(branch, path));
  if (key === undefined) return [value];
  if (key === '*') return Array.isArray(value) ? value.flatMap((item: Json) => valuesAt(item, rest)) : [];
  if (typeof value !== 'object' || Array.isArray(value)) return [];
  const object = value as JsonObject;
  return Object.hasOwn(object, key) ? valuesAt(object[key], rest) : [];
}

/** Of a condition that only AWS can decide: either may come true. */
function branchesOf(value: Json): readonly Json[] | null {
  if (typeof value !== 'object' || value === null || !('Fn::If' in value)) return null;
  const [, whenTrue = null, whenFalse = null] = value['Fn::If'] as readonly Json[];
  return [whenTrue, whenFalse];
}

type Values = readonly Json[];

/** Null: nothing is lost, or nobody knows before AWS does. */
function lossIn(what: string, direction: Direction, from: Values, to: Values): string | null {
  if (canonicalJson(from) === canonicalJson(to)) return null;
  if (typeof direction !== 'string') return weaker(what, direction, from, to);
  switch (direction) {
    case 'sooner':
      return sooner(what, from, to);
    case 'shorter':
      return shorter(what, from, to);
    case 'switched-off':
      return isOn(from) && !isOn(to) ? note`${what} is switched off` : null;
    case 'elsewhere':
      return elsewhere(what, from, to);
    case 'fewer':
      return without(what, from, to);
    case 'more':
      return without(what, to, from) === null ? null : note`${what} has more: ${listOf(missing(to, from))}`;
    case 'daily':
      return daily(what, from, to);
    default:
      return direction satisfies never;
  }
}

function sooner(what: string, from: Values, to: Values): string | null {
  const [before, after] = [leastOf(from), leastOf(to)];
  if (after === null || (before !== null && after >= before)) return null;
  return before === null
    ? note`${what}: logs expire after ${after} days, so far never`
    : note`${what} ${before} → ${after}: the logs of ${before - after} days expire, those older than ${after} days`;
}

function shorter(what: string, from: Values, to: Values): string | null {
  const [before, after] = [leastOf(from) ?? 0, leastOf(to) ?? 0];
  return after >= before ? null : note`${what} ${before} → ${after}: what comes from now on is held for a shorter time`;
}

function elsewhere(what: string, from: Values, to: Values): string | null {
  const [before, after] = [from, to].map((values) => values.filter((value) => value !== ''));
  if (before === undefined || before.length === 0) return null;
  return after === undefined || after.length === 0
    ? note`${what}: nothing goes to ${listOf(before)} any more`
    : canonicalJson(before) === canonicalJson(after)
      ? null
      : note`${what}: what went to ${listOf(before)} goes to ${listOf(after)}`;
}

function weaker(what: string, order: readonly string[], from: Values, to: Values): string | null {
  const rank = ([value]: Values): number => {
    const index = order.indexOf(String(value));
    return index < 0 ? order.length : index;
  };
  // A value that the order does not know is none of those that protect.
  if (rank(from) === order.length || rank(to) <= rank(from)) return null;
  return to.length === 0
    ? note`${what}: ${listOf(from)} is taken away`
    : note`${what} becomes weaker: ${listOf(from)} → ${listOf(to)}`;
}

/** Without a mode AWS Config records every change. */
function daily(what: string, from: Values, to: Values): string | null {
  const [before, after] = [recordingMode(from), recordingMode(to)];
  const isEvery = (types: Values): boolean => types.length === 0;
  if (before.other === 'DAILY' && after.other === 'CONTINUOUS') {
    return isEvery(after.types)
      ? note`${what}: changes are recorded once a day, no longer as they happen`
      : note`${what}: changes are recorded once a day, no longer as they happen, but for ${listOf(after.types)}`;
  }
  if (before.other !== after.other) return null;
  const types = after.other === 'DAILY' ? missing(after.types, before.types) : missing(before.types, after.types);
  return isEvery(types)
    ? null
    : note`${what}: changes of ${listOf(types)} are recorded once a day, no longer as they happen`;
}

/** Its exceptions, and the frequency that they are recorded at. */
function recordingMode([mode]: Values): { readonly types: Values; readonly other: 'CONTINUOUS' | 'DAILY' } {
  const { RecordingFrequency: frequency, RecordingModeOverrides: overrides } = (mode ?? {}) as JsonObject;
  const other = frequency === 'DAILY' ? 'CONTINUOUS' : 'DAILY';
  return { types: valuesAt(overrides, ['*', 'ResourceTypes', '*']), other };
}

function without(what: string, from: Values, to: Values): string | null {
  const gone = missing(from, to);
  return gone.length === 0 ? null : note`${what} is without ${listOf(gone)}`;
}

function missing(from: Values, to: Values): Values {
  const kept = new Set(to.flatMap(itemsOf).map(canonicalJson));
  return from.flatMap(itemsOf).filter((value) => !kept.has(canonicalJson(value)));
}

/** A parameter that is a list is a text with commas. */
function itemsOf(value: Json): Values {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? value.split(',').filter((item) => item !== '') : [value];
}

/** The strictest of several rules; null: no number. */
function leastOf(values: Values): number | null {
  const numbers = values.filter((value) => typeof value !== 'object').map(Number);
  return numbers.length === 0 ? null : Math.min(...numbers);
}

function isOn([value]: Values): boolean {
  return value === true || value === 'true';
}

function listOf(values: Values): string {
  return [...new Set(values.map((value) => (typeof value === 'string' ? value : canonicalJson(value))))].join(', ');
}
