import { CAPABILITIES } from '../../capabilities/catalog.ts';
import type { Config } from '../../config/schema.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { NAMES } from '../../domain/names.ts';
import {
  PARAMETERS_AROUND_OURS,
  PARAMETERS_THAT_NAME_OURS,
  SENSITIVE_CALLS,
  STACKS_OF_OURS,
} from '../../notifications/sensitive-calls.ts';
import { setsAsRoot, settingCalls } from '../setting-calls.ts';
import type { Route } from './route.ts';

/** What is forwarded to the audit account. `prefix` and `account` are texts for Fn::Sub. */
export function routesOf(config: Config, prefix: string, account: string): readonly Route[] {
  return [
    compliance(),
    ...sensitiveCalls(config, prefix),
    ...ownResources(config, prefix),
    ...settings(config),
    ownStacks(config, prefix),
    rootUser(config),
    ...breakGlass(config, account),
    ...threats(config),
    ...health(),
    alarms(prefix),
    ...imageBuilds(config, prefix),
    ...CAPABILITIES.flatMap(({ routes }) => routes?.(config) ?? []),
  ];
}

function compliance(): Route {
  return {
    name: 'Compliance',
    title: 'Resources that begin to break a Config rule',
    where: 'everywhere',
    pattern: {
      source: ['aws.config'],
      'detail-type': ['Config Rules Compliance Change'],
      detail: {
        messageType: ['ComplianceChangeNotification'],
        newEvaluationResult: { complianceType: ['NON_COMPLIANT'] },
        oldEvaluationResult: { complianceType: [{ 'anything-but': ['NON_COMPLIANT'] }, { exists: false }] },
        // Security Hub makes rules of its own and reports them itself.
        configRuleName: [{ 'anything-but': { prefix: 'securityhub-' } }],
      },
    },
  };
}

/** The parameter that rules about settings compare with. */
export const MANAGEMENT_ACCOUNT = 'ManagementAccountId';
/** What every client of Metsuke puts into its user agent: see aws/clients.ts. */
const USER_AGENT = 'metsuke';
const IS_NOT_APPLY = { userAgent: [{ 'anything-but': { wildcard: [`*${USER_AGENT}*`] } }, { exists: false }] };

/** EventBridge takes patterns of 2,048 characters. */
const PATTERN_SERVICES: readonly (readonly [string, readonly string[]])[] = [
  [
    'Watchers',
    ['cloudtrail.amazonaws.com', 'config.amazonaws.com', 'guardduty.amazonaws.com', 'securityhub.amazonaws.com'],
  ],
  [
    'Organization',
    ['organizations.amazonaws.com', 'iam.amazonaws.com', 'kms.amazonaws.com', 'ec2.amazonaws.com', 's3.amazonaws.com'],
  ],
  ['Account', ['cloudformation.amazonaws.com', 'ssm.amazonaws.com', 'account.amazonaws.com']],
];

function sensitiveCalls(config: Config, prefix: string): readonly Route[] {
  const settings = settingCalls(config);
  const isElsewhere = (service: string, call: string): boolean =>
    settings[service.replace('.amazonaws.com', '')]?.includes(call) ?? false;
  return PATTERN_SERVICES.map(([name, services]) => ({
    name: `Sensitive${name}`,
    title: `Calls that blind who watches, or take an account away: ${services.map((each) => each.split('.')[0]).join(', ')}`,
    where: 'everywhere',
    pattern: {
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventSource: services,
        // Calls on settings have a route of their own, which leaves out those of an apply.
        eventName: services.flatMap((service) =>
          Object.keys(SENSITIVE_CALLS[service] ?? {}).filter((call) => !isElsewhere(service, call)),
        ),
        userIdentity: { type: [{ 'anything-but': ['Root'] }], ...notOurRoles(config, prefix) },
      },
    },
  }));
}

/** Verbs of calls that remove or change something; what writes data all day has others. */
const OWN_CALLS: readonly (readonly [name: string, title: string, verbs: readonly string[]])[] = [
  [
    'OwnResources',
    'Removal of what bears the prefix of Metsuke',
    ['Delete', 'Disable', 'Remove', 'Detach', 'Stop', 'Purge', 'Unsubscribe'],
  ],
  [
    'OwnChanges',
    'Changes of what bears the prefix of Metsuke',
    ['Put', 'Update', 'Set', 'Modify', 'Add', 'Attach', 'Deregister'],
  ],
];

