import { type Framework, numbered, type Source } from './framework.ts';

const USER_GUIDE = 'https://docs.aws.amazon.com/securityhub/latest/userguide';

function page(service: string, title: string): Source {
  return {
    title: `AWS Security Hub CSPM, controls for ${title}, related requirements`,
    address: `${USER_GUIDE}/${service}-controls.html`,
    readOn: '2026-11-30',
  };
}

/** What these pages relate to PCI DSS v4.0.1, by section of the standard. Pages of other services were not read. */
export const pciDss: Framework = {
  id: 'pci-dss-4.0.1',
  title: { en: 'PCI DSS 4.0.1', ja: 'PCI DSS 4.0.1' },
  requirements: [5, 3, 7, 2, 4, 5, 3, 6, 5, 7, 6, 10].flatMap((count, index) => numbered(`${index + 1}.`, count)),
  sources: [
    page('iam', 'AWS Identity and Access Management'),
    page('s3', 'Amazon S3'),
    page('kms', 'AWS KMS'),
    page('ec2', 'Amazon EC2 (EC2.21)'),
    page('cloudtrail', 'AWS CloudTrail (CloudTrail.2)'),
  ],
  controls: {
    '1.3': [{ control: 'EC2.21', rule: 'nacl-no-unrestricted-ssh-rdp', parts: ['1.3.1'] }],
    '1.4': [
      { control: 'S3.1', rule: 's3-account-level-public-access-blocks-periodic', parts: ['1.4.4'] },
      { control: 'S3.8', rule: 's3-bucket-level-public-access-prohibited', parts: ['1.4.4'] },
    ],
    '3.7': [{ control: 'KMS.4', rule: 'cmk-backing-key-rotation-enabled', parts: ['3.7.4'] }],
    '4.2': [{ control: 'S3.5', rule: 's3-bucket-ssl-requests-only', parts: ['4.2.1'] }],
    '8.2': [{ control: 'IAM.8', rule: 'iam-user-unused-credentials-check', parts: ['8.2.6'] }],
    '8.3': [
      { control: 'IAM.3', rule: 'access-keys-rotated', parts: ['8.3.9'] },
      { control: 'IAM.7', rule: 'iam-password-policy', parts: ['8.3.6', '8.3.7', '8.3.9', '8.3.10.1'] },
    ],
    '8.4': [
      { control: 'IAM.5', rule: 'mfa-enabled-for-iam-console-access', parts: ['8.4.2'] },
      { control: 'IAM.6', rule: 'root-account-hardware-mfa-enabled', parts: ['8.4.2'] },
      { control: 'IAM.9', rule: 'root-account-mfa-enabled', parts: ['8.4.2'] },
    ],
    '8.6': [
      { control: 'IAM.3', rule: 'access-keys-rotated', parts: ['8.6.3'] },
      { control: 'IAM.7', rule: 'iam-password-policy', parts: ['8.6.3'] },
    ],
    '10.3': [{ control: 'CloudTrail.2', rule: 'cloud-trail-encryption-enabled', parts: ['10.3.2'] }],
  },
  isOfReports: false,
};
