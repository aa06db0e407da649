// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Blueprint } from '../../../blueprints/blueprint.ts';
import type { Cdk, Scope } from '../../../blueprints/cdk.ts';
import { makeTemplate } from '../../../blueprints/cdk.ts';
import { addResourcePrefixParameter } from '../../../blueprints/common.ts';
import { arnOfOurBucket, arnOfOurs, ours } from '../../../blueprints/ours.ts';
import { type Allowed, addServiceRole } from '../../../blueprints/service-role.ts';
import type { Config } from '../../../config/schema.ts';
import { athenaNames } from '../../../domain/athena-names.ts';
import { ARCHIVE_BUCKETS } from '../../../domain/bucket-names.ts';
import { NAMES } from '../../../domain/names.ts';
import { note } from '../../../domain/say.ts';
import type { Template } from '../../../domain/template.ts';
import { makeMachine } from './machine.ts';

/** The saved reports run by themselves, by choice: their results lie in the result bucket until they expire. */
export const athenaSchedule: Blueprint = {
  id: 'athena-schedule',
  title: note`Reports of Athena that run by themselves, in the log account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-AthenaSchedule',
  destination: 'log',
  regions: 'home',
  capabilities: ['CAPABILITY_NAMED_IAM'],
  dependsOn: ['stackset-execution', 'athena-reports'],
  sensitiveParameters: [],
  isEnabled: ({ reports }) => reports.athena.enabled && reports.athena.schedule.every !== 'OFF',
  template: makeScheduleTemplate,
  parameters: ({ config }) => ({ ManagedResourcePrefix: config.resourcePrefix }),
};

const MACHINE = arnOfOurs('AWS::StepFunctions::StateMachine', NAMES.workGroup.reports);
const WORK_GROUP = arnOfOurs('AWS::Athena::WorkGroup', NAMES.workGroup.reports);
const GLUE = 'arn:${AWS::Partition}:glue:${AWS::Region}:${AWS::AccountId}';
/** Wherever something of the archive is delivered to. */
const ARCHIVE = ARCHIVE_BUCKETS.map((kind) => arnOfOurBucket(kind));
const RESULTS = arnOfOurBucket(NAMES.bucket.reports);

function makeScheduleTemplate(config: Config): Template {
  return makeTemplate('Runs the reports of Amazon Athena by themselves.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    addServiceRole(scope, cdk, {
      id: 'RunRole',
      name: NAMES.role.reportRuns,
      service: 'states',
      allowed: runPermissions(cdk, config),
    });
    addServiceRole(scope, cdk, {
      id: 'ScheduleRole',
      name: NAMES.role.reportSchedule,
      service: 'scheduler',
      allowed: [{ actions: ['states:StartExecution'], resources: [MACHINE] }],
    });
    const machine = addStateMachine(scope, cdk, config);
    addSchedule(scope, cdk, config, machine);
  });
}

/** Reads the archive and its tables, writes results, and nothing else. */
function runPermissions(cdk: typeof Cdk, { resourcePrefix }: Config): Allowed[] {
  const { database } = athenaNames(resourcePrefix);
  return [
    {
      actions: [
        'athena:GetNamedQuery',
        'athena:GetQueryExecution',
        'athena:ListNamedQueries',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
      ],
      resources: [WORK_GROUP],
    },
    {
      actions: ['athena:GetDataCatalog'],
      resources: ['arn:${AWS::Partition}:athena:${AWS::Region}:${AWS::AccountId}:datacatalog/AwsDataCatalog'],
    },
    {
      actions: ['glue:GetDatabase', 'glue:GetPartitions', 'glue:GetTable', 'glue:GetTables'],
      resources: [`${GLUE}:catalog`, `${GLUE}:database/${database}`, `${GLUE}:table/${database}/*`],
    },
    {
      actions: ['s3:GetBucketLocation', 's3:ListBucket'],
      resources: [...ARCHIVE, RESULTS],
      bucketOwner: '${AWS::AccountId}',
    },
    {
      actions: ['s3:GetObject'],
      resources: ARCHIVE.map((bucket) => `${bucket}/*`),
      bucketOwner: '${AWS::AccountId}',
    },
    {
      actions: ['kms:Decrypt'],
      resources: ['arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*'],
      // The keys of the trail and of GuardDuty's findings, and only to read what lies in S3.
      condition: {
        StringEquals: { 'kms:ViaService': cdk.Fn.sub('s3.${AWS::Region}.${AWS::URLSuffix}') },
        'ForAnyValue:StringEquals': {
          'kms:ResourceAliases': [NAMES.alias.trail, NAMES.alias.guardDuty].map((key) =>
            cdk.Fn.sub(`alias/${ours(key)}`),
          ),
        },
      },
    },
    {
      actions: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      resources: [`${RESULTS}/results/*`],
      bucketOwner: '${AWS::AccountId}',
    },
  ];
}

function addStateMachine(scope: Scope, cdk: typeof Cdk, { homeRegion }: Config): Cdk.aws_stepfunctions.CfnStateMachine {
  return new cdk.aws_stepfunctions.CfnStateMachine(scope, 'StateMachine', {
    stateMachineName: cdk.Fn.sub(ours(NAMES.workGroup.reports)),
    stateMachineType: 'STANDARD',
    roleArn: (scope.node.findChild('RunRole') as Cdk.aws_iam.CfnRole).attrArn,
    definition: makeMachine(homeRegion),
    definitionSubstitutions: { WorkGroup: cdk.Fn.sub(ours(NAMES.workGroup.reports)) },
  });
}

function addSchedule(
  scope: Scope,
  cdk: typeof Cdk,
  { reports, notifications }: Config,
  machine: Cdk.aws_stepfunctions.CfnStateMachine,
): void {
  const { every, at } = reports.athena.schedule;
  const [hour, minute] = at.split(':').map(Number);
  new cdk.aws_scheduler.CfnSchedule(scope, 'Schedule', {
    name: cdk.Fn.sub(ours(NAMES.workGroup.reports)),
    description: 'Runs the reports over the log archive.',
    scheduleExpression: `cron(${minute} ${hour} ? * ${every === 'WEEKLY' ? 'MON' : '*'} *)`,
    scheduleExpressionTimezone: notifications.timeZone,
    flexibleTimeWindow: { mode: 'OFF' },
    state: 'ENABLED',
    target: {
      arn: machine.ref,
      roleArn: (scope.node.findChild('ScheduleRole') as Cdk.aws_iam.CfnRole).attrArn,
      input: '{}',
    },
  });
}