/** A change of what bears our prefix, and not by Metsuke, changes a part of the governance. */
function ownResources(config: Config, prefix: string): readonly Route[] {
  const isOurs = { prefix: `${prefix}-` };
  const named = (key: string): JsonObject => ({ [key]: [isOurs] });
  const inArn = (key: string): JsonObject => ({ [key]: [{ wildcard: `*:${prefix}-*` }] });
  const { name, arn, url } = PARAMETERS_THAT_NAME_OURS;
  const requestParameters = {
    $or: [
      ...name.map(named),
      ...Object.entries(PARAMETERS_AROUND_OURS).map(([around, key]) => ({ [around]: { [key]: [isOurs] } })),
      ...arn.map(inArn),
      ...url.map((key) => ({ [key]: [{ wildcard: `*/${prefix}-*` }] })),
    ],
  };
  return OWN_CALLS.map(([route, title, verbs]) => ({
    name: route,
    title,
    where: 'everywhere',
    pattern: {
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        // Stacks and types have routes of their own.
        eventSource: [{ 'anything-but': ['cloudformation.amazonaws.com'] }],
        eventName: verbs.map((verb) => ({ prefix: verb })),
        userIdentity: { type: [{ 'anything-but': ['Root'] }], ...notMetsuke(config, prefix) },
        requestParameters,
      },
    },
  }));
}

/**
 * What no stack makes bears no prefix: told by its calls, whoever makes them. Not of an apply, which says in its user agent
 * who it is: in members with the bootstrap role, in the management account as the person who runs it.
 */
function settings(config: Config): readonly Route[] {
  const calls = settingCalls(config);
  if (Object.keys(calls).length === 0) return [];
  const { bootstrapRole } = config.stackSets;
  const management = `\${${MANAGEMENT_ACCOUNT}}`;
  const person = { type: [{ 'anything-but': ['Root'] }] };
  return [
    {
      name: 'OwnSettings',
      title: 'Changes of what Metsuke has set where CloudFormation has no resource for it',
      where: 'everywhere',
      pattern: {
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: Object.keys(calls).map((service) => `${service}.amazonaws.com`),
          eventName: [...new Set(Object.values(calls).flat())],
          $or: [
            {
              recipientAccountId: [{ 'anything-but': [management] }],
              userIdentity: { ...person, ...issuedBy([{ 'anything-but': [bootstrapRole] }, { exists: false }]) },
            },
            { userIdentity: issuedBy([bootstrapRole]), ...IS_NOT_APPLY },
            { recipientAccountId: [management], userIdentity: person, ...IS_NOT_APPLY },
          ],
        },
      },
    },
  ];
}

/** Stacks of Metsuke that somebody deletes or changes, other than through their stack set. */
function ownStacks(config: Config, prefix: string): Route {
  return {
    name: 'OwnStacks',
    title: 'Changes of stacks of Metsuke by hand',
    where: 'everywhere',
    pattern: {
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventSource: ['cloudformation.amazonaws.com'],
        eventName: ['DeleteStack', 'UpdateStack', 'ExecuteChangeSet', 'CancelUpdateStack', 'RollbackStack'],
        userIdentity: { type: [{ 'anything-but': ['Root'] }], ...notOurRoles(config, prefix) },
        requestParameters: { stackName: [{ wildcard: `*${STACKS_OF_OURS}*` }] },
      },
    },
  };
}

/** In every region: which one reports a sign-in depends on the sign-in page that was used. */
function rootUser(config: Config): Route {
  // Services act as root in the account that they work for: that is not the person.
  const root = { type: ['Root'], invokedBy: [{ exists: false }] };
  const isNoSession = { sessionContext: { assumedRoot: [{ exists: false }] } };
  return {
    name: 'RootUser',
    title: 'Sign-ins and changing calls of root users',
    where: 'everywhere',
    pattern: {
      'detail-type': ['AWS API Call via CloudTrail', 'AWS Console Sign In via CloudTrail'],
      detail: {
        // An apply removes credentials of root users in sessions of theirs.
        ...(setsAsRoot(config)
          ? { $or: [{ userIdentity: { ...root, ...isNoSession } }, { userIdentity: root, ...IS_NOT_APPLY }] }
          : { userIdentity: root }),
        eventType: [{ 'anything-but': ['AwsServiceEvent'] }],
      },
    },
  };
}

