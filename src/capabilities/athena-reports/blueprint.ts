// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { TABLES } from '../../archive/tables/catalog.ts';
import { glueTable } from '../../archive/tables/ddl.ts';
import type { Blueprint, DeploymentContext } from '../../blueprints/blueprint.ts';
import type { Cdk, Scope } from '../../blueprints/cdk.ts';
import { makeTemplate } from '../../blueprints/cdk.ts';
import { addResourcePrefixParameter } from '../../blueprints/common.ts';
import { denyPlainHttp, logKeyPrefix } from '../../blueprints/log-bucket.ts';
import { logicalIdOf } from '../../blueprints/logical-id.ts';
import { ourBucket, ours } from '../../blueprints/ours.ts';
import type { Config } from '../../config/schema.ts';
import { athenaNames } from '../../domain/athena-names.ts';
import type { JsonObject } from '../../domain/json.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import { accountParameterValues, addPlaceParameters, isOfOrganization, makePlace } from './place.ts';

/** Athena over the archive: in the log account, whose bucket it reads. */
export const athenaReports: Blueprint = {
  id: 'athena-reports',
  title: note`Work group and tables of Athena over the log archive, in the log account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-AthenaReports',
  destination: 'log',
  regions: 'home',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline', 'logging-resource'],
  sensitiveParameters: [],
  isEnabled: ({ reports }) => reports.athena.enabled,
  template: makeAthenaTemplate,
  parameters: makeAthenaParameters,
};

function makeAthenaParameters({ config, organizationId, accountIds }: DeploymentContext): Record<string, string> {
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    AWSLogsS3KeyPrefix: logKeyPrefix(config, organizationId),
    ...(isOfOrganization(config) ? { OrgID: organizationId } : {}),
    ...accountParameterValues(accountIds),
  };
}

function makeAthenaTemplate(config: Config): Template {
  return makeTemplate('Amazon Athena over the log archive.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    addPlaceParameters(scope, cdk, config);
    addResultBucket(scope, cdk, config);
    addWorkGroup(scope, cdk, config);
    addTables(scope, cdk, config);
  });
}

/** Results hold what logs hold, but can be made again: they go when their time is over. */
function addResultBucket(scope: Scope, cdk: typeof Cdk, { reports }: Config): void {
  const bucket = new cdk.aws_s3.CfnBucket(scope, 'ResultBucket', {
    bucketName: cdk.Fn.sub(ourBucket(NAMES.bucket.reports)),
    ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
    publicAccessBlockConfiguration: {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    bucketEncryption: {
      serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    },
    lifecycleConfiguration: {
      rules: [
        {
          id: 'Expire',
          status: 'Enabled',
          expirationInDays: reports.athena.resultDays,
          abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
        },
      ],
    },
  });
  bucket.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
  bucket.cfnOptions.updateReplacePolicy = cdk.CfnDeletionPolicy.RETAIN;
  new cdk.aws_s3.CfnBucketPolicy(scope, 'ResultBucketPolicy', {
    bucket: bucket.ref,
    policyDocument: { Version: '2012-10-17', Statement: [denyPlainHttp(cdk, bucket)] },
  });
}

const GIGABYTE = 1024 ** 3;

function addWorkGroup(scope: Scope, cdk: typeof Cdk, { reports }: Config): void {
  new cdk.aws_athena.CfnWorkGroup(scope, 'WorkGroup', {
    name: cdk.Fn.sub(ours(NAMES.workGroup.reports)),
    description: 'Reports over the log archive.',
    state: 'ENABLED',
    // Whoever asks the last question does not keep the group from being deleted.
    recursiveDeleteOption: true,
    workGroupConfiguration: {
      enforceWorkGroupConfiguration: true,
      publishCloudWatchMetricsEnabled: true,
      bytesScannedCutoffPerQuery: reports.athena.scanLimitGigabytes * GIGABYTE,
      engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
      resultConfiguration: {
        outputLocation: cdk.Fn.sub('s3://${ResultBucket}/results/'),
        encryptionConfiguration: { encryptionOption: 'SSE_S3' },
        expectedBucketOwner: cdk.Aws.ACCOUNT_ID,
      },
    },
  });
}

function addTables(scope: Scope, cdk: typeof Cdk, config: Config): void {
  const database = new cdk.aws_glue.CfnDatabase(scope, 'Database', {
    catalogId: cdk.Aws.ACCOUNT_ID,
    databaseInput: { name: athenaNames(config.resourcePrefix).database, description: 'The log archive.' },
  });
  const place = makePlace(config);
  const byName = new Map(TABLES.map((table) => [table.stored.name, table]));
  for (const [name, table] of byName) {
    const partitions = table.stored.partitions.map((partition) => partition.name);
    const input = substituted(glueTable(table, table.stored, place), partitions, cdk) as JsonObject;
    new cdk.CfnResource(scope, logicalId(name), {
      type: 'AWS::Glue::Table',
      properties: { CatalogId: cdk.Aws.ACCOUNT_ID, DatabaseName: database.ref, TableInput: input },
    });
  }
}

/** Texts with names in them are for Fn::Sub; those of partitions are for Athena. */
function substituted(value: unknown, partitions: readonly string[], cdk: typeof Cdk): unknown {
  if (typeof value === 'string') {
    const escaped = partitions.reduce((text, name) => text.replaceAll(`\${${name}}`, `\${!${name}}`), value);
    return value.includes('${') ? cdk.Fn.sub(escaped) : value;
  }
  if (Array.isArray(value)) return value.map((item) => substituted(item, partitions, cdk));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituted(item, partitions, cdk)]));
}

/** `config_files` → `ConfigFilesTable` */
function logicalId(name: string): string {
  return `${logicalIdOf(name)}Table`;
}
