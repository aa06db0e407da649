import { makePerson, makeRoot, makeStranger, makeUser, makeUserAtDoor, makeWorkload } from './actors.ts';
import { type CallInput, makeCall, makeSignIn, type TrailEvent } from './event.ts';
import { GLOBAL_REGION } from './place.ts';
import type { Planted, Scene } from './plant.ts';
import { plantCalls } from './planted-calls.ts';

type Where = Pick<CallInput, 'account' | 'region' | 'time'>;

/** Everything that is wrong in the activity of the sandbox; each report finds exactly what names it here. */
export function makePlanted(scene: Scene): readonly Planted[] {
  return [
    ...plantSignIns(scene),
    ...plantIdentity(scene),
    ...plantLogging(scene),
    ...plantNetwork(scene),
    ...plantData(scene),
    ...plantConduct(scene),
    ...plantCalls(scene),
  ];
}

function plantSignIns(scene: Scene): readonly Planted[] {
  const { random, plan } = scene;
  const [prod, dev] = [scene.account('prod').id, scene.account('dev').id];
  const region = plan.homeRegion;
  const legacy = makeUserAtDoor('legacy-admin', dev, '198.51.100.23');
  const withoutMfa = makeSignIn({ account: dev, region, time: scene.at(4, 10, 12), actor: legacy, mfa: false }, random);
  const guesser = makeUserAtDoor('legacy-admin', dev, '198.51.100.77');
  const failures = [0, 1, 2, 3, 4, 5].map((minute) =>
    makeSignIn(
      { account: dev, region, time: scene.at(5, 11, minute), actor: guesser, mfa: false, fails: true },
      random,
    ),
  );
  const root = makeRoot(prod, '203.0.113.99');
  const rootCalls = [
    makeSignIn({ account: prod, region: GLOBAL_REGION, time: scene.at(9, 15, 1), actor: root, mfa: true }, random),
    makeCall(
      {
        account: prod,
        region: GLOBAL_REGION,
        time: scene.at(9, 15, 4),
        actor: root,
        service: 'iam',
        name: 'GetAccountSummary',
      },
      random,
    ),
  ];
  return [
    ...plant(['console-login-without-mfa'], withoutMfa),
    ...plant(['console-login-failures'], ...failures),
    ...plant(['root-use'], ...rootCalls),
  ];
}

function plantIdentity(scene: Scene): readonly Planted[] {
  const { random } = scene;
  const stg = scene.account('stg').id;
  const admin = makePerson('kenji', stg, 'AdministratorAccess');
  const iam = (name: string, time: string, request: unknown, response: unknown = null): TrailEvent =>
    makeCall(
      { account: stg, region: GLOBAL_REGION, time, actor: admin, service: 'iam', name, request, response },
      random,
    );
  const userName = 'contractor';
  const policyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  return [
    ...plant(['iam-users-created'], iam('CreateUser', scene.at(6, 13, 1), { userName })),
    ...plant(
      ['access-keys-created'],
      iam(
        'CreateAccessKey',
        scene.at(6, 13, 2),
        { userName },
        { accessKey: { userName, accessKeyId: `AKIA${random.id(16)}`, status: 'Active' } },
      ),
    ),
    ...plant(
      ['admin-group-additions'],
      iam('AddUserToGroup', scene.at(6, 13, 3), { userName, groupName: 'Administrators' }),
    ),
    ...plant(
      ['admin-group-additions', 'iam-policy-changes'],
      iam('AttachRolePolicy', scene.at(6, 13, 6), { roleName: 'app-server', policyArn }),
    ),
    ...plant(
      ['iam-policy-changes'],
      iam('PutUserPolicy', scene.at(6, 13, 8), {
        userName,
        policyName: 'everything',
        policyDocument: '{"Version":"2012-10-17"}',
      }),
      iam('CreatePolicyVersion', scene.at(12, 16, 30), {
        policyArn: `arn:aws:iam::${stg}:policy/app`,
        setAsDefault: true,
      }),
    ),
    ...plant(
      ['mfa-device-removed'],
      iam('DeactivateMFADevice', scene.at(13, 9, 40), {
        userName: 'legacy-admin',
        serialNumber: `arn:aws:iam::${stg}:mfa/legacy-admin`,
      }),
    ),
  ];
}

