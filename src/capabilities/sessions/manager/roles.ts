// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of Fn::Sub and IAM, not of JavaScript

import type { AccountRole } from '../../../blueprints/account-roles/role.ts';
import type { Cdk, Scope } from '../../../blueprints/cdk.ts';
import { arnOfOurs, ours } from '../../../blueprints/ours.ts';
import type { Config } from '../../../config/schema.ts';
import { NAMES } from '../../../domain/names.ts';
import { PREFERENCES_DOCUMENT } from '../../../domain/session-defaults.ts';
import { SESSION_LOG_GROUP } from '../names.ts';

/** What instances are started with to be reached, and what people get to reach them. */
export const sessionRoles: AccountRole = {
  parameters: [],
  isEnabled: ({ sessions }) => sessions.enabled,
  add: (scope, cdk, { sessions }) => {
    const policy = sessionPolicy(cdk, sessions.kmsKey);
    addInstanceProfile(scope, cdk, policy);
    if (sessions.defaultHostManagement) addHostManagementRole(scope, cdk, policy);
    if (sessions.operators) {
      addOperatorPolicy(scope, cdk, sessions.operators, sessions);
      addViewerPolicy(scope, cdk);
    }
  },
};

const LOG_GROUP = `arn:\${AWS::Partition}:logs:*:\${AWS::AccountId}:log-group:${SESSION_LOG_GROUP}`;

function sessionPolicy(cdk: typeof Cdk, kmsKey: boolean): object {
  return documentOf(cdk, [
    {
      Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
      Resource: [LOG_GROUP, `${LOG_GROUP}:log-stream:*`],
    },
    // The agent looks for the log group before it writes; there is no narrower resource for that.
    { Action: 'logs:DescribeLogGroups', Resource: ['*'] },
    ...(kmsKey ? [keyStatement(cdk, 'kms:Decrypt')] : []),
  ]);
}

/** By its alias: the key itself is made later, and is another one in each region. */
function keyStatement(cdk: typeof Cdk, action: string): Statement {
  const alias = cdk.Fn.sub(`alias/${ours(NAMES.alias.sessions)}`);
  return {
    Sid: 'UseTheKeyOfSessions',
    Action: action,
    Resource: ['arn:${AWS::Partition}:kms:*:${AWS::AccountId}:key/*'],
    Condition: { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } },
  };
}

function addInstanceProfile(scope: Scope, cdk: typeof Cdk, policyDocument: object): void {
  const role = new cdk.aws_iam.CfnRole(scope, 'InstanceRole', {
    roleName: cdk.Fn.sub(ours(NAMES.role.instance)),
    path: '/',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    managedPolicyArns: [cdk.Fn.sub('arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedInstanceCore')],
    policies: [
      {
        policyName: 'WriteSessionLogs',
        policyDocument,
      },
    ],
  });
  new cdk.aws_iam.CfnInstanceProfile(scope, 'InstanceProfile', {
    instanceProfileName: role.ref,
    path: '/',
    roles: [role.ref],
  });
}

/** What AWS's own role for it may do, under a name of ours: the usual one may be there already. */
function addHostManagementRole(scope: Scope, cdk: typeof Cdk, policyDocument: object): void {
  new cdk.aws_iam.CfnRole(scope, 'HostManagementRole', {
    roleName: cdk.Fn.sub(ours(NAMES.role.hostManagement)),
    path: '/',
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'ssm.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': cdk.Aws.ACCOUNT_ID } },
        },
      ],
    },
    managedPolicyArns: [cdk.Fn.sub('arn:${AWS::Partition}:iam::aws:policy/AmazonSSMManagedEC2InstanceDefaultPolicy')],
    policies: [{ policyName: 'WriteSessionLogs', policyDocument }],
  });
}

type Sessions = Config['sessions'];

const DOCUMENT = arnOfOurs('AWS::SSM::Document', `${NAMES.document.session}-*`, { region: '*' });
const DEFAULT_DOCUMENT = `arn:\${AWS::Partition}:ssm:*:\${AWS::AccountId}:document/${PREFERENCES_DOCUMENT}`;
const FORWARDING = [
  'arn:${AWS::Partition}:ssm:*::document/AWS-StartPortForwardingSession',
  'arn:${AWS::Partition}:ssm:*::document/AWS-StartPortForwardingSessionToRemoteHost',
];

