import { gzipSync } from 'node:zlib';
import type { ArchiveObject } from './archive-object.ts';
import { stampOf } from './digests.ts';
import { type ActiveAccount, type ActivityPlan, DAY_MS, HOUR_MS, isoOf } from './place.ts';
import { makeRandom } from './random.ts';

/** What other services left in the archive, with what is wrong in it. */
export interface Records {
  readonly objects: readonly ArchiveObject[];
  readonly planted: PlantedRecords;
}

export interface PlantedRecords {
  /** Rules that something breaks, with how many resources do and in how many accounts. */
  readonly 'compliance-by-rule': readonly {
    readonly rule: string;
    readonly noncompliant: number;
    readonly accounts: number;
  }[];
  readonly 'guardduty-findings': readonly { readonly finding_id: string; readonly account: string }[];
}

/** AWS Config's snapshot and outcome of every day, and what GuardDuty exported. */
export function makeRecords(plan: ActivityPlan): Records {
  const days: number[] = [];
  for (let day = plan.from.getTime(); day + DAY_MS <= plan.until.getTime(); day += DAY_MS) days.push(day);
  const ofConfig = plan.accounts.flatMap((account) => days.flatMap((day) => makeConfigDay(plan, account, day)));
  const findings = makeFindings(plan, days);
  return {
    objects: [...ofConfig, ...findings.map(({ object }) => object)],
    planted: {
      'compliance-by-rule': days.length === 0 ? [] : countBroken(plan),
      'guardduty-findings': findings.map(({ id, account }) => ({ finding_id: id, account })),
    },
  };
}

/** Rule → whose resources break it; everything else keeps it. */
const BROKEN: Readonly<Record<string, readonly string[]>> = {
  's3-bucket-versioning-enabled': ['dev', 'stg'],
  'ec2-imdsv2-check': ['dev'],
  'iam-user-mfa-enabled': ['prod'],
};

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

function countBroken({ accounts }: ActivityPlan): PlantedRecords['compliance-by-rule'] {
  return RESOURCES.map(({ rule }) => ({ rule, broken: accounts.filter((account) => isBroken(rule, account)).length }))
    .filter(({ broken }) => broken > 0)
    .map(({ rule, broken }) => ({ rule, noncompliant: broken, accounts: broken }));
}

function makeConfigDay(plan: ActivityPlan, account: ActiveAccount, day: number): readonly ArchiveObject[] {
  const random = makeRandom(plan.seed, 'config', account.id, isoOf(day));
  const region = plan.homeRegion;
  const time = isoOf(day + 2 * HOUR_MS + random.below(HOUR_MS));
  const folder = `${prefixOf(plan)}${account.id}/Config/${region}/${unpadded(time)}`;
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
      configRuleList: [{ configRuleName: rule, configRuleId: `config-rule-${rule}`, complianceType }],
    },
    supplementaryConfiguration: {},
  };
}

function gzipped(key: string, configurationItems: readonly object[]): ArchiveObject {
  const content = { fileVersion: '1.0', configSnapshotId: 'none', configurationItems };
  return { key, body: gzipSync(JSON.stringify(content)), metadata: {} };
}

const FINDINGS = [
  {
    type: 'UnauthorizedAccess:EC2/SSHBruteForce',
    severity: 2,
    in: 'dev',
    title: 'SSH brute force attacks against an instance.',
  },
  {
    type: 'CryptoCurrency:EC2/BitcoinTool.B!DNS',
    severity: 8,
    in: 'dev',
    title: 'An instance asks for a domain of Bitcoin.',
  },
  {
    type: 'Policy:IAMUser/RootCredentialUsage',
    severity: 2,
    in: 'prod',
    title: 'Calls were made with root credentials.',
  },
  {
    type: 'Stealth:S3/ServerAccessLoggingDisabled',
    severity: 2,
    in: 'prod',
    title: 'Access logging of a bucket was switched off.',
  },
];

/** The audit account exports for everybody. */
function makeFindings(plan: ActivityPlan, days: readonly number[]) {
  const accountOf = (name: string): string =>
    (plan.accounts.find((each) => each.name === name) ?? plan.accounts[0])?.id ?? '';
  return FINDINGS.flatMap(({ type, severity, in: name, title }, index) => {
    const day = days[(index * 3) % Math.max(1, days.length)];
    if (day === undefined) return [];
    const random = makeRandom(plan.seed, 'guardduty', index);
    const [account, region] = [accountOf(name), plan.homeRegion];
    const id = random.hex(32);
    const time = isoOf(day + 5 * HOUR_MS + random.below(HOUR_MS)).replace('Z', '.000Z');
    const finding = {
      ...{
        schemaVersion: '2.0',
        accountId: account,
        region,
        partition: 'aws',
        id,
        type,
        severity,
        title,
        description: title,
      },
      arn: `arn:aws:guardduty:${region}:${account}:detector/${random.hex(32)}/finding/${id}`,
      createdAt: time,
      updatedAt: time,
      resource: { resourceType: 'Instance', instanceDetails: { instanceId: `i-0${random.hex(16)}` } },
      service: { serviceName: 'guardduty', count: 1, archived: false },
    };
    const folder = `${prefixOf(plan)}${accountOf('audit')}/GuardDuty/${region}/${time.slice(0, 10).replaceAll('-', '/')}`;
    const body = gzipSync(`${JSON.stringify(finding)}\n`);
    return [{ id, account, object: { key: `${folder}/${random.uuid()}.jsonl.gz`, body, metadata: {} } }];
  });
}

function prefixOf({ prefix }: ActivityPlan): string {
  return `${prefix === '' ? '' : `${prefix}/`}AWSLogs/`;
}

/** Config does not pad its dates: `2026/9/3`. */
function unpadded(time: string): string {
  return time.slice(0, 10).split('-').map(Number).join('/');
}
