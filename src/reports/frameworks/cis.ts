import { type Framework, type MappedControl, numbered, type Source } from './framework.ts';
import { controlsOf, userGuide } from './security-hub.ts';

/** Requirement numbers are from the first, rules from the others: where they say `None`, name a custom rule or one that the catalogue does not have, it is null. */
const SOURCES: readonly Source[] = [
  userGuide('cis-aws-foundations-benchmark', 'Mapping of controls to CIS requirements in each version'),
  controlsOf('Account'),
  // Of CloudTrail.2, .4 and .7 an older copy was read, from before CIS 3.0.0 was supported.
  controlsOf('CloudTrail'),
  controlsOf('Config'),
  controlsOf('EC2'),
  controlsOf('EFS'),
  controlsOf('IAM'),
  controlsOf('KMS'),
  controlsOf('RDS'),
  controlsOf('S3'),
];

/** A row of the mapping: control, rule, requirement in 5.0.0 and in 3.0.0; null where AWS says that it is not supported there. */
const ROWS: readonly (readonly [control: string, rule: string | null, v5: string | null, v3: string | null])[] = [
  ['Account.1', null, '1.2', '1.2'],
  ['CloudTrail.1', 'multi-region-cloudtrail-enabled', '3.1', '3.1'],
  ['CloudTrail.2', 'cloud-trail-encryption-enabled', '3.5', '3.5'],
  ['CloudTrail.4', 'cloud-trail-log-file-validation-enabled', '3.2', '3.2'],
  ['CloudTrail.7', null, '3.4', '3.4'],
  ['Config.1', null, '3.3', '3.3'],
  ['EC2.2', 'vpc-default-security-group-closed', '5.5', '5.4'],
  ['EC2.6', 'vpc-flow-logs-enabled', '3.7', '3.7'],
  ['EC2.7', 'ec2-ebs-encryption-by-default', '5.1.1', '2.2.1'],
  ['EC2.8', 'ec2-imdsv2-check', '5.7', '5.6'],
  ['EC2.21', 'nacl-no-unrestricted-ssh-rdp', '5.2', '5.1'],
  ['EC2.53', 'vpc-sg-port-restriction-check', '5.3', '5.2'],
  ['EC2.54', 'vpc-sg-port-restriction-check', '5.4', '5.3'],
  ['EFS.1', 'efs-encrypted-check', '2.3.1', '2.4.1'],
  ['EFS.8', null, '2.3.1', null],
  ['IAM.2', 'iam-user-no-policies-check', '1.14', '1.15'],
  ['IAM.3', 'access-keys-rotated', '1.13', '1.14'],
  ['IAM.4', 'iam-root-access-key-check', '1.3', '1.4'],
  ['IAM.5', 'mfa-enabled-for-iam-console-access', '1.9', '1.10'],
  ['IAM.6', 'root-account-hardware-mfa-enabled', '1.5', '1.6'],
  ['IAM.9', 'root-account-mfa-enabled', '1.4', '1.5'],
  ['IAM.15', 'iam-password-policy', '1.7', '1.8'],
  ['IAM.16', 'iam-password-policy', '1.8', '1.9'],
  ['IAM.18', 'iam-policy-in-use', '1.16', '1.17'],
  ['IAM.22', 'iam-user-unused-credentials-check', '1.11', '1.12'],
  ['IAM.26', null, '1.18', '1.19'],
  ['IAM.27', null, '1.21', '1.22'],
  ['IAM.28', 'iam-external-access-analyzer-enabled', '1.19', '1.20'],
  ['KMS.4', 'cmk-backing-key-rotation-enabled', '3.6', '3.6'],
  ['RDS.2', 'rds-instance-public-access-check', '2.2.3', '2.3.3'],
  ['RDS.3', 'rds-storage-encrypted', '2.2.1', '2.3.1'],
  ['RDS.5', 'rds-multi-az-support', '2.2.4', null],
  ['RDS.13', 'rds-automatic-minor-version-upgrade-enabled', '2.2.2', '2.3.2'],
  ['RDS.15', null, '2.2.4', null],
  ['S3.1', 's3-account-level-public-access-blocks-periodic', '2.1.4', '2.1.4'],
  ['S3.5', 's3-bucket-ssl-requests-only', '2.1.1', '2.1.1'],
  ['S3.8', 's3-bucket-level-public-access-prohibited', '2.1.4', '2.1.4'],
  ['S3.20', null, '2.1.2', '2.1.2'],
];

function controlsIn(version: 2 | 3): Framework['controls'] {
  const controls = new Map<string, MappedControl[]>();
  for (const row of ROWS) {
    const [control, rule] = row;
    const requirement = row[version];
    if (requirement !== null) controls.set(requirement, [...(controls.get(requirement) ?? []), { control, rule }]);
  }
  return Object.fromEntries(controls);
}

export const cis5: Framework = {
  id: 'cis-5.0',
  title: { en: 'CIS AWS Foundations Benchmark 5.0.0', ja: 'CIS AWS Foundations Benchmark 5.0.0' },
  requirements: [
    ...numbered('1.', 21),
    ...numbered('2.1.', 4),
    ...numbered('2.2.', 4),
    '2.3.1',
    ...numbered('3.', 9),
    ...numbered('4.', 16),
    '5.1.1',
    '5.1.2',
    ...numbered('5.', 7).slice(1),
  ],
  sources: SOURCES,
  controls: controlsIn(2),
  isOfReports: true,
};

export const cis3: Framework = {
  id: 'cis-3.0',
  title: { en: 'CIS AWS Foundations Benchmark 3.0.0', ja: 'CIS AWS Foundations Benchmark 3.0.0' },
  requirements: [
    ...numbered('1.', 22),
    ...numbered('2.1.', 4),
    '2.2.1',
    ...numbered('2.3.', 3),
    '2.4.1',
    ...numbered('3.', 9),
    ...numbered('4.', 16),
    ...numbered('5.', 6),
  ],
  sources: SOURCES,
  controls: controlsIn(3),
  isOfReports: true,
};
