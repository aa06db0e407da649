import { type Framework, numbered } from './framework.ts';
import { controlsOf, userGuide } from './security-hub.ts';

/** Controls that AWS relates to PCI DSS v4.0.1, by section of the standard. AWS relates more of them than are here. */
export const pciDss: Framework = {
  id: 'pci-dss-4.0.1',
  title: { en: 'PCI DSS 4.0.1', ja: 'PCI DSS 4.0.1' },
  requirements: [5, 3, 7, 2, 4, 5, 3, 6, 5, 7, 6, 10].flatMap((count, index) => numbered(`${index + 1}.`, count)),
  sources: [
    controlsOf('EC2'),
    controlsOf('IAM'),
    controlsOf('KMS'),
    controlsOf('S3'),
    // The rule of CloudTrail.2. The copy is an older one, which relates it to PCI DSS v3.2.1 …
    controlsOf('CloudTrail'),
    // … and the RelatedRequirements of its finding here to v4.0.1.
    userGuide('sample-control-findings', 'Samples of control findings, CloudTrail.2'),
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
