import { partitionOf } from '../../../domain/ids.ts';

const OURS = { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' } };

/**
 * No narrower: with private DNS these endpoints carry everything that the VPC says to the service, such as the parameters
 * that an application reads, and documents and patch baselines of AWS itself belong to no organization. What they do
 * stop are credentials of somebody else, with which data would leave for an account of his.
 */
export const OUR_ORGANIZATION_ONLY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', Condition: { StringEquals: OURS } }],
};

/** Our principals with our buckets; and what agents and package managers download from AWS, unsigned, read only. */
export function storagePolicy(region: string): object {
  const partition = partitionOf(region);
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'OurBuckets',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:*',
        Resource: '*',
        Condition: { StringEquals: { ...OURS, 'aws:ResourceOrgID': { Ref: 'OrganizationId' } } },
      },
      {
        Sid: 'DownloadsFromAWS',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: downloadsOf(region).map((bucket) => `arn:${partition}:s3:::${bucket}/*`),
      },
    ],
  };
}

/** Source: "SSM Agent communications with AWS managed S3 buckets"; the repositories of Amazon Linux as its images name them. */
function downloadsOf(region: string): readonly string[] {
  return [
    `aws-ssm-${region}`,
    `amazon-ssm-${region}`,
    `amazon-ssm-packages-${region}`,
    `${region}-birdwatcher-prod`,
    `aws-ssm-document-attachments-${region}`,
    `aws-windows-downloads-${region}`,
    `patch-baseline-snapshot-${region}`,
    // In some regions they have an ending of their own.
    `patch-baseline-snapshot-${region}-*`,
    `aws-patch-manager-${region}-*`,
    `al2023-repos-${region}-de612dc2`,
    `amazonlinux-2-repos-${region}`,
    `amazoncloudwatch-agent-${region}`,
  ];
}
