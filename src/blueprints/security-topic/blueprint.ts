// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addResourcePrefixParameter, TLS_ONLY } from '../common.ts';
import { ours } from '../ours.ts';

/** Where the accounts of the organization send what people must know. */
export const securityTopic: Blueprint = {
  id: 'security-topic',
  title: note`Notification topics in the audit account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-SecurityTopic',
  destination: 'audit',
  regions: 'home',
  capabilities: [],
  dependsOn: ['stackset-administration', 'stackset-execution'],
  sensitiveParameters: ['AllConfigurationEmail', 'SecurityNotificationEmail'],
  isEnabled: () => true,
  template: makeTopicTemplate,
  parameters: makeTopicParameters,
};

function makeTopicParameters({
  config,
  organizationId,
  managementAccountId,
}: DeploymentContext): Record<string, string> {
  const { securityEmail, allConfigurationEmail, subscribeToAllConfigurationTopic } = config.notifications;
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    AllConfigurationEmail: allConfigurationEmail ?? securityEmail,
    SecurityNotificationEmail: securityEmail,
    OrgID: organizationId,
    ManagementAccountId: managementAccountId,
    SubscribeToAllConfigurationTopic: String(subscribeToAllConfigurationTopic),
  };
}

function makeTopicTemplate(): Template {
  return makeTemplate('Configure the SNS Topics for Security Account', (scope, cdk) => {
    declareParameters(scope, cdk);
    addAllConfigurationTopic(scope, cdk);
    addNotificationTopic(scope, cdk);
  });
}

function declareParameters(scope: Scope, cdk: typeof Cdk): void {
  addResourcePrefixParameter(scope, cdk);
  new cdk.CfnParameter(scope, 'AllConfigurationEmail', {
    type: 'String',
    description: 'Email for receiving all AWS configuration events',
  });
  new cdk.CfnParameter(scope, 'SecurityNotificationEmail', {
    type: 'String',
    description: 'Email for the security administrators',
  });
  new cdk.CfnParameter(scope, 'OrgID', { type: 'String', description: 'AWS Organizations ID' });
  new cdk.CfnParameter(scope, 'ManagementAccountId', {
    type: 'String',
    description: 'Account with the alarms of the organization trail. Empty means that there are none',
    default: '',
    allowedPattern: '^([0-9]{12})?$',
  });
  new cdk.CfnParameter(scope, 'SubscribeToAllConfigurationTopic', {
    type: 'String',
    default: 'false',
    description: 'Whether AllConfigurationEmail is subscribed to every configuration event. Expect very much mail.',
    allowedValues: ['true', 'false'],
  });
}

/** Every configuration item of every account: for programs. Not encrypted: AWS Config cannot publish to encrypted topics. */
function addAllConfigurationTopic(scope: Scope, cdk: typeof Cdk): void {
  const topic = addTopic(scope, cdk, 'SNSAllConfigurationTopic', NAMES.topic.config);
  new cdk.aws_sns.CfnTopicPolicy(scope, 'SNSAllConfigurationTopicPolicy', {
    topics: [topic.ref],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'AWSSNSPolicy',
          Effect: 'Allow',
          Principal: { Service: ['cloudtrail.amazonaws.com', 'config.amazonaws.com'] },
          Action: 'sns:Publish',
          Resource: topic.ref,
          // A service principal alone would admit the trails and recorders of every account on earth. Should a service
          // not send this key in some region, aws:SourceAccount with a list of accounts is the documented alternative.
          Condition: { StringEquals: { 'aws:SourceOrgID': cdk.Fn.ref('OrgID') } },
        },
        denyPlainHttp(topic.ref),
      ],
    },
  });

  const subscribe = new cdk.CfnCondition(scope, 'Subscribe', {
    expression: cdk.Fn.conditionEquals(cdk.Fn.ref('SubscribeToAllConfigurationTopic'), 'true'),
  });
  const subscription = new cdk.aws_sns.CfnSubscription(scope, 'SNSAllConfigurationEmailNotification', {
    topicArn: topic.ref,
    protocol: 'email',
    endpoint: cdk.Fn.ref('AllConfigurationEmail'),
  });
  subscription.cfnOptions.condition = subscribe;
  addTopicOutputs(scope, cdk, topic, { name: 'AllConfigTopic', title: 'All Configuration Notification' });
}

/** Security notifications of all accounts: for people. */
function addNotificationTopic(scope: Scope, cdk: typeof Cdk): void {
  const topic = addTopic(scope, cdk, 'SNSNotification', NAMES.topic.security, [
    { protocol: 'email', endpoint: cdk.Fn.ref('SecurityNotificationEmail') },
  ]);
  new cdk.aws_sns.CfnTopicPolicy(scope, 'SNSNotificationPolicy', {
    topics: [topic.ref],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: '__default_statement_ID',
          Effect: 'Allow',
          Principal: { AWS: cdk.Fn.sub('arn:${AWS::Partition}:iam::${AWS::AccountId}:root') },
          Action: OWNER_ACTIONS,
          Resource: topic.ref,
        },
        {
          Sid: 'AWSSNSPolicy',
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: 'sns:Publish',
          Resource: topic.ref,
          // Also lets in the execution roles of EventBridge rules in other accounts, which publish directly.
          Condition: { StringEquals: { 'aws:PrincipalOrgID': cdk.Fn.ref('OrgID') } },
        },
        {
          Sid: 'LocalServices',
          Effect: 'Allow',
          Principal: { Service: ['events.amazonaws.com', 'cloudwatch.amazonaws.com', 'budgets.amazonaws.com'] },
          Action: 'sns:Publish',
          Resource: topic.ref,
          Condition: { StringEquals: { 'aws:SourceAccount': cdk.Aws.ACCOUNT_ID } },
        },
        {
          Sid: 'TrailAlarms',
          Effect: 'Allow',
          Principal: { Service: 'cloudwatch.amazonaws.com' },
          Action: 'sns:Publish',
          Resource: topic.ref,
          // Without the notification hub, the alarms of the organization trail come straight from there.
          Condition: { StringEquals: { 'aws:SourceAccount': cdk.Fn.ref('ManagementAccountId') } },
        },
        denyPlainHttp(topic.ref),
      ],
    },
  });
  addTopicOutputs(scope, cdk, topic, { name: 'SecurityTopic', title: 'Security Notification' });
}

/** What SNS itself grants to the owner of a new topic. */
const OWNER_ACTIONS = [
  'sns:GetTopicAttributes',
  'sns:SetTopicAttributes',
  'sns:AddPermission',
  'sns:RemovePermission',
  'sns:DeleteTopic',
  'sns:Subscribe',
  'sns:ListSubscriptionsByTopic',
  'sns:Publish',
];

function denyPlainHttp(topicArn: string): object {
  return {
    Sid: 'AllowSSLRequestsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: TLS_ONLY,
  };
}

function addTopic(
  scope: Scope,
  cdk: typeof Cdk,
  logicalId: string,
  suffix: string,
  subscription?: Cdk.aws_sns.CfnTopic.SubscriptionProperty[],
): Cdk.aws_sns.CfnTopic {
  const name = cdk.Fn.sub(ours(suffix));
  return new cdk.aws_sns.CfnTopic(scope, logicalId, {
    topicName: name,
    displayName: name,
    ...(subscription && { subscription }),
  });
}

function addTopicOutputs(
  scope: Scope,
  cdk: typeof Cdk,
  topic: Cdk.aws_sns.CfnTopic,
  { name, title }: { readonly name: string; readonly title: string },
): void {
  new cdk.CfnOutput(scope, `${name}ARN`, { description: `${title} SNS Topic ARN`, value: topic.ref });
  new cdk.CfnOutput(scope, `${name}Name`, { description: `${title} SNS Topic Name`, value: topic.attrTopicName });
}