function plantLogging(scene: Scene): readonly Planted[] {
  const { random, plan } = scene;
  const [audit, dev, management] = [scene.account('audit').id, scene.account('dev').id, plan.managementAccountId];
  const region = plan.homeRegion;
  const call = (where: Where, service: string, name: string, request: unknown): TrailEvent =>
    makeCall(
      { ...where, actor: makePerson('daichi', where.account, 'AdministratorAccess'), service, name, request },
      random,
    );
  const refused = makeCall(
    {
      account: dev,
      region,
      time: scene.at(2, 17, 10),
      actor: makePerson('daichi', dev, 'PowerUserAccess'),
      service: 'cloudtrail',
      name: 'StopLogging',
      request: { name: plan.trail },
      error: { code: 'AccessDenied', message: 'with an explicit deny in a service control policy' },
    },
    random,
  );
  const inAudit = (minute: number): Where => ({ account: audit, region, time: scene.at(7, 18, minute) });
  const inDev = (minute: number): Where => ({ account: dev, region, time: scene.at(8, 12, minute) });
  return [
    ...plant(['cloudtrail-changes', 'unauthorized-calls', 'identity-center-denials', 'governance-disturbed'], refused),
    ...plant(
      ['cloudtrail-changes', 'governance-disturbed'],
      call({ account: management, region, time: scene.at(11, 10, 3) }, 'cloudtrail', 'PutEventSelectors', {
        trailName: plan.trail,
      }),
    ),
    ...plant(
      ['config-changes'],
      call(inDev(1), 'config', 'StopConfigurationRecorder', { configurationRecorderName: 'default' }),
      call(inDev(2), 'config', 'DeleteDeliveryChannel', { deliveryChannelName: 'default' }),
    ),
    ...plant(
      ['detection-disturbed'],
      call(inAudit(5), 'guardduty', 'DeleteDetector', { detectorId: random.hex(32) }),
      call(inAudit(7), 'securityhub', 'DisableSecurityHub', null),
      call(inDev(20), 'ec2', 'DeleteFlowLogs', {
        DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: `fl-0${random.hex(16)}` } },
      }),
    ),
    ...plant(
      ['organization-changes'],
      call(
        { account: management, region: GLOBAL_REGION, time: scene.at(10, 11, 31) },
        'organizations',
        'DetachPolicy',
        {
          policyId: `p-${random.hex(8)}`,
          targetId: dev,
        },
      ),
      call({ account: management, region: GLOBAL_REGION, time: scene.at(10, 11, 40) }, 'organizations', 'MoveAccount', {
        accountId: dev,
        sourceParentId: 'ou-demo-workload',
        destinationParentId: 'r-demo',
      }),
    ),
  ];
}

function plantNetwork(scene: Scene): readonly Planted[] {
  const { random, plan } = scene;
  const dev = scene.account('dev').id;
  const actor = makePerson('sakura', dev, 'NetworkAdministrator');
  const id = (kind: string): string => `${kind}-0${random.hex(16)}`;
  const [vpcId, groupId, routeTableId, networkAclId, internetGatewayId] = ['vpc', 'sg', 'rtb', 'acl', 'igw'].map(id);
  const ec2 = (minute: number, name: string, request: unknown): TrailEvent =>
    makeCall(
      { account: dev, region: plan.homeRegion, time: scene.at(14, 15, minute), actor, service: 'ec2', name, request },
      random,
    );
  const world = {
    items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }],
  };
  const office = {
    items: [{ ipProtocol: 'tcp', fromPort: 443, toPort: 443, ipRanges: { items: [{ cidrIp: '10.0.0.0/8' }] } }],
  };
  return [
    ...plant(
      ['vpc-changes'],
      ec2(0, 'CreateVpc', { cidrBlock: '10.9.0.0/16' }),
      ec2(1, 'CreateVpcPeeringConnection', { vpcId, peerVpcId: id('vpc') }),
    ),
    ...plant(
      ['gateway-changes'],
      ec2(3, 'CreateInternetGateway', {}),
      ec2(4, 'AttachInternetGateway', { internetGatewayId, vpcId }),
    ),
    ...plant(
      ['route-table-changes'],
      ec2(6, 'CreateRoute', { routeTableId, destinationCidrBlock: '0.0.0.0/0', gatewayId: internetGatewayId }),
    ),
    ...plant(
      ['network-acl-changes'],
      ec2(8, 'CreateNetworkAclEntry', {
        networkAclId,
        ruleNumber: 50,
        ruleAction: 'allow',
        egress: false,
        cidrBlock: '0.0.0.0/0',
      }),
    ),
    ...plant(
      ['security-group-changes'],
      ec2(10, 'CreateSecurityGroup', { groupName: 'temporary', vpcId }),
      ec2(12, 'RevokeSecurityGroupIngress', { groupId, ipPermissions: office }),
    ),
    ...plant(
      ['security-group-changes', 'security-group-open-to-world'],
      ec2(11, 'AuthorizeSecurityGroupIngress', { groupId, ipPermissions: world }),
    ),
  ];
}

