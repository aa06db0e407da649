// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub, not of JavaScript
import type { Config } from '../../config/schema.ts';
import { note } from '../../domain/say.ts';
import type { Template } from '../../domain/template.ts';
import type { ManagedRule } from '../../rules/managed-rule.ts';
import { chosenRules } from '../../rules/managed-rules.ts';
import { deployedRuleName } from '../../rules/rule-name.ts';
import type { Blueprint, DeploymentContext } from '../blueprint.ts';
import { regionsOf } from '../blueprint.ts';
import type { Cdk, Scope } from '../cdk.ts';
import { makeTemplate } from '../cdk.ts';
import { addAccountParameter, addResourcePrefixParameter } from '../common.ts';
import { logicalIdOf } from '../logical-id.ts';
import { addCustomRules } from './custom-rules.ts';
import { REMEDIATION_ROLE } from './remediation-role.ts';
import { REMEDIATIONS } from './remediations.ts';

/** What AWS's own rules say of every governed account. */
export const configRules: Blueprint = {
  id: 'config-rules',
  title: note`AWS Config rules of the chosen profile, in every governed account and region`,
  kind: 'stack-set',
  stackName: 'AWSOrganizations-ConfigRules',
  destination: 'governed',
  regions: 'governed',
  capabilities: [],
  dependsOn: ['stackset-execution', 'account-baseline', 'account-roles', 'config-recorder'],
  sensitiveParameters: [],
  isEnabled: ({ configRules: { enabled } }) => enabled,
  template: makeRulesTemplate,
  parameters: makeRulesParameters,
};

function makeRulesParameters({ config, auditAccountId }: DeploymentContext): Record<string, string> {
  return {
    ManagedResourcePrefix: config.resourcePrefix,
    HomeRegion: config.homeRegion,
    ...(needsAuditAccount(config) && { AuditAccountId: auditAccountId }),
  };
}

function makeRulesTemplate(config: Config): Template {
  return makeTemplate('AWS Config rules of the member baseline.', (scope, cdk) => {
    addResourcePrefixParameter(scope, cdk);
    new cdk.CfnParameter(scope, 'HomeRegion', { type: 'String', description: 'Where rules run that need one region' });
    new cdk.CfnCondition(scope, 'IsHomeRegion', {
      expression: cdk.Fn.conditionEquals(cdk.Aws.REGION, cdk.Fn.ref('HomeRegion')),
    });
    if (needsAuditAccount(config)) addAccountParameter(scope, cdk, 'AuditAccountId', 'Account that gathers findings');
    for (const rule of chosenRules(config.configRules)) addRule(scope, cdk, { rule, config });
    addCustomRules(scope, cdk, config);
  });
}

function needsAuditAccount({ configRules: { parameters, ...choice } }: Config): boolean {
  const isGiven = (rule: ManagedRule, name: string): boolean => parameters[rule.name]?.[name] !== undefined;
  return chosenRules(choice).some((rule) =>
    rule.parameters.some(({ name, value }) => value?.includes('${AuditAccountId}') && !isGiven(rule, name)),
  );
}

interface RuleInput {
  readonly rule: ManagedRule;
  readonly config: Config;
}

function addRule(scope: Scope, cdk: typeof Cdk, input: RuleInput): void {
  const { rule, config } = input;
  const regions = rule.regions === 'home' ? [config.homeRegion] : regionsOf({ regions: 'governed' }, config);
  const without = regions.filter((region) => rule.unavailableIn.includes(region));
  if (without.length === regions.length) return;
  const parameters = parametersOf(rule, config);
  const logicalId = logicalIdOf(rule.name);
  const resource = new cdk.aws_config.CfnConfigRule(scope, logicalId, {
    configRuleName: cdk.Fn.sub(deployedRuleName('${ManagedResourcePrefix}', rule.name)),
    description: rule.why.en,
    source: { owner: 'AWS', sourceIdentifier: rule.identifier },
    ...(parameters.length > 0 && {
      inputParameters: Object.fromEntries(parameters.map(([name, value]) => [name, substitute(cdk, value)])),
    }),
  });
  const condition = conditionOf(scope, cdk, rule, without);
  if (condition) resource.cfnOptions.condition = condition;
  addRemediation(scope, cdk, input, resource);
}

/** What is given in metsuke.yaml, else what is deployed by default, else what AWS requires although it has a default. */
function parametersOf(rule: ManagedRule, { configRules }: Config): readonly (readonly [string, string])[] {
  const given = configRules.parameters[rule.name] ?? {};
  return rule.parameters.flatMap((parameter) => {
    const value = given[parameter.name] ?? parameter.value ?? (parameter.required ? parameter.default : undefined);
    return value === undefined ? [] : [[parameter.name, String(value)] as const];
  });
}

/** Whoever writes `${…}` in metsuke.yaml means these characters. */
function substitute(cdk: typeof Cdk, value: string): string {
  return /\$\{(AWS::Partition|AuditAccountId)\}/.test(value) ? cdk.Fn.sub(value) : value;
}

function conditionOf(
  scope: Scope,
  cdk: typeof Cdk,
  { regions }: ManagedRule,
  without: readonly string[],
): Cdk.CfnCondition | undefined {
  if (regions === 'home') return scope.node.findChild('IsHomeRegion') as Cdk.CfnCondition;
  if (without.length === 0) return undefined;
  const name = `Outside${without.map(logicalIdOf).join('')}`;
  const isOneOf = without.map((region) => cdk.Fn.conditionEquals(cdk.Aws.REGION, region));
  return (
    (scope.node.tryFindChild(name) as Cdk.CfnCondition | undefined) ??
    new cdk.CfnCondition(scope, name, { expression: cdk.Fn.conditionNot(cdk.Fn.conditionOr(...isOneOf)) })
  );
}

/** Twice in an hour and no more: what comes back a third time, somebody makes on purpose. */
const ATTEMPTS = { maximumAutomaticAttempts: 2, retryAttemptSeconds: 1800 };

function addRemediation(
  scope: Scope,
  cdk: typeof Cdk,
  { rule, config }: RuleInput,
  resource: Cdk.aws_config.CfnConfigRule,
): void {
  const name = config.configRules.remediate.find((candidate) => candidate === rule.name);
  if (name === undefined) return;
  const { document, resourceParameter, resourceType } = REMEDIATIONS[name];
  const role = cdk.Fn.sub(`arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${REMEDIATION_ROLE}`);
  const remediation = new cdk.aws_config.CfnRemediationConfiguration(scope, `${logicalIdOf(name)}Remediation`, {
    configRuleName: resource.ref,
    targetType: 'SSM_DOCUMENT',
    targetId: document,
    automatic: true,
    ...ATTEMPTS,
    ...(resourceType !== 'AWS::::Account' && { resourceType }),
    parameters: {
      AutomationAssumeRole: { StaticValue: { Values: [role] } },
      ...(resourceParameter && { [resourceParameter]: { ResourceValue: { Value: 'RESOURCE_ID' } } }),
    },
  });
  if (resource.cfnOptions.condition) remediation.cfnOptions.condition = resource.cfnOptions.condition;
}
