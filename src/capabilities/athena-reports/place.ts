// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { ArchivePlace } from '../../archive/tables/ddl.ts';
import type { Cdk, Scope } from '../../blueprints/cdk.ts';
import { ourBucket } from '../../blueprints/ours.ts';
import type { Config } from '../../config/schema.ts';
import { type BucketKind, trailBucketKind } from '../../domain/bucket-names.ts';
import { NAMES } from '../../domain/names.ts';

/** A parameter of CloudFormation holds 4,096 characters: so many ids of 12 digits with commas fit with room to spare. */
const ACCOUNTS_A_PARAMETER = 300;
/** Enough for the 10,000 accounts that an organization may have. */
const ACCOUNT_PARAMETERS = 34;

/** Regions that no account has to opt into: whatever is not governed happens in one of them. */
const REGIONS_OF_EVERY_ACCOUNT = [
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1'],
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
];

export function addPlaceParameters(scope: Scope, cdk: typeof Cdk, config: Config): void {
  new cdk.CfnParameter(scope, 'AWSLogsS3KeyPrefix', { type: 'String', minLength: 1 });
  if (isOfOrganization(config)) {
    new cdk.CfnParameter(scope, 'OrgID', { type: 'String', description: 'AWS Organizations ID' });
  }
  for (const name of accountParameters()) {
    new cdk.CfnParameter(scope, name, { type: 'String', default: '', allowedPattern: '^,?([0-9]{12}(,[0-9]{12})*)?$' });
  }
}

/** The list of accounts that partitions are made of, kept by every apply: `1…1,2…2`, `,3…3`, … */
export function accountParameterValues(accounts: readonly string[]): Record<string, string> {
  const chunks = Array.from({ length: Math.ceil(accounts.length / ACCOUNTS_A_PARAMETER) }, (_, index) =>
    accounts.slice(index * ACCOUNTS_A_PARAMETER, (index + 1) * ACCOUNTS_A_PARAMETER),
  );
  return Object.fromEntries(
    chunks.map((chunk, index) => [accountParameter(index), `${index === 0 ? '' : ','}${chunk.join(',')}`]),
  );
}

/** The archive as the template knows it: texts for Fn::Sub. */
export function makePlace(config: Config): ArchivePlace {
  const { homeRegion, governedRegions = [], reports } = config;
  const { regions, firstDay } = reports.athena;
  return {
    logs: `${bucket(NAMES.bucket.logs)}\${AWSLogsS3KeyPrefix}/`,
    trail: `${bucket(trailBucketKind(config))}\${AWSLogsS3KeyPrefix}/`,
    accessLogs: bucket(NAMES.bucket.accessLogs),
    findings: bucket(NAMES.bucket.guardDuty),
    organization: isOfOrganization(config) ? '${OrgID}/' : '',
    accounts: [
      accountParameters()
        .map((name) => `\${${name}}`)
        .join(''),
    ],
    regions: [...new Set([homeRegion, ...governedRegions, ...regions, ...REGIONS_OF_EVERY_ACCOUNT])].sort(),
    firstDay,
  };
}

function bucket(kind: BucketKind): string {
  return `s3://${ourBucket(kind)}/`;
}

/** The organization's trail has the organization in its keys; a trail of an account has not. */
export function isOfOrganization({ cloudTrail }: Config): boolean {
  return cloudTrail.mode === 'ORGANIZATION';
}

function accountParameters(): readonly string[] {
  return Array.from({ length: ACCOUNT_PARAMETERS }, (_, index) => accountParameter(index));
}

function accountParameter(index: number): string {
  return `AccountIds${index + 1}`;
}