function plantData(scene: Scene): readonly Planted[] {
  const { random, plan } = scene;
  const prod = scene.account('prod').id;
  const actor = makePerson('yuki', prod, 'DataAdministrator');
  const call = (minute: number, service: string, name: string, request: unknown): TrailEvent =>
    makeCall(
      { account: prod, region: plan.homeRegion, time: scene.at(16, 14, minute), actor, service, name, request },
      random,
    );
  const keyId = random.uuid();
  const stranger = { items: [{ userId: '999999999999' }] };
  return [
    ...plant(
      ['kms-key-deletion'],
      call(1, 'kms', 'DisableKey', { keyId }),
      call(2, 'kms', 'ScheduleKeyDeletion', { keyId, pendingWindowInDays: 7 }),
    ),
    ...plant(
      ['bucket-policy-changes'],
      call(4, 's3', 'PutBucketPolicy', { bucketName: 'app-artifacts', bucketPolicy: { Version: '2012-10-17' } }),
      call(5, 's3', 'DeleteBucketLifecycle', { bucketName: 'app-artifacts' }),
    ),
    ...plant(
      ['public-access-block-changes'],
      call(6, 's3', 'DeleteBucketPublicAccessBlock', { bucketName: 'app-artifacts' }),
    ),
    ...plant(
      ['snapshot-or-image-shared'],
      call(8, 'ec2', 'ModifySnapshotAttribute', {
        snapshotId: `snap-0${random.hex(16)}`,
        createVolumePermission: { add: stranger },
      }),
      call(9, 'ec2', 'ModifyImageAttribute', {
        imageId: `ami-0${random.hex(16)}`,
        launchPermission: { add: stranger },
      }),
    ),
  ];
}

/** What people and programs should not do, each report's own. */
function plantConduct(scene: Scene): readonly Planted[] {
  const { random, plan } = scene;
  const region = plan.homeRegion;
  const [prod, dev, stg] = [scene.account('prod').id, scene.account('dev').id, scene.account('stg').id];
  const server = makeWorkload('app-server', 'i-0f1e2d3c4b5a69788', dev, '10.0.12.99');
  const refused = [0, 1, 2, 3].map((minute) =>
    makeCall(
      {
        account: dev,
        region,
        time: scene.at(3, 13, minute),
        actor: server,
        service: 'secretsmanager',
        name: 'GetSecretValue',
        request: { secretId: 'prod/database' },
        error: { code: 'AccessDeniedException', message: 'not authorized to perform: secretsmanager:GetSecretValue' },
      },
      random,
    ),
  );
  const abroad = ['DescribeInstances', 'RunInstances', 'RunInstances'].map((name, minute) =>
    makeCall(
      {
        account: dev,
        region: 'eu-west-1',
        time: scene.at(15, 16, minute),
        actor: makePerson('taro', dev, 'PowerUserAccess'),
        service: 'ec2',
        name,
        request: { instanceType: 'p4d.24xlarge' },
      },
      random,
    ),
  );
  const oldKey = [0, 1, 2, 3, 4, 5, 6, 7].map((day) =>
    makeCall(
      {
        account: stg,
        region,
        time: scene.at(day * 2 + 1, 9, 30),
        actor: makeUser('backup-script', stg, '192.0.2.44'),
        service: 'ec2',
        name: 'DescribeSnapshots',
        request: { snapshotSet: {} },
      },
      random,
    ),
  );
  const roleArn = `arn:aws:iam::${prod}:role/partner`;
  const foreign = [0, 7].map((minute) =>
    makeCall(
      {
        account: prod,
        region,
        time: scene.at(17, 10, minute),
        actor: makeStranger('999999999999', '192.0.2.201'),
        service: 'sts',
        name: 'AssumeRole',
        request: { roleArn, roleSessionName: 'partner' },
      },
      random,
    ),
  );
  return [
    ...plant(['unauthorized-calls'], ...refused),
    ...plant(['outside-allowed-regions'], ...abroad),
    ...plant(['access-key-activity'], ...oldKey),
    ...plant(['cross-account-access'], ...foreign),
    ...plantSessions(scene),
    ...plantByHand(scene),
    ...plantBreakGlass(scene),
  ];
}

