// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of the shell
import type { Config } from '../config/schema.ts';
import type { AccountId, OrganizationId, RootId } from '../domain/ids.ts';
import { isAccountId, isUnitId, partitionOf } from '../domain/ids.ts';
import type { SessionVpc } from '../domain/session-vpc.ts';
import { type Guardrail, isGuardrailEnabled, type OrganizationFacts, targetsOf } from '../guardrails/guardrail.ts';
import { policyContent } from '../guardrails/size.ts';
import { type Blueprint, type DeploymentContext, type Destination, regionsOf } from './blueprint.ts';

/** README.md beside synthesized templates: the AWS CLI commands that do what `metsuke apply` does, without its care. */
export function makeManual(config: Config, blueprints: readonly Blueprint[], guardrails: readonly Guardrail[]): string {
  return [
    INTRODUCTION,
    '## First',
    shell([...makeVariables(config), '', ...makeServiceAccessCommands(config, blueprints)]),
    ...blueprints.flatMap((blueprint) => [
      heading(`templates/${blueprint.id}.json`, blueprint.title, blueprint.isEnabled(config)),
      shell(
        blueprint.kind === 'stack' ? makeStackCommands(blueprint, config) : makeStackSetCommands(blueprint, config),
      ),
    ]),
    '## Types of policies',
    shell(makePolicyTypeCommands(config, guardrails)),
    ...guardrails.flatMap((guardrail) => [
      heading(`policies/${guardrail.id}.json`, guardrail.title, isGuardrailEnabled(guardrail, config)),
      shell(makePolicyCommands(guardrail, config)),
    ]),
  ].join('\n\n');
}

const INTRODUCTION = `# Deploy by hand

These files are plain CloudFormation templates and organization policies. The commands below deploy them with the
AWS CLI, in this order, from the management account.

They create; to update, say \`update-stack\`, \`update-stack-set\` or \`update-policy\` instead. CloudFormation works on
after \`create-stack-instances\` has returned: read the result with \`aws cloudformation list-stack-instances\`.`;

/** In every command, what is known only in AWS stands as a variable of the shell. */
const SHELL_CONTEXT = {
  organizationId: '$ORG_ID' as OrganizationId,
  managementAccountId: '$MANAGEMENT_ACCOUNT_ID' as AccountId,
  rootId: '$ROOT_ID' as RootId,
  auditAccountId: '$AUDIT_ACCOUNT_ID' as AccountId,
  logAccountId: '$LOG_ACCOUNT_ID' as AccountId,
  imageAccountId: '$IMAGE_ACCOUNT_ID' as AccountId,
  ruleExceptions: [],
  // with commas; the first parameter holds 300 of them
  accountIds: ['$ACCOUNT_IDS' as AccountId],
  // Names are too much to type: reports show ids then.
  accounts: [],
};

function idOf(reference: string): string {
  return isAccountId(reference) ? reference : `"<id of the account ${reference}>"`;
}

function makeVariables(config: Config): readonly string[] {
  const { audit, log } = config.accounts;
  const { enabled, account } = config.machineImages;
  return [
    'ORG_ID=$(aws organizations describe-organization --query Organization.Id --output text)',
    'ROOT_ID=$(aws organizations list-roots --query "Roots[0].Id" --output text)',
    'MANAGEMENT_ACCOUNT_ID=$(aws organizations describe-organization --query Organization.MasterAccountId --output text)',
    `AUDIT_ACCOUNT_ID=${idOf(audit)}`,
    `LOG_ACCOUNT_ID=${idOf(log)}`,
    ...(enabled ? [`IMAGE_ACCOUNT_ID=${account === undefined ? '"$AUDIT_ACCOUNT_ID"' : idOf(account)}`] : []),
    '# every account that is governed but the management account, separated by blanks',
    'MEMBER_ACCOUNT_IDS="<account ids>"',
    '# every account of the organization, separated by commas',
    'ACCOUNT_IDS="<account ids>"',
    'SECURITY_NOTIFICATION_EMAIL="<address>"',
    'ALL_CONFIGURATION_EMAIL="$SECURITY_NOTIFICATION_EMAIL"',
    `export AWS_REGION=${config.homeRegion} AWS_DEFAULT_REGION=${config.homeRegion}`,
    '',
    '# in_account <account id> <command>: runs a command in another account',
    'in_account() {',
    '  local account=$1; shift',
    `  env $(aws sts assume-role --role-session-name metsuke \\`,
    `    --role-arn "arn:${partitionOf(config.homeRegion)}:iam::$account:role/${config.stackSets.bootstrapRole}" --output text \\`,
    `    --query "Credentials.[join('=',['AWS_ACCESS_KEY_ID',AccessKeyId]),join('=',['AWS_SECRET_ACCESS_KEY',SecretAccessKey]),join('=',['AWS_SESSION_TOKEN',SessionToken])]") "$@"`,
    '}',
  ];
}

