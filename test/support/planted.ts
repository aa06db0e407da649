import { request, type SandboxAddress } from '../../src/sandbox/control.ts';

const HOME = 'ap-northeast-1';
const [MASTER, AUDIT, LOG, DEV, STG, PROD] = [
  '111111111111',
  '222222222222',
  '333333333333',
  '444444444444',
  '555555555555',
  '666666666666',
];

/** What rules of the demo's organization are told to have found: rule, account, resources. */
const VIOLATIONS = [
  ['restricted-ssh', PROD, 'AWS::EC2::SecurityGroup', ['sg-0a1b2c3d4e5f60718']],
  ['restricted-ssh', DEV, 'AWS::EC2::SecurityGroup', ['sg-0f1e2d3c4b5a69788', 'sg-0123456789abcdef0']],
  ['s3-bucket-public-read-prohibited', PROD, 'AWS::S3::Bucket', ['example-reports']],
  ['rds-instance-public-access-check', STG, 'AWS::RDS::DBInstance', ['db-ABCDEFGHIJKL']],
  ['ec2-ebs-encryption-by-default', DEV, 'AWS::::Account', [DEV]],
  ['ec2-ebs-encryption-by-default', STG, 'AWS::::Account', [STG]],
  ['access-keys-rotated', DEV, 'AWS::IAM::User', ['AIDAEXAMPLEALICE', 'AIDAEXAMPLEBOB']],
  ['mfa-enabled-for-iam-console-access', STG, 'AWS::IAM::User', ['AIDAEXAMPLECAROL']],
] as const;

const FINDINGS = [
  [
    PROD,
    'UnauthorizedAccess:EC2/SSHBruteForce',
    8,
    '198.51.100.23 is performing SSH brute force attacks against i-0abc1234def567890.',
  ],
  [DEV, 'Recon:EC2/PortProbeUnprotectedPort', 2, 'EC2 instance has an unprotected port which is being probed.'],
] as const;

/** All that a page may show of it, as `account rule resource` and `account type`. */
export const PLANTED_VIOLATIONS: readonly string[] = VIOLATIONS.flatMap(([rule, account, , ids]) =>
  ids.map((id) => `${account} ${rule} ${id}`),
).sort();
export const PLANTED_FINDINGS: readonly string[] = FINDINGS.map(([account, type]) => `${account} ${type}`).sort();

/** Lets AWS Config and GuardDuty of a governed sandbox have found things, and every rule have looked everywhere. */
export async function plant(
  address: SandboxAddress,
  rulesOf: (account: string) => Promise<readonly string[]>,
): Promise<void> {
  const post = (path: string, body: object) => request(address, path, { method: 'POST', body: JSON.stringify(body) });
  const put = (account: string, rule: string, resourceType: string, resourceId: string, complianceType: string) =>
    post('compliance', { account, region: HOME, rule, resourceType, resourceId, complianceType });
  for (const account of [MASTER, AUDIT, LOG, DEV, STG, PROD]) {
    for (const rule of await rulesOf(account)) await put(account, rule, 'AWS::Test::Fine', 'fine', 'COMPLIANT');
  }
  for (const [rule, account, type, ids] of VIOLATIONS) {
    for (const id of ids) await put(account, `aws-organizations-${rule}`, type, id, 'NON_COMPLIANT');
  }
  for (const [account, type, severity, title] of FINDINGS) {
    await post('events', { account, region: HOME, events: [findingEvent(account, type, severity, title)], seconds: 0 });
  }
}

function findingEvent(accountId: string, type: string, severity: number, title: string) {
  const at = new Date().toISOString();
  const service = { serviceName: 'guardduty', count: 3, archived: false, eventFirstSeen: at, eventLastSeen: at };
  const detail = {
    schemaVersion: '2.0',
    accountId,
    region: HOME,
    partition: 'aws',
    id: `finding-${type}`,
    type,
    severity,
    title,
  };
  return {
    source: 'aws.guardduty',
    'detail-type': 'GuardDuty Finding',
    resources: [],
    detail: {
      ...detail,
      description: title,
      createdAt: at,
      updatedAt: at,
      resource: { resourceType: 'Instance' },
      service,
    },
  };
}
