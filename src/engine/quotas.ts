import { EXCEPTION_PARAMETERS, exceptionParameters } from '../blueprints/notification-hub/blueprint.ts';
import { templateOf } from '../blueprints/template-of.ts';
import type { Finding } from '../domain/finding.ts';
import { say } from '../domain/say.ts';
import { TEMPLATE_BODY_LIMIT_BYTES } from '../domain/template.ts';
import { chosenRules } from '../rules/managed-rules.ts';
import type { CheckedItem } from './checked-item.ts';
import { splitAccounts } from './plan/accounts.ts';
import { deploymentContextOf, type PlanInput } from './plan/input.ts';

/** Quotas of CloudFormation StackSets per administrator account. Source: CloudFormation quotas. */
const STACK_SETS_PER_ACCOUNT = 1_000;
const INSTANCES_PER_STACK_SET = 100_000;
const PARAMETERS_PER_TEMPLATE = 200;
const PARAMETER_VALUE_BYTES = 4_096;
/** Source: S3 quotas. */
const BUCKET_POLICY_BYTES = 20_480;

/** Service limits of AWS Config. */
const RULES_PER_REGION = 1_000;
const ACCOUNTS_PER_AGGREGATOR = 10_000;
const NEW_ACCOUNTS_PER_WEEK = 1_000;

/** Rules of an event bus in most regions, and members of a GuardDuty administrator. Source: quotas of either service. */
const RULES_PER_BUS = 300;
const THREAT_DETECTION_MEMBERS = 50_000;

export function checkQuotas(input: PlanInput, stackSetCount: number): readonly CheckedItem[] {
  const { blueprints, config, snapshot } = input;
  const ours = blueprints.filter((blueprint) => blueprint.kind === 'stack-set' && blueprint.isEnabled(config));
  const added = ours.filter(({ stackName }) => !snapshot.stackSets.some(({ name }) => name === stackName)).length;
  const regions = config.governedRegions?.length ?? 1;
  const instances = snapshot.accounts.length * regions;
  const templates = ours.map(
    (blueprint) => [blueprint.id, Buffer.byteLength(JSON.stringify(templateOf(blueprint, config)))] as const,
  );
  const largest = Math.max(...templates.map(([, size]) => size));
  return [
    {
      what: say`stack sets`,
      found: say`${stackSetCount} of ${STACK_SETS_PER_ACCOUNT}`,
      findings: over(stackSetCount + added, STACK_SETS_PER_ACCOUNT, say`stack sets of the management account`),
    },
    {
      what: say`stack instances`,
      found: say`${instances} of ${INSTANCES_PER_STACK_SET} in the largest stack set`,
      findings: over(instances, INSTANCES_PER_STACK_SET, say`instances of a stack set`),
    },
    {
      what: 'templates',
      found: say`largest ${largest} of ${TEMPLATE_BODY_LIMIT_BYTES} bytes`,
      findings: over(largest, TEMPLATE_BODY_LIMIT_BYTES, say`bytes of a template`),
    },
    checkParameters(input),
    checkBucketPolicies(input),
    ...(config.configRules.enabled ? [checkRules(input)] : []),
    checkAggregator(input),
    ...(config.notifications.enabled ? [checkRoutes(input), checkExceptions(input)] : []),
    ...(config.guardDuty.enabled ? [checkMembers(input)] : []),
  ];
}

/** No policy lists accounts, so that it does not grow with the organization; the list of trails is the user's own. */
function checkBucketPolicies(input: PlanInput): CheckedItem {
  const { blueprints, config } = input;
  const context = deploymentContextOf(input);
  const sizes = blueprints
    .filter((blueprint) => blueprint.isEnabled(config))
    .flatMap((blueprint) => {
      const policies = Object.values(templateOf(blueprint, config).Resources).filter(
        ({ Type: type }) => type === 'AWS::S3::BucketPolicy',
      );
      const trails = Buffer.byteLength(blueprint.parameters(context).TrailArns ?? '');
      return policies.map(({ Properties: properties }) => Buffer.byteLength(JSON.stringify(properties)) + trails);
    });
  const largest = Math.max(0, ...sizes);
  return {
    what: say`bucket policies`,
    found: say`largest about ${largest} of ${BUCKET_POLICY_BYTES} bytes`,
    findings: over(largest, BUCKET_POLICY_BYTES, say`bytes of a bucket policy`),
  };
}