/** Services that work in the whole organization; some of them from the audit account. */
function makeServiceAccessCommands(config: Config, blueprints: readonly Blueprint[]): readonly string[] {
  const services = blueprints
    .filter((blueprint) => blueprint.isEnabled(config))
    .flatMap(({ serviceAccess }) => serviceAccess ?? []);
  return [
    '# services that the organization lets in; the audit account aggregates it',
    ...services.flatMap(({ principal, delegated }) => [
      `aws organizations enable-aws-service-access --service-principal ${principal}`,
      ...(delegated
        ? [
            `aws organizations register-delegated-administrator --service-principal ${principal} --account-id "$AUDIT_ACCOUNT_ID"`,
          ]
        : []),
    ]),
  ];
}

function makeStackCommands(blueprint: Blueprint, config: Config): readonly string[] {
  const create = command('aws cloudformation create-stack', [
    `--stack-name ${blueprint.stackName}`,
    ...makeTemplateArguments(blueprint, config),
  ]);
  const wait = `aws cloudformation wait stack-create-complete --stack-name ${blueprint.stackName}`;
  if (blueprint.destination === 'management') return [create, wait];
  return [
    `for account in ${accountsOf(blueprint.destination, sessionVpcsOf(config))}; do`,
    `in_account "$account" ${create}`,
    `in_account "$account" ${wait}`,
    'done',
  ];
}

function makeStackSetCommands(blueprint: Blueprint, config: Config): readonly string[] {
  return [
    command('aws cloudformation create-stack-set', [
      `--stack-set-name ${blueprint.stackName}`,
      ...makePermissionArguments(config),
      ...makeTemplateArguments(blueprint, config),
    ]),
    ...placesOf(blueprint, config).map(({ accounts, regions }) =>
      command('aws cloudformation create-stack-instances', [
        `--stack-set-name ${blueprint.stackName}`,
        makeTargetArgument(blueprint.destination, accounts, config),
        `--regions ${regions.join(' ')}`,
        makePreferencesArgument(config),
      ]),
    ),
  ];
}

/** A command goes to each of its accounts in each of its regions: where that would be too much, a command a region. */
function placesOf({ destination, regions }: Blueprint, config: Config) {
  const vpcs = sessionVpcsOf(config);
  const all = regionsOf({ regions }, config);
  if (destination !== 'session-vpcs') return [{ accounts: accountsOf(destination, vpcs), regions: all }];
  return all.map((region) => {
    const here = vpcs.filter((vpc) => vpc.region === region);
    return { accounts: accountsOf(destination, here), regions: [region] };
  });
}

function sessionVpcsOf({ sessions, homeRegion }: Config): readonly SessionVpc[] {
  return sessions.endpoints.map(({ vpcId, account, region = homeRegion }) => ({
    vpcId,
    account: idOf(account) as AccountId,
    region,
  }));
}

function makePermissionArguments({ homeRegion, stackSets }: Config): readonly string[] {
  if (stackSets.permissionModel === 'SERVICE_MANAGED') {
    return ['--permission-model SERVICE_MANAGED', '--auto-deployment Enabled=true,RetainStacksOnAccountRemoval=true'];
  }
  const partition = partitionOf(homeRegion);
  return [
    `--administration-role-arn "arn:${partition}:iam::$MANAGEMENT_ACCOUNT_ID:role/${stackSets.administrationRole}"`,
    `--execution-role-name ${stackSets.executionRole}`,
  ];
}

function makeTargetArgument(destination: Destination, accounts: string, { stackSets }: Config): string {
  if (stackSets.permissionModel === 'SELF_MANAGED') return `--accounts ${accounts}`;
  const everywhere = '--deployment-targets OrganizationalUnitIds=$ROOT_ID';
  return destination === 'members' || destination === 'governed'
    ? everywhere
    : `${everywhere},Accounts=${accounts},AccountFilterType=INTERSECTION`;
}

function makePreferencesArgument({ stackSets: { operation } }: Config): string {
  const preferences = [
    `RegionConcurrencyType=${operation.regionConcurrency}`,
    `ConcurrencyMode=${operation.concurrencyMode}`,
    `MaxConcurrentPercentage=${operation.maxConcurrentPercentage}`,
    `FailureTolerancePercentage=${operation.failureTolerancePercentage}`,
  ];
  return `--operation-preferences ${preferences.join(',')}`;
}

