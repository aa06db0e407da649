// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript

import type { Config } from '../../config/schema.ts';
import type { Json } from '../../domain/json.ts';
import { NAMES } from '../../domain/names.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';
import { arnOfOurs, ours } from '../ours.ts';
import { settingCalls } from '../setting-calls.ts';
import { addHeartbeat } from './heartbeat.ts';
import { MANAGEMENT_ACCOUNT, routesOf } from './patterns.ts';
import type { Route } from './route.ts';
import { addUnforwarded, UNFORWARDED } from './unforwarded.ts';

/** From the default event bus of every account and region to the bus of the audit account. */
export const notificationRoutes: Blueprint = {
  id: 'notification-routes',
  title: note`Rules that forward what people must know to the audit account`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-NotificationRoutes',
  destination: 'governed',
  regions: 'governed-and-global',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-roles', 'notification-hub'],
  sensitiveParameters: [],
  isEnabled: (config) => config.notifications.enabled,
  template: makeRoutesTemplate,
  parameters: ({ config, organizationId, managementAccountId, auditAccountId, imageAccountId }: DeploymentContext) => ({
    ManagedResourcePrefix: config.resourcePrefix,
    AuditAccountId: auditAccountId,
    OrganizationId: organizationId,
    HomeRegion: config.homeRegion,
    ...(config.machineImages.enabled ? { ImageAccountId: imageAccountId } : {}),
    ...(watchesSettings(config) ? { [MANAGEMENT_ACCOUNT]: managementAccountId } : {}),
  }),
};

const BUS = arnOfOurs('AWS::Events::EventBus', NAMES.bus.notifications, {
  region: '${HomeRegion}',
  account: '${AuditAccountId}',
});
/** See role.ts: EventBridge needs a role for buses of other accounts. */
const ROLE = arnOfOurs('AWS::IAM::Role', NAMES.role.eventForwarding);

function makeRoutesTemplate(config: Config): Template {
  return makeTemplate('Forwards what people must know to the audit account.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    addAccountParameter(scope, cdk, 'AuditAccountId', 'Account that gathers notifications');
    new cdk.CfnParameter(scope, 'HomeRegion', { type: 'String', description: 'Region of the bus in that account' });
    const isAudit = new cdk.CfnCondition(scope, 'IsAuditAccount', {
      expression: cdk.Fn.conditionEquals(cdk.Aws.ACCOUNT_ID, cdk.Fn.ref('AuditAccountId')),
    });
    new cdk.CfnParameter(scope, 'OrganizationId', { type: 'String', allowedPattern: '^o-[a-z0-9]{10,32}$' });
    addUnforwarded(scope, cdk, isAudit);
    const buildsImages = config.machineImages.enabled ? addImageCondition(scope, cdk) : undefined;
    if (watchesSettings(config)) addAccountParameter(scope, cdk, MANAGEMENT_ACCOUNT, 'Account that applies');
    addHeartbeat(scope, cdk, targetOf(cdk));
    for (const route of routesOf(config, '${ManagedResourcePrefix}', '${AWS::AccountId}')) {
      const rule = addRule(scope, cdk, route);
      if (route.where === 'audit') rule.cfnOptions.condition = isAudit;
      if (route.where === 'image' && buildsImages) rule.cfnOptions.condition = buildsImages;
    }
  });
}

function watchesSettings(config: Config): boolean {
  return Object.keys(settingCalls(config)).length > 0;
}

/** Pipelines are in one account, in its home region. */
function addImageCondition(scope: Scope, cdk: typeof Cdk): Cdk.CfnCondition {
  addAccountParameter(scope, cdk, 'ImageAccountId', 'Account that builds machine images');
  return new cdk.CfnCondition(scope, 'BuildsImages', {
    expression: cdk.Fn.conditionAnd(
      cdk.Fn.conditionEquals(cdk.Aws.ACCOUNT_ID, cdk.Fn.ref('ImageAccountId')),
      cdk.Fn.conditionEquals(cdk.Aws.REGION, cdk.Fn.ref('HomeRegion')),
    ),
  });
}

function addRule(scope: Scope, cdk: typeof Cdk, route: Route): Cdk.aws_events.CfnRule {
  return new cdk.aws_events.CfnRule(scope, `${route.name}Rule`, {
    name: cdk.Fn.sub(ours(route.name)),
    description: route.title,
    state: route.withReadOnlyCalls ? 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' : 'ENABLED',
    eventPattern: substitute(cdk, route.pattern),
    targets: [targetOf(cdk)],
  });
}

function targetOf(cdk: typeof Cdk): Cdk.aws_events.CfnRule.TargetProperty {
  return {
    id: 'Notifications',
    arn: cdk.Fn.sub(BUS),
    roleArn: cdk.Fn.sub(ROLE),
    deadLetterConfig: { arn: cdk.Fn.sub(UNFORWARDED) },
  };
}

/** Texts with placeholders become Fn::Sub. */
function substitute(cdk: typeof Cdk, value: Json): unknown {
  if (typeof value === 'string') return value.includes('${') ? cdk.Fn.sub(value) : value;
  if (Array.isArray(value)) return value.map((item: Json) => substitute(cdk, item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(cdk, item as Json)]));
}