function plantSessions(scene: Scene): readonly Planted[] {
  const { random, plan } = scene;
  const [prod, stg] = [scene.account('prod').id, scene.account('stg').id];
  const operator = makePerson('hanako', prod, 'PowerUserAccess');
  const sessionId = `hanako-0${random.hex(16)}`;
  const session = (minute: number, name: string, request: unknown): TrailEvent =>
    makeCall(
      {
        account: prod,
        region: plan.homeRegion,
        time: scene.at(18, 11, minute),
        actor: operator,
        service: 'ssm',
        name,
        readOnly: false,
        request,
      },
      random,
    );
  const old = makeWorkload('legacy-batch', 'legacy', stg, '10.0.90.3');
  const oldTls = (['TLSv1', 'TLSv1.1', 'TLSv1.1'] as const).map((tls, minute) =>
    makeCall(
      {
        account: stg,
        region: plan.homeRegion,
        time: scene.at(19, 10, minute),
        actor: old,
        service: 's3',
        name: 'ListBuckets',
        tls,
      },
      random,
    ),
  );
  return [
    ...plant(
      ['session-manager-sessions'],
      session(0, 'StartSession', { target: `i-0${random.hex(16)}` }),
      session(25, 'TerminateSession', { sessionId }),
    ),
    ...plant(['old-tls-versions'], ...oldTls),
  ];
}

function plantByHand(scene: Scene): readonly Planted[] {
  const { random, plan } = scene;
  const dev = scene.account('dev').id;
  const byHand = makePerson('taro', dev, 'PowerUserAccess', true);
  const change = (time: string, name: string): TrailEvent =>
    makeCall(
      {
        account: dev,
        region: plan.homeRegion,
        time,
        actor: byHand,
        service: 'ec2',
        name,
        request: { instancesSet: { items: [] } },
      },
      random,
    );
  const nightly = makeSignIn(
    { account: dev, region: plan.homeRegion, time: scene.atNight(1), actor: byHand, mfa: false },
    random,
  );
  return [
    ...plant(
      ['console-writes'],
      change(scene.at(20, 14, 20), 'TerminateInstances'),
      change(scene.at(20, 14, 22), 'RebootInstances'),
    ),
    ...plant(['outside-office-hours'], nightly),
    ...plant(['outside-office-hours', 'console-writes'], change(scene.atNight(1, 9), 'TerminateInstances')),
  ];
}

function plantBreakGlass(scene: Scene): readonly Planted[] {
  const { random, plan } = scene;
  const prod = scene.account('prod').id;
  const where = (minute: number): Where => ({ account: prod, region: plan.homeRegion, time: scene.at(21, 17, minute) });
  const taking = makeCall(
    {
      ...where(30),
      actor: makePerson('kenji', prod, 'PowerUserAccess'),
      service: 'sts',
      name: 'AssumeRole',
      request: { roleArn: `arn:aws:iam::${prod}:role/break-glass-admin`, roleSessionName: 'kenji' },
    },
    random,
  );
  const using = makeCall(
    {
      ...where(33),
      actor: makeWorkload('break-glass-admin', 'kenji', prod, '203.0.113.13'),
      service: 'rds',
      name: 'DescribeDBInstances',
      request: {},
    },
    random,
  );
  return plant(['break-glass-use'], taking, using);
}

function plant(reports: readonly string[], ...events: readonly TrailEvent[]): readonly Planted[] {
  return events.map((event) => ({ event, reports }));
}
