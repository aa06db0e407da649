// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter } from '../common.ts';
import { logicalIdOf } from '../logical-id.ts';
import { arnOfOurs, ours } from '../ours.ts';
import { DETECTIONS, type Detection } from './detections.ts';
import { addTrailParameters, makeTrailParameters, makeTrailProperties, TRAIL_NAME } from './trail.ts';

/** One trail for the whole organization: AWS keeps its copy in every account, and the accounts cannot change it. */
export const organizationTrail: Blueprint = {
  id: 'organization-trail',
  title: note`Trail of the organization, its log group and alarms, in the management account`,
  kind: 'stack',
  stackName: 'AWSOrganizations-OrganizationTrail',
  destination: 'management',
  regions: 'home',
  capabilities: ['CAPABILITY_NAMED_IAM'],
  // CloudTrail refuses to make a trail whose bucket, or key, does not let it in yet.
  dependsOn: ['logging-resource', 'trail-archive', 'trail-key'],
  sensitiveParameters: [],
  serviceAccess: [{ principal: 'cloudtrail.amazonaws.com', delegated: false }],
  lostWithIt: note`the trail of the organization records no longer`,
  isEnabled: ({ cloudTrail }) => cloudTrail.mode === 'ORGANIZATION',
  template: makeOrganizationTrailTemplate,
  parameters: makeParameters,
};

/**
 * An alarm tells EventBridge by itself when it changes, and the notification hub makes a readable mail of that. Only
 * without the hub an alarm publishes to the topic, in AWS's own words: both would be two mails about one thing.
 */
function alarmsPublish({ notifications }: Config): boolean {
  return !notifications.enabled;
}

function hasAlarms({ cloudTrail }: Config): boolean {
  return cloudTrail.logGroup.enabled && cloudTrail.alarms;
}

function makeParameters(context: DeploymentContext): Record<string, string> {
  const { config } = context;
  return {
    ...makeTrailParameters(context),
    ...(config.cloudTrail.logGroup.enabled && { OrgID: context.organizationId }),
    ...(hasAlarms(config) && alarmsPublish(config) && { AuditAccountId: context.auditAccountId }),
  };
}

function makeOrganizationTrailTemplate(config: Config): Template {
  return makeTemplate('Trail of the organization.', (scope, cdk) => {
    addTrailParameters(scope, cdk);
    const logGroup = config.cloudTrail.logGroup.enabled ? addLogGroup(scope, cdk, config) : null;
    const trail = new cdk.aws_cloudtrail.CfnTrail(scope, 'Trail', {
      ...makeTrailProperties(cdk, config),
      isOrganizationTrail: true,
      ...(logGroup && {
        cloudWatchLogsLogGroupArn: logGroup.attrArn,
        cloudWatchLogsRoleArn: addDeliveryRole(scope, cdk).attrArn,
      }),
    });
    if (logGroup && hasAlarms(config)) addDetections(scope, cdk, config, logGroup);
    new cdk.CfnOutput(scope, 'TrailArn', { description: 'The trail of the organization', value: trail.attrArn });
  });
}

const LOG_GROUP_NAME = TRAIL_NAME;

function addLogGroup(scope: Scope, cdk: typeof Cdk, { cloudTrail }: Config): Cdk.aws_logs.CfnLogGroup {
  const logGroup = new cdk.aws_logs.CfnLogGroup(scope, 'LogGroup', {
    logGroupName: cdk.Fn.sub(LOG_GROUP_NAME),
    retentionInDays: cloudTrail.logGroup.retentionDays,
  });
  logGroup.cfnOptions.deletionPolicy = cdk.CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
  logGroup.cfnOptions.updateReplacePolicy = cdk.CfnDeletionPolicy.RETAIN;
  return logGroup;
}

/** For the streams that CloudTrail writes, and no others: its own account's, and those of the organization. */
function addDeliveryRole(scope: Scope, cdk: typeof Cdk): Cdk.aws_iam.CfnRole {
  new cdk.CfnParameter(scope, 'OrgID', { type: 'String', description: 'AWS Organizations ID' });
  const trailArn = `arn:\${AWS::Partition}:cloudtrail:\${AWS::Region}:\${AWS::AccountId}:trail/${TRAIL_NAME}`;
  const streams = `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${LOG_GROUP_NAME}:log-stream:`;
  return new cdk.aws_iam.CfnRole(scope, 'TrailDeliveryRole', {
    roleName: cdk.Fn.sub(ours('TrailDelivery')),
    description: 'CloudTrail writes events into its log group.',
    path: '/',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'cloudtrail.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': cdk.Aws.ACCOUNT_ID, 'aws:SourceArn': cdk.Fn.sub(trailArn) },
          },
        },
      ],
    },
    policies: [
      {
        policyName: 'WriteEvents',
        policyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
              Resource: [
                cdk.Fn.sub(`${streams}\${AWS::AccountId}_CloudTrail_\${AWS::Region}*`),
                cdk.Fn.sub(`${streams}\${OrgID}_*`),
              ],
            },
          ],
        },
      },
    ],
  });
}

function addDetections(scope: Scope, cdk: typeof Cdk, config: Config, logGroup: Cdk.aws_logs.CfnLogGroup): void {
  const publish = alarmsPublish(config);
  if (publish) addAccountParameter(scope, cdk, 'AuditAccountId', 'Account that gathers notifications');
  const topic = arnOfOurs('AWS::SNS::Topic', NAMES.topic.security, { account: '${AuditAccountId}' });
  const actions = publish ? [cdk.Fn.sub(topic)] : [];
  for (const detection of DETECTIONS) addDetection(scope, cdk, detection, { logGroup, actions });
}

interface AlarmContext {
  readonly logGroup: Cdk.aws_logs.CfnLogGroup;
  readonly actions: string[];
}

function addDetection(scope: Scope, cdk: typeof Cdk, detection: Detection, { logGroup, actions }: AlarmContext): void {
  const { id, cis, title, pattern, threshold = 1 } = detection;
  const logicalId = logicalIdOf(id);
  const metric = { metricName: id, namespace: cdk.Fn.sub('${ManagedResourcePrefix}/CloudTrail') };
  const filter = new cdk.aws_logs.CfnMetricFilter(scope, `${logicalId}Filter`, {
    filterName: cdk.Fn.sub(ours(id)),
    logGroupName: logGroup.ref,
    filterPattern: pattern,
    metricTransformations: [{ metricName: metric.metricName, metricNamespace: metric.namespace, metricValue: '1' }],
  });
  const alarm = new cdk.aws_cloudwatch.CfnAlarm(scope, `${logicalId}Alarm`, {
    ...metric,
    alarmName: cdk.Fn.sub(ours(id)),
    alarmDescription: `${title} (CIS AWS Foundations Benchmark ${cis}).`,
    statistic: 'Sum',
    period: 300,
    evaluationPeriods: 1,
    threshold,
    actionsEnabled: true,
    comparisonOperator: 'GreaterThanOrEqualToThreshold',
    treatMissingData: 'notBreaching',
    ...(actions.length > 0 && { alarmActions: actions }),
  });
  alarm.addResourceDependency(filter);
}