function breakGlass({ notifications: { breakGlassRoles } }: Config, account: string): readonly Route[] {
  if (breakGlassRoles.length === 0) return [];
  return [
    {
      name: 'BreakGlass',
      title: 'Use of roles for emergencies',
      where: 'everywhere',
      withReadOnlyCalls: true,
      pattern: {
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['sts.amazonaws.com'],
          eventName: [{ prefix: 'AssumeRole' }],
          requestParameters: {
            // The account that the caller comes from records the call, too: only the role's own one tells it.
            roleArn: breakGlassRoles.flatMap((role) => [
              { wildcard: `arn:*:iam::${account}:role/${role}` },
              { wildcard: `arn:*:iam::${account}:role/*/${role}` },
            ]),
          },
        },
      },
    },
  ];
}

/** The administrator of GuardDuty hears of the members' findings: forwarded from there as well, each would come twice. */
function threats({ guardDuty }: Config): readonly Route[] {
  return [
    {
      name: 'Threats',
      title: 'Findings of GuardDuty',
      where: guardDuty.enabled ? 'audit' : 'everywhere',
      pattern: { source: ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'] },
    },
  ];
}

/** Every account hears of what concerns everybody: one of them is enough. */
function health(): readonly Route[] {
  const base = { source: ['aws.health'], 'detail-type': ['AWS Health Event'] };
  return [
    {
      name: 'Health',
      title: 'AWS Health events of the account',
      where: 'everywhere',
      pattern: { ...base, detail: { eventScopeCode: [{ 'anything-but': ['PUBLIC'] }, { exists: false }] } },
    },
    {
      name: 'PublicHealth',
      title: 'AWS Health events that concern everybody',
      where: 'audit',
      pattern: { ...base, detail: { eventScopeCode: ['PUBLIC'] } },
    },
  ];
}

function alarms(prefix: string): Route {
  return {
    name: 'Alarms',
    title: 'Alarms of Metsuke that go off',
    where: 'everywhere',
    pattern: {
      source: ['aws.cloudwatch'],
      'detail-type': ['CloudWatch Alarm State Change'],
      detail: {
        alarmName: [{ prefix: `${prefix}-` }],
        state: { value: ['ALARM'] },
        previousState: { value: [{ 'anything-but': ['ALARM'] }] },
      },
    },
  };
}

/** How our builds end, and a pipeline that gave up. */
function imageBuilds({ machineImages }: Config, prefix: string): readonly Route[] {
  if (!machineImages.enabled) return [];
  return [
    {
      name: 'ImageBuilds',
      title: 'Machine images that are ready or failed',
      where: 'image',
      pattern: {
        source: ['aws.imagebuilder'],
        'detail-type': [
          'EC2 Image Builder Image State Change',
          'EC2 Image Builder Image Pipeline Automatically Disabled',
        ],
        resources: ['image', 'image-pipeline'].map((kind) => ({ wildcard: `*:${kind}/${prefix}-*` })),
        detail: {
          $or: [
            { state: { status: ['AVAILABLE', 'FAILED', 'CANCELLED'] } },
            { 'consecutive-failures': [{ exists: true }] },
          ],
        },
      },
    },
  ];
}

/** What stack sets do as our roles is what metsuke.yaml says. Not the role that subscribes log groups every day, either. */
function notOurRoles({ stackSets }: Config, prefix: string): JsonObject {
  const deploying = stackSets.permissionModel === 'SELF_MANAGED' ? stackSets.executionRole : 'stacksets-exec-*';
  return issuedBy([
    { 'anything-but': { wildcard: [deploying, `${prefix}-${NAMES.role.logCollection}`] } },
    { exists: false },
  ]);
}

/**
 * Nor what CloudFormation does for the bootstrap role: so an apply puts back what was changed by hand. What a person does
 * with that role is told.
 */
function notMetsuke(config: Config, prefix: string): JsonObject {
  const { permissionModel, executionRole, bootstrapRole } = config.stackSets;
  const deploying = permissionModel === 'SELF_MANAGED' ? executionRole : 'stacksets-exec-*';
  const ours = [deploying, `${prefix}-${NAMES.role.logCollection}`, bootstrapRole];
  return {
    $or: [
      issuedBy([{ 'anything-but': { wildcard: ours } }, { exists: false }]),
      {
        ...issuedBy([bootstrapRole]),
        invokedBy: [{ 'anything-but': ['cloudformation.amazonaws.com'] }, { exists: false }],
      },
    ],
  };
}

function issuedBy(userName: readonly Json[]): JsonObject {
  return { sessionContext: { sessionIssuer: { userName } } };
}