function accountsOf(destination: Destination, vpcs: readonly SessionVpc[]): string {
  switch (destination) {
    case 'management':
      return '$MANAGEMENT_ACCOUNT_ID';
    case 'audit':
      return '$AUDIT_ACCOUNT_ID';
    case 'log':
      return '$LOG_ACCOUNT_ID';
    case 'image':
      return '$IMAGE_ACCOUNT_ID';
    case 'governed':
      return '$MANAGEMENT_ACCOUNT_ID $MEMBER_ACCOUNT_IDS';
    case 'members':
      return '$MEMBER_ACCOUNT_IDS';
    case 'session-vpcs':
      return [...new Set(vpcs.map(({ account }) => account))].join(' ');
    default:
      return destination satisfies never;
  }
}

function makeTemplateArguments(blueprint: Blueprint, config: Config): readonly string[] {
  const context: DeploymentContext = { ...SHELL_CONTEXT, sessionVpcs: sessionVpcsOf(config), config };
  const parameters = Object.entries(blueprint.parameters(context)).map(([name, value]) => {
    const shown = blueprint.sensitiveParameters.includes(name) ? `$${shellName(name)}` : value;
    return `ParameterKey=${name},ParameterValue="${shown}"`;
  });
  return [
    `--template-body file://templates/${blueprint.id}.json`,
    ...(blueprint.capabilities.length > 0 ? [`--capabilities ${blueprint.capabilities.join(' ')}`] : []),
    ...(parameters.length > 0 ? [`--parameters ${parameters.join(' \\\n    ')}`] : []),
  ];
}

/** SecurityNotificationEmail → SECURITY_NOTIFICATION_EMAIL */
function shellName(parameter: string): string {
  return parameter.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}

/** Policies name the organization and two accounts; metsuke.yaml need not say their ids. */
export function factsOf({ organizationId, accounts }: Config): OrganizationFacts {
  const idOf = (reference: string, unknown: string) => (/^\d{12}$/.test(reference) ? reference : unknown) as AccountId;
  return {
    organizationId: organizationId === undefined ? UNKNOWN.ORG_ID : (organizationId as OrganizationId),
    auditAccountId: idOf(accounts.audit, UNKNOWN.AUDIT_ACCOUNT_ID),
    logAccountId: idOf(accounts.log, UNKNOWN.LOG_ACCOUNT_ID),
  };
}

/** What stands in a policy for an id that is not known, by the variable that has it. */
const UNKNOWN = {
  ORG_ID: 'o-organization' as OrganizationId,
  AUDIT_ACCOUNT_ID: 'id-of-the-audit-account' as AccountId,
  LOG_ACCOUNT_ID: 'id-of-the-log-account' as AccountId,
};

function makePolicyCommands(guardrail: Guardrail, config: Config): readonly string[] {
  const create = command('POLICY_ID=$(aws organizations create-policy', [
    `--type ${guardrail.type}`,
    `--name ${guardrail.policyName(config)}`,
    `--description "${guardrail.description(config)}"`,
    `--content file://policies/${guardrail.id}.json`,
    '--query Policy.PolicySummary.Id --output text)',
  ]);
  return [
    ...unknownIn(guardrail, config).map(
      ([variable, text]) => `sed -i "s/${text}/$${variable}/" policies/${guardrail.id}.json`,
    ),
    create,
    ...targetsOf(guardrail, config).map(
      (target) => `aws organizations attach-policy --policy-id $POLICY_ID --target-id ${shellTarget(target)}`,
    ),
  ];
}

/** Each once: a type that is enabled already is refused. */
function makePolicyTypeCommands(config: Config, guardrails: readonly Guardrail[]): readonly string[] {
  const types = new Set(guardrails.filter((one) => isGuardrailEnabled(one, config)).map(({ type }) => type));
  return [...types].map((type) => `aws organizations enable-policy-type --root-id $ROOT_ID --policy-type ${type}`);
}

function shellTarget(reference: string): string {
  if (reference === 'root') return '$ROOT_ID';
  return isUnitId(reference) ? reference : `"<id of ${reference}>"`;
}

function heading(path: string, title: string, enabled: boolean): string {
  return `## ${path}\n\n${title}.${enabled ? '' : ' Off in this configuration.'}`;
}

function command(start: string, parts: readonly string[]): string {
  return [start, ...parts].join(' \\\n  ');
}

function shell(lines: readonly string[]): string {
  return ['```bash', ...lines, '```'].join('\n');
}

function unknownIn(guardrail: Guardrail, config: Config): readonly (readonly [string, string])[] {
  const content = policyContent(guardrail, config, factsOf(config));
  return Object.entries(UNKNOWN).filter(([, text]) => content.includes(text));
}