function checkParameters(input: PlanInput): CheckedItem {
  const { blueprints, config } = input;
  const context = deploymentContextOf(input);
  const all = blueprints
    .filter((blueprint) => blueprint.isEnabled(config))
    .map((blueprint) => Object.values(blueprint.parameters(context)));
  const most = Math.max(...all.map((values) => values.length));
  const longest = Math.max(...all.flat().map((value) => Buffer.byteLength(value)));
  return {
    what: 'parameters',
    found: say`at most ${most} of ${PARAMETERS_PER_TEMPLATE}, the longest ${longest} of ${PARAMETER_VALUE_BYTES} bytes`,
    findings: [
      ...over(most, PARAMETERS_PER_TEMPLATE, say`parameters of a template`),
      ...over(longest, PARAMETER_VALUE_BYTES, say`bytes of a parameter`),
    ],
  };
}

/** Those that others made in an account count too; looking at them would cost a call for each account. */
function checkRules({ config }: PlanInput): CheckedItem {
  const count = chosenRules(config.configRules).length + config.configRules.customRules.length;
  return {
    what: say`Config rules`,
    found: say`${count} of ${RULES_PER_REGION} in each account and region`,
    findings: over(count, RULES_PER_REGION, say`Config rules of an account and region`),
  };
}

/** Rules of others on the same bus count too; looking at them would cost a call for each account and region. */
function checkRoutes({ blueprints, config }: PlanInput): CheckedItem {
  const blueprint = blueprints.find(({ id }) => id === 'notification-routes');
  const routes = blueprint === undefined ? {} : templateOf(blueprint, config).Resources;
  const count = Object.values(routes).filter(({ Type: type }) => type === 'AWS::Events::Rule').length;
  return {
    what: say`event rules`,
    found: say`${count} of ${RULES_PER_BUS} on the event bus of each account and region`,
    findings: over(count, RULES_PER_BUS, say`rules of an event bus`),
  };
}

function checkExceptions(input: PlanInput): CheckedItem {
  const count = exceptionParameters(deploymentContextOf(input));
  const tooMany: Finding = {
    severity: 'error',
    code: 'quota',
    message: say`The exceptions of Config rules take ${count} parameters, and the notification hub reads ${EXCEPTION_PARAMETERS}: the hub would still send messages about the last ones.`,
    hint: say`Where a rule counts nearly nowhere, remove it from the profile instead (configRules.remove).`,
  };
  return {
    what: say`rule exceptions`,
    found: say`${count} of ${EXCEPTION_PARAMETERS} parameters`,
    findings: count > EXCEPTION_PARAMETERS ? [tooMany] : [],
  };
}

function checkMembers(input: PlanInput): CheckedItem {
  const { total } = splitAccounts(input);
  return {
    what: say`GuardDuty members`,
    found: say`${total} of ${THREAT_DETECTION_MEMBERS}`,
    findings: over(total, THREAT_DETECTION_MEMBERS, say`members of a GuardDuty administrator`),
  };
}

/** Accounts that joined since the last apply are new to the aggregator too, but it takes them by itself. */
function checkAggregator(input: PlanInput): CheckedItem {
  const { total } = splitAccounts(input);
  const isThere = input.snapshot.stackSets.some(
    ({ name, instances }) =>
      instances.length > 0 &&
      input.blueprints.some(({ id, stackName }) => id === 'security-resource' && stackName === name),
  );
  const weeks = Math.ceil(total / NEW_ACCOUNTS_PER_WEEK);
  const slow: Finding = {
    severity: 'info',
    code: 'quota',
    message: say`The aggregator takes in ${NEW_ACCOUNTS_PER_WEEK} accounts a week: it sees all ${total} after ${weeks} weeks.`,
    hint: say`AWS Support raises the limit; until then \`metsuke rules status\` lacks the others.`,
  };
  return {
    what: 'aggregator',
    found: say`${total} of ${ACCOUNTS_PER_AGGREGATOR} accounts`,
    findings: [
      ...over(total, ACCOUNTS_PER_AGGREGATOR, say`accounts of a Config aggregator`),
      ...(!isThere && weeks > 1 ? [slow] : []),
    ],
  };
}

function over(count: number, limit: number, what: string): readonly Finding[] {
  if (count <= limit) return [];
  return [{ severity: 'error', code: 'quota', message: say`${count} ${what} are more than AWS allows (${limit}).` }];
}
