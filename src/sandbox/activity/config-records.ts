import { gzipSync } from 'node:zlib';
import type { ArchiveObject } from './archive-object.ts';
import { stampOf } from './digests.ts';
import { type ActiveAccount, type ActivityPlan, DAY_MS, HOUR_MS, isoOf } from './place.ts';
import { makeRandom } from './random.ts';
import { awsLogs, type PlantedRow, type Records } from './record.ts';

/** AWS Config's snapshot and outcome of every day. What is broken is so from the first day to the last. */
export function makeConfigRecords(plan: ActivityPlan, days: readonly number[]): Records {
  return {
    objects: plan.accounts.flatMap((account) => days.flatMap((day) => makeConfigDay(plan, account, day))),
    planted: {
      'resources-not-compliant': days.length === 0 ? [] : brokenResources(plan),
      'compliance-by-rule': days.length === 0 ? [] : brokenByRule(plan),
      'compliance-by-account': days.length === 0 ? [] : brokenByAccount(plan),
      'detections-handled': days.length === 0 ? [] : plan.accounts.flatMap(violationsOf),
      'compliance-trend': days
        .slice(0, 1)
        .map((day) => brokenSince(plan, day))
        .filter(({ broken }) => broken !== 0),
    },
  };
}

/** Rule → whose resources break it; everything else keeps it. */
const BROKEN: Readonly<Record<string, readonly string[]>> = {
  's3-bucket-versioning-enabled': ['dev', 'stg'],
  'ec2-imdsv2-check': ['dev'],
  'iam-user-mfa-enabled': ['prod'],
};

/** Rules are deployed under the prefix that metsuke.yaml has by default. */
const RULE_PREFIX = 'aws-organizations';

const RESOURCES = [
  { type: 'AWS::S3::Bucket', id: 'app-artifacts', rule: 's3-bucket-versioning-enabled' },
  { type: 'AWS::EC2::Instance', id: 'i-0a1b2c3d4e5f60718', rule: 'ec2-imdsv2-check' },
  { type: 'AWS::IAM::User', id: 'backup-script', rule: 'iam-user-mfa-enabled' },
  { type: 'AWS::EC2::SecurityGroup', id: 'sg-0a1b2c3d4e5f60718', rule: 'restricted-ssh' },
  { type: 'AWS::RDS::DBInstance', id: 'db-orders', rule: 'rds-storage-encrypted' },
];

function isBroken(rule: string, { name }: ActiveAccount): boolean {
  return BROKEN[rule]?.includes(name) ?? false;
}

function brokenResources({ accounts }: ActivityPlan): readonly PlantedRow[] {
  return accounts.flatMap((account) =>
    RESOURCES.filter(({ rule }) => isBroken(rule, account)).map(({ id, rule }) => ({
      rule: `${RULE_PREFIX}-${rule}`,
      account: account.id,
      target: id,
    })),
  );
}

function brokenByRule({ accounts }: ActivityPlan): readonly PlantedRow[] {
  return RESOURCES.map(({ rule }) => ({ rule, broken: accounts.filter((account) => isBroken(rule, account)).length }))
    .filter(({ broken }) => broken > 0)
    .map(({ rule, broken }) => ({ rule: `${RULE_PREFIX}-${rule}`, noncompliant: broken, accounts: broken }));
}

function brokenByAccount({ accounts }: ActivityPlan): readonly PlantedRow[] {
  return accounts
    .map((account) => ({ account: account.id, noncompliant: rulesBrokenBy(account).length }))
    .filter(({ noncompliant }) => noncompliant > 0);
}

function violationsOf(account: ActiveAccount): readonly PlantedRow[] {
  return RESOURCES.filter(({ rule }) => isBroken(rule, account)).map(({ type, id, rule }) => ({
    source: 'AWS Config',
    account: account.id,
    title: `${RULE_PREFIX}-${rule}`,
    target: `${type} ${id}`,
  }));
}

function brokenSince({ accounts }: ActivityPlan, day: number): PlantedRow {
  const broken = accounts.flatMap(rulesBrokenBy).length;
  return { day: isoOf(day).slice(0, 10), broken, repaired: 0, noncompliant: broken };
}

function rulesBrokenBy(account: ActiveAccount): readonly string[] {
  return RESOURCES.map(({ rule }) => rule).filter((rule) => isBroken(rule, account));
}

function makeConfigDay(plan: ActivityPlan, account: ActiveAccount, day: number): readonly ArchiveObject[] {
  const random = makeRandom(plan.seed, 'config', account.id, isoOf(day));
  const region = plan.homeRegion;
  const time = isoOf(day + 2 * HOUR_MS + random.below(HOUR_MS));
  const folder = `${awsLogs(plan)}${account.id}/Config/${region}/${unpadded(time)}`;
  const common = {
    configurationItemStatus: 'OK',
    awsAccountId: account.id,
    awsRegion: region,
    tags: {},
    relationships: [],
  };
  const items = RESOURCES.map(({ type, id }) => ({
    ...common,
    configurationItemVersion: '1.3',
    configurationItemCaptureTime: time,
    configurationStateId: day,
    resourceType: type,
    resourceId: id,
    resourceName: id,
    configuration: { name: id },
    supplementaryConfiguration: {},
  }));
  const outcomes = RESOURCES.map((resource) => makeOutcome(resource, { account, common, time }));
  const name = `${account.id}_Config_${region}`;
  const [from, to] = [stampOf(isoOf(day)), stampOf(isoOf(day + DAY_MS))];
  const compliance = `${name}_ConfigHistory_AWS::Config::ResourceCompliance_${from}_${to}_1.json.gz`;
  return [
    gzipped(`${folder}/ConfigSnapshot/${name}_ConfigSnapshot_${stampOf(time)}_${random.uuid()}.json.gz`, items),
    gzipped(`${folder}/ConfigHistory/${compliance}`, outcomes),
  ];
}

interface Outcome {
  readonly account: ActiveAccount;
  readonly common: object;
  readonly time: string;
}

/** Config records compliance as a resource of its own. */
function makeOutcome({ type, id, rule }: (typeof RESOURCES)[number], { account, common, time }: Outcome) {
  const complianceType = isBroken(rule, account) ? 'NON_COMPLIANT' : 'COMPLIANT';
  return {
    ...common,
    configurationItemCaptureTime: time.replace('Z', '.000Z'),
    resourceType: 'AWS::Config::ResourceCompliance',
    resourceId: `${type}/${id}`,
    configuration: {
      targetResourceType: type,
      targetResourceId: id,
      complianceType,
      configRuleList: [
        { configRuleName: `${RULE_PREFIX}-${rule}`, configRuleId: `config-rule-${rule}`, complianceType },
      ],
    },
    supplementaryConfiguration: {},
  };
}

function gzipped(key: string, configurationItems: readonly object[]): ArchiveObject {
  const content = { fileVersion: '1.0', configSnapshotId: 'none', configurationItems };
  return { key, body: gzipSync(JSON.stringify(content)), metadata: {} };
}

/** Config does not pad its dates: `2026/9/3`. */
function unpadded(time: string): string {
  return time.slice(0, 10).split('-').map(Number).join('/');
}
