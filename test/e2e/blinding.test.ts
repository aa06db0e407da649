import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EC2 } from '@aws-sdk/client-ec2';
import { IAM } from '@aws-sdk/client-iam';
import { SNS } from '@aws-sdk/client-sns';
import { STS } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { rememberSandbox } from '../../src/sandbox/sandbox.ts';
import { BLINDING_CALLS, type BlindingCall } from '../guardrails/blinding-calls.ts';
import { awsOf, clientConfig, stacksIn } from '../support/aws.ts';
import { type ApiAnswer, type ApiCall, callAws } from '../support/blinding-calls.ts';
import { DEV, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const GROUP = '/var/log/secure';
const A_MINUTE = 60_000;
const FORBIDDEN = /explicit deny in a service control policy/;

/** Closed from the console alone: there is no such operation. */
const WITHOUT_API = ['account:CloseAccount'];
const CALLS = BLINDING_CALLS.filter(({ action }) => !WITHOUT_API.includes(action));

let here: Rehearsal;
let chain: ReturnType<typeof connectEventChain>;
let answers: ReadonlyMap<BlindingCall, ApiAnswer>;

/** Everything is on, policies are enforced, and an administrator of each account tries all of it. */
beforeAll(async () => {
  here = await startRehearsal(undefined, { baseline: true, enforce: true });
  chain = connectEventChain(here.sandbox);
  const { sandbox, folder } = here;
  rememberSandbox({ folder, emulator: sandbox, organizationFile: 'none', now: new Date() });
  await new CloudWatchLogs(clientConfig(sandbox, DEV)).createLogGroup({ logGroupName: GROUP });
  here.changeConfig('  securityEmail: security@example.com', EVERY_CHANNEL);
  here.writeConfig(`${here.readConfig()}${await everythingElse()}`);
  const applied = await here.metsuke('apply', '--yes');
  expect(applied, applied.output).toMatchObject({ code: 0 });
  await chain.confirm();
  const denied = CALLS.filter(({ isToldOnly }) => !isToldOnly);
  const calls = await Promise.all(denied.map(asApiCall));
  const found = await callAws(sandbox, calls);
  answers = new Map(denied.map((call, index) => [call, found[index] ?? { code: '', message: 'no answer' }]));
});
afterAll(() => here.stop());

const EVERY_CHANNEL = `  securityEmail: security@example.com
  breakGlassRoles: [BreakGlass]
  slack: { workspaceId: T012ABCDEF, channelId: C012ABCDEF }
  webhook: { secret: metsuke/webhook }`;

async function everythingElse(): Promise<string> {
  const ec2 = new EC2(clientConfig(here.sandbox, DEV));
  const { VpcId: vpcId } = (await ec2.createVpc({ CidrBlock: '10.0.0.0/16' })).Vpc ?? {};
  await ec2.modifyVpcAttribute({ VpcId: vpcId, EnableDnsHostnames: { Value: true } });
  const { Subnet: subnet } = await ec2.createSubnet({ VpcId: vpcId, CidrBlock: '10.0.1.0/24' });
  return `
sessions:
  enabled: true
  endpoints: [{ account: dev, vpcId: ${vpcId}, cidrs: [10.0.0.0/16], subnetIds: [${subnet?.SubnetId}] }]
inventory: { enabled: true }
patching: { enabled: true, install: { enabled: true } }
machineImages: { enabled: true }
logCollection: { method: FIREHOSE, logGroups: ['/var/log/*'] }
reports: { athena: { enabled: true } }
`;
}

/** Resources that AWS names, by what the apply made: the table has stand-ins for them. */
const REAL: readonly (readonly [standIn: RegExp, type: string, name: RegExp])[] = [
  [/(policy\/.+-StackSetExecution)-1$/, 'AWS::IAM::ManagedPolicy', /-StackSetExecution/],
  [/(config-rule|remediation-configuration)\/[^/]+$/, 'AWS::Config::ConfigRule', /./],
  [/detector\/d1/, 'AWS::GuardDuty::Detector', /./],
  [/key\/11112222-3333-4444-5555-666677778888$/, 'AWS::KMS::Key', /./],
  [/document\/metsuke-.+-Session-\w+$/, 'AWS::SSM::Document', /-Session-/],
  [/vpc-endpoint\/vpce-1$/, 'AWS::EC2::VPCEndpoint', /./],
  [/association\/x1$/, 'AWS::SSM::Association', /./],
  [/patchbaseline\/pb-1$/, 'AWS::SSM::PatchBaseline', /./],
  [/maintenancewindow\/mw-1$/, 'AWS::SSM::MaintenanceWindow', /./],
];

async function realResource({ account, resource }: BlindingCall): Promise<string> {
  if (resource.includes(':stack/')) {
    const [stack] = (await stacksIn(here.sandbox, account)).filter(({ name }) => name.includes('ConfigRules'));
    if (!stack) throw new Error(`${account} has no stack of Config rules`);
    return resource.replace(/stack\/.+$/, `stack/${stack.name}/1`);
  }
  const [standIn, type, name] = REAL.find(([pattern]) => pattern.test(resource)) ?? [];
  if (!standIn || !type || !name) return resource;
  const made = (await here.sandbox.resources()).find(
    (one) => one.account === account && one.type === type && one.region === HOME && name.test(one.physicalId ?? ''),
  );
  // Only the members' detectors are made by a stack.
  if (!made?.physicalId) return resource;
  const { physicalId } = made;
  if (physicalId.startsWith('arn:')) return physicalId;
  return resource.replace(standIn, (whole) => `${whole.split('/')[0]}/${physicalId}`);
}

async function asApiCall(call: BlindingCall): Promise<ApiCall> {
  const [service = '', action = ''] = (operationOf(call) ?? call.action).split(':');
  const operation = call.operation ?? action;
  const parameters = await parametersOf(call);
  return { account: call.account, region: HOME, service, operation, resource: await realResource(call), parameters };
}

/** Where an action is no operation, or one that needs what another one refuses to make. */
function operationOf({ action, context }: BlindingCall): string | undefined {
  // A refactoring has an id, which a refactoring of our stacks never gets.
  if (action === 'cloudformation:ExecuteStackRefactor') return 'cloudformation:CreateStackRefactor';
  if (action !== 'iam:PassRole') return undefined;
  const makers: Readonly<Record<string, string>> = {
    'states.amazonaws.com': 'states:CreateStateMachine',
    'lambda.amazonaws.com': 'lambda:CreateFunction',
  };
  return makers[String(context?.['iam:PassedToService'])];
}

type Parameters = NonNullable<ApiCall['parameters']>;

/** What an ARN does not tell. */
async function parametersOf({ account, action }: BlindingCall): Promise<Parameters> {
  if (action !== 'athena:UpdateNamedQuery') return PARAMETERS[action] ?? {};
  const queries = await here.sandbox.resources();
  const query = queries.find((one) => one.account === account && one.type === 'AWS::Athena::NamedQuery');
  return { NamedQueryId: query?.physicalId };
}

const HOOK = { TypeName: 'Shop::Deploy::Gate', Type: 'HOOK' };
const PARAMETERS: Readonly<Record<string, Parameters>> = {
  's3:DeleteObjectVersion': { VersionId: 'x' },
  's3:BypassGovernanceRetention': { BypassGovernanceRetention: true },
  'cloudformation:RegisterType': { ...HOOK, SchemaHandlerPackage: 's3://shop/gate.zip' },
  'cloudformation:ActivateType': HOOK,
  'cloudformation:SetTypeConfiguration': { ...HOOK, Configuration: '{}' },
  'logs:PutSubscriptionFilter': {
    destinationArn: `arn:aws:firehose:${HOME}:${DEV}:deliverystream/aws-organizations-log-collection`,
    filterPattern: 'nothing',
  },
};

describe('an administrator who wants to blind the governance', () => {
  it.each(CALLS.filter(({ isToldOnly }) => !isToldOnly))('is refused $account $action on $resource', (call) => {
    expect(answers.get(call)?.message).toMatch(FORBIDDEN);
  });

  it.each(CALLS.filter(({ isToldOnly }) => isToldOnly))(
    'may call $action in $account, and a person is told',
    async (call) => {
      const before = (await chain.listMails()).at(-1)?.number ?? 0;
      const called = Date.now();
      const [answer] = await callAws(here.sandbox, [await asApiCall(call)]);
      expect(answer).toEqual({ code: '', message: '' });
      expect(await chain.settle()).toBe(true);
      const mails = (await chain.listMails('security@example.com')).filter(({ number }) => number > before);
      expect(mails.map(({ subject }) => subject)).toEqual([expect.stringContaining(`dev: ${call.action}`)]);
      expect(Date.parse(mails[0]?.at ?? '') - called).toBeLessThan(A_MINUTE);
    },
  );
});

/** Clients with a session of a role, as whom one may become it. */
async function asRole(role: string, base = clientConfig(here.sandbox, MASTER)) {
  const sts = new STS(base);
  const { Credentials } = await sts.assumeRole({
    RoleArn: `arn:aws:iam::${DEV}:role/${role}`,
    RoleSessionName: 'tester',
  });
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials ?? {};
  return {
    ...base,
    credentials: { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken },
  };
}

describe('a role of ours that somebody whom no guardrail binds makes an administrator', () => {
  const ROLE = 'aws-organizations-Instance';
  const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
  const others = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: `arn:aws:iam::${DEV}:root` } };
  const policy = (Statement: object) => JSON.stringify({ Version: '2012-10-17', Statement });

  it('does no more than the boundary lets it, and no session of it gets rid of that', async () => {
    const iam = new IAM(await asRole('OrganizationAccountAccessRole'));
    await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'All', PolicyDocument: policy(everything) });
    await iam.updateAssumeRolePolicy({ RoleName: ROLE, PolicyDocument: policy(others) });
    const session = await asRole(ROLE, clientConfig(here.sandbox, DEV));
    const outside = /because no permissions boundary allows the \S+ action/;
    await expect(new SNS(session).listTopics({})).rejects.toThrow(outside);
    await expect(new IAM(session).createUser({ UserName: 'backdoor' })).rejects.toThrow(outside);
    await expect(new IAM(session).deleteRolePermissionsBoundary({ RoleName: ROLE })).rejects.toThrow(
      /explicit deny in a service control policy/,
    );
    await new CloudWatchLogs(session).describeLogGroups({});
  });

  it('is one of those that all have the boundary, in every account', async () => {
    const made = (await here.sandbox.resources()).flatMap(({ type, account, physicalId }) =>
      type === 'AWS::IAM::Role' && physicalId?.startsWith('aws-organizations-') ? [{ account, name: physicalId }] : [],
    );
    for (const { account, name } of made) {
      // In the management account, and not through the execution role.
      if (name === 'aws-organizations-TrailDelivery') continue;
      const { iam } = awsOf(here.sandbox, account);
      const { PermissionsBoundary } = (await iam.getRole({ RoleName: name })).Role ?? {};
      expect(PermissionsBoundary?.PermissionsBoundaryArn, name).toBe(
        `arn:aws:iam::${account}:policy/aws-organizations-RoleBoundary`,
      );
    }
    expect(made.length).toBeGreaterThan(20);
  });
});