/** Instances by their tag, by our document, and no session of somebody else. Nobody has it until it is attached. */
function addOperatorPolicy(
  scope: Scope,
  cdk: typeof Cdk,
  { tag, values, portForwarding }: NonNullable<Sessions['operators']>,
  { asDefault, kmsKey }: Sessions,
): void {
  const statements = [
    {
      Sid: 'EnterTaggedInstances',
      Action: 'ssm:StartSession',
      Resource: ['arn:${AWS::Partition}:ec2:*:${AWS::AccountId}:instance/*'],
      Condition: {
        StringLike: { [`ssm:resourceTag/${tag}`]: values },
        // Without it a session by the default document would be checked against no document at all.
        BoolIfExists: { 'ssm:SessionDocumentAccessCheck': 'true' },
      },
    },
    {
      Sid: 'ByOurDocument',
      Action: 'ssm:StartSession',
      // The default one says the same where we have set it: the console can open sessions by no other.
      Resource: [DOCUMENT, ...(asDefault ? [DEFAULT_DOCUMENT] : []), ...(portForwarding ? FORWARDING : [])],
    },
    {
      Sid: 'OwnSessions',
      Action: ['ssm:ResumeSession', 'ssm:TerminateSession', 'ssmmessages:OpenDataChannel'],
      Resource: ['arn:${AWS::Partition}:ssm:*:${AWS::AccountId}:session/${!aws:userid}-*'],
    },
    {
      Sid: 'FindInstances',
      Action: ['ec2:DescribeInstances', 'ssm:DescribeInstanceInformation', 'ssm:DescribeSessions'],
      Resource: ['*'],
    },
  ];
  addPolicy(scope, cdk, {
    id: 'SessionOperatorPolicy',
    name: NAMES.managedPolicy.sessionOperator,
    description: 'Open sessions on instances by their tag; end your own.',
    statements: kmsKey ? [...statements, keyStatement(cdk, 'kms:GenerateDataKey')] : statements,
  });
}

/** Who may look over the shoulders of operators, and enter nothing. */
function addViewerPolicy(scope: Scope, cdk: typeof Cdk): void {
  addPolicy(scope, cdk, {
    id: 'SessionViewerPolicy',
    name: NAMES.managedPolicy.sessionViewer,
    description: 'See instances, sessions and what was done in them; open none.',
    statements: [
      {
        Sid: 'SeeSessions',
        Action: [
          'ec2:DescribeInstances',
          'ssm:DescribeInstanceInformation',
          'ssm:DescribeSessions',
          'ssm:GetConnectionStatus',
        ],
        Resource: ['*'],
      },
      {
        Sid: 'ReadLogs',
        Action: ['logs:DescribeLogStreams', 'logs:FilterLogEvents', 'logs:GetLogEvents'],
        Resource: [LOG_GROUP, `${LOG_GROUP}:log-stream:*`],
      },
    ],
  });
}

/** An `Allow`; placeholders of Fn::Sub in its resources. */
type Statement = Readonly<Record<string, unknown>> & { readonly Resource: readonly string[] };

interface Policy {
  readonly id: string;
  /** Behind the prefix. */
  readonly name: string;
  readonly description: string;
  readonly statements: readonly Statement[];
}

function addPolicy(scope: Scope, cdk: typeof Cdk, { id, name, description, statements }: Policy): void {
  new cdk.aws_iam.CfnManagedPolicy(scope, id, {
    managedPolicyName: cdk.Fn.sub(ours(name)),
    path: '/',
    description,
    policyDocument: documentOf(cdk, statements),
  });
}

function documentOf(cdk: typeof Cdk, statements: readonly Statement[]): object {
  return {
    Version: '2012-10-17',
    Statement: statements.map(({ Resource, ...statement }) => ({
      Effect: 'Allow',
      ...statement,
      Resource: Resource.map((resource) => (resource === '*' ? resource : cdk.Fn.sub(resource))),
    })),
  };
}
