// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import { FORMATTER_CODE } from 'metsuke:formatter-code';
import type { Config } from '../../config/schema.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import { packExceptions } from '../../notifications/exceptions.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';
import { arnOfOurs, ours } from '../ours.ts';
import { addBus, addFormatterRule, addUndelivered } from './bus.ts';
import { addChat } from './chat.ts';
import { policyOf } from './policy.ts';
import { addDigestSchedule } from './schedule.ts';
import { addWebhook } from './webhook.ts';

/** Where what the routes forward becomes messages. */
export const notificationHub: Blueprint = {
  id: 'notification-hub',
  title: note`Event bus, formatter and digest of notifications in the audit account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-NotificationHub',
  destination: 'audit',
  regions: 'home',
  capabilities: ['CAPABILITY_NAMED_IAM'],
  // security-resource makes the audit account a delegated administrator, who may ask for the names of accounts.
  dependsOn: ['stackset-execution', 'security-topic', 'security-resource'],
  sensitiveParameters: [],
  isEnabled: (config) => config.notifications.enabled,
  template: makeHubTemplate,
  parameters: makeHubParameters,
};

/** A thousand accounts in an exception are 9,000 characters, and a parameter has 4,096. */
export const EXCEPTION_PARAMETERS = 10;

/** How many parameters the exceptions of Config rules would take: more than EXCEPTION_PARAMETERS are not heeded. */
export function exceptionParameters(context: DeploymentContext): number {
  return packExceptions(context.ruleExceptions).length;
}

function makeHubParameters(context: DeploymentContext): Record<string, string> {
  const texts = packExceptions(context.ruleExceptions).slice(0, EXCEPTION_PARAMETERS);
  return {
    ManagedResourcePrefix: context.config.resourcePrefix,
    OrganizationId: context.organizationId,
    ManagementAccountId: context.managementAccountId,
    ...Object.fromEntries(texts.map((text, index) => [`RuleExceptions${index + 1}`, text])),
  };
}

function makeHubTemplate(config: Config): Template {
  return makeTemplate('Makes messages of what the accounts of the organization report.', (scope, cdk) => {
    declareParameters(scope, cdk);
    const bus = addBus(scope, cdk);
    const table = addTable(scope, cdk);
    const undelivered = addUndelivered(scope, cdk);
    const chat = config.notifications.slack ? addChat(scope, cdk, config.notifications.slack) : null;
    if (config.notifications.webhook) addWebhook(scope, cdk, config.notifications.webhook.secret, { bus, undelivered });
    const channels = { chat, webhook: config.notifications.webhook ? bus : null };
    const role = addRole(scope, cdk, { table, undelivered, ...channels });
    const formatter = addFormatter(scope, cdk, config, { role, table, undelivered, ...channels });
    addFormatterRule(scope, cdk, { bus, formatter, undelivered });
    addDigestSchedule(scope, cdk, config, { formatter, undelivered });
  });
}

function declareParameters(scope: Scope, cdk: typeof Cdk): void {
  addResourcePrefixParameter(scope, cdk);
  new cdk.CfnParameter(scope, 'OrganizationId', {
    type: 'String',
    description: 'Organization whose accounts report here',
  });
  addAccountParameter(scope, cdk, 'ManagementAccountId', 'Account whose organization knows the names of accounts');
  for (let number = 1; number <= EXCEPTION_PARAMETERS; number += 1) addExceptions(scope, cdk, number);
}

const EXCEPTIONS_PATH = '/metsuke/${ManagedResourcePrefix}/rule-exceptions';

/** Read while it runs, so that an exception ends on its day without a deployment. */
function addExceptions(scope: Scope, cdk: typeof Cdk, number: number): void {
  const name = `RuleExceptions${number}`;
  new cdk.CfnParameter(scope, name, {
    type: 'String',
    description: 'Config rules that do not count in some accounts until a day',
    default: '',
  });
  const given = new cdk.CfnCondition(scope, `Has${name}`, {
    expression: cdk.Fn.conditionNot(cdk.Fn.conditionEquals(cdk.Fn.ref(name), '')),
  });
  const parameter = new cdk.aws_ssm.CfnParameter(scope, `Parameter${name}`, {
    name: cdk.Fn.sub(`${EXCEPTIONS_PATH}/${number}`),
    type: 'String',
    tier: 'Standard',
    description: 'Config rules about which nobody is told in some accounts until a day.',
    value: cdk.Fn.ref(name),
  });
  parameter.cfnOptions.condition = given;
}

/** What was told, and what is counted for the next digest. */
function addTable(scope: Scope, cdk: typeof Cdk): Cdk.aws_dynamodb.CfnTable {
  const table = new cdk.aws_dynamodb.CfnTable(scope, 'Table', {
    tableName: cdk.Fn.sub(ours(NAMES.table.notifications)),
    billingMode: 'PAY_PER_REQUEST',
    attributeDefinitions: [
      { attributeName: 'pk', attributeType: 'S' },
      { attributeName: 'sk', attributeType: 'S' },
    ],
    keySchema: [
      { attributeName: 'pk', keyType: 'HASH' },
      { attributeName: 'sk', keyType: 'RANGE' },
    ],
    timeToLiveSpecification: { attributeName: 'expires', enabled: true },
    sseSpecification: { sseEnabled: true },
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
  });
  table.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY);
  return table;
}

interface Channels {
  readonly chat: Cdk.aws_sns.CfnTopic | null;
  readonly webhook: Cdk.aws_events.CfnEventBus | null;
}

interface FormatterParts extends Channels {
  readonly role: Cdk.aws_iam.CfnRole;
  readonly table: Cdk.aws_dynamodb.CfnTable;
  readonly undelivered: Cdk.aws_sqs.CfnQueue;
}

const FORMATTER = ours(NAMES.role.notificationFormatter);
const MAIL_TOPIC = arnOfOurs('AWS::SNS::Topic', NAMES.topic.security);

function addRole(scope: Scope, cdk: typeof Cdk, parts: Omit<FormatterParts, 'role'>): Cdk.aws_iam.CfnRole {
  const { table, undelivered, chat, webhook } = parts;
  const allow = (actions: string | string[], resource: unknown) => ({
    Effect: 'Allow',
    Action: actions,
    Resource: resource,
  });
  return new cdk.aws_iam.CfnRole(scope, 'FormatterRole', {
    roleName: cdk.Fn.sub(FORMATTER),
    path: '/',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    policies: [
      {
        policyName: 'Notify',
        policyDocument: {
          Version: '2012-10-17',
          Statement: [
            allow(
              ['logs:CreateLogStream', 'logs:PutLogEvents'],
              cdk.Fn.sub(`arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:${FORMATTER}:*`),
            ),
            allow(
              ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
              table.attrArn,
            ),
            allow('sns:Publish', [cdk.Fn.sub(MAIL_TOPIC), ...(chat ? [chat.ref] : [])]),
            allow('sqs:SendMessage', undelivered.attrArn),
            allow(
              'ssm:GetParametersByPath',
              cdk.Fn.sub(`arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter${EXCEPTIONS_PATH}`),
            ),
            allow(
              'organizations:DescribeAccount',
              cdk.Fn.sub('arn:${AWS::Partition}:organizations::${ManagementAccountId}:account/${OrganizationId}/*'),
            ),
            ...(webhook ? [allow('events:PutEvents', webhook.attrArn)] : []),
          ],
        },
      },
    ],
  });
}

function addFormatter(
  scope: Scope,
  cdk: typeof Cdk,
  config: Config,
  parts: FormatterParts,
): Cdk.aws_lambda.CfnFunction {
  const logs = new cdk.aws_logs.CfnLogGroup(scope, 'FormatterLogs', {
    logGroupName: cdk.Fn.sub(FORMATTER),
    retentionInDays: 365,
  });
  logs.applyRemovalPolicy(cdk.RemovalPolicy.DESTROY);
  const { chat, webhook } = parts;
  return new cdk.aws_lambda.CfnFunction(scope, 'Formatter', {
    functionName: cdk.Fn.sub(FORMATTER),
    description: 'Makes messages of events',
    runtime: 'nodejs24.x',
    architectures: ['arm64'],
    handler: 'index.handler',
    memorySize: 256,
    timeout: 100,
    role: parts.role.attrArn,
    code: { zipFile: FORMATTER_CODE[config.notifications.language] },
    loggingConfig: { logGroup: logs.ref },
    deadLetterConfig: { targetArn: parts.undelivered.attrArn },
    environment: {
      variables: {
        TABLE: parts.table.ref,
        MAIL_TOPIC: cdk.Fn.sub(MAIL_TOPIC),
        EXCEPTIONS: cdk.Fn.sub(EXCEPTIONS_PATH),
        POLICY: JSON.stringify(policyOf(config)),
        ...(chat && { CHAT_TOPIC: chat.ref }),
        ...(webhook && { WEBHOOK_BUS: webhook.ref }),
      },
    },
  });
}
