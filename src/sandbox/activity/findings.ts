import { gzipSync } from 'node:zlib';
import { type ActivityPlan, HOUR_MS, isoOf } from './place.ts';
import { makeRandom } from './random.ts';
import { awsLogs, type Records } from './record.ts';

/** What GuardDuty exported: each finding once, each of another type. */
export function makeFindingRecords(plan: ActivityPlan, days: readonly number[]): Records {
  const findings = makeFindings(plan, days);
  return {
    objects: findings.map(({ object }) => object),
    planted: {
      'guardduty-findings': findings.map(({ id, account }) => ({ finding_id: id, account })),
      'detections-handled': findings.map(({ id, account, type }) => ({
        source: 'GuardDuty',
        account,
        title: type,
        target: id,
      })),
      'guardduty-by-type': findings.map(({ type }) => ({ finding_type: type, findings: 1, accounts: 1 })),
    },
  };
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
    const folder = `${awsLogs(plan)}${accountOf('audit')}/GuardDuty/${region}/${time.slice(0, 10).replaceAll('-', '/')}`;
    const body = gzipSync(`${JSON.stringify(finding)}\n`);
    return [{ id, account, type, object: { key: `${folder}/${random.uuid()}.jsonl.gz`, body, metadata: {} } }];
  });
}
