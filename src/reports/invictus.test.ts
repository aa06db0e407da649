// Real events, counted twice: by the reports, and below by hand over the same files, without SQL and without our reader.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RECORDED_EVENTS, whyNoRecordedEvents } from '../../test/support/recorded-events.ts';
import { openFolder } from '../archive/folder-store.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import { allRows, type Engine, type Row } from '../query/engine.ts';
import { REPORTS, reportById } from './catalog.ts';
import { queryOf, type RunOptions, runReport } from './run.ts';

// biome-ignore lint/suspicious/noExplicitAny: real events have every shape
type AnyEvent = any;

const names = whyNoRecordedEvents === null ? readdirSync(RECORDED_EVENTS, { recursive: true, encoding: 'utf8' }) : [];
const events: readonly AnyEvent[] = names
  .filter((name) => name.endsWith('.json.gz'))
  .flatMap((name) => JSON.parse(gunzipSync(readFileSync(join(RECORDED_EVENTS, name))).toString()).Records);

/** For a report that lists events: which. */
const LISTED: Readonly<Record<string, (event: AnyEvent) => boolean>> = {
  'console-login-without-mfa': (e) =>
    e.eventName === 'ConsoleLogin' &&
    ['IAMUser', 'Root'].includes(e.userIdentity.type) &&
    e.responseElements?.ConsoleLogin === 'Success' &&
    e.additionalEventData?.MFAUsed !== 'Yes',
  'root-use': (e) => e.userIdentity.type === 'Root' && !e.userIdentity.invokedBy && e.eventType !== 'AwsServiceEvent',
  'iam-policy-changes': (e) =>
    e.eventSource === 'iam.amazonaws.com' &&
    /^((Put|Delete|Attach|Detach)(Role|User|Group)Policy|(Create|Delete)Policy(Version)?|SetDefaultPolicyVersion|UpdateAssumeRolePolicy)$/.test(
      e.eventName,
    ),
  'cloudtrail-changes': (e) =>
    e.eventSource === 'cloudtrail.amazonaws.com' &&
    /^(Create|Update|Delete)Trail$|^(Start|Stop)Logging$|^Put(Event|Insight)Selectors$|^DeleteEventDataStore$/.test(
      e.eventName,
    ),
  'kms-key-deletion': (e) => ['DisableKey', 'ScheduleKeyDeletion', 'DeleteImportedKeyMaterial'].includes(e.eventName),
  'bucket-policy-changes': (e) =>
    /^(Put|Delete)Bucket(Policy|Cors|Lifecycle|Replication)$|^PutBucketAcl$/.test(e.eventName),
  'config-changes': (e) =>
    e.eventSource === 'config.amazonaws.com' &&
    /Recorder$|Channel$|^DeleteConfigRule$/.test(e.eventName) &&
    !e.readOnly,
  'security-group-changes': (e) =>
    e.eventSource === 'ec2.amazonaws.com' && /SecurityGroup/.test(e.eventName) && !e.eventName.startsWith('Describe'),
  'network-acl-changes': (e) => /NetworkAcl/.test(e.eventName) && !e.eventName.startsWith('Describe'),
  'gateway-changes': (e) =>
    /(Internet|Customer)Gateway$/.test(e.eventName) && /^(Create|Delete|Attach|Detach)/.test(e.eventName),
  'route-table-changes': (e) =>
    /^(Create|Delete|Replace)Route$|^(Create|Delete)RouteTable$|^DisassociateRouteTable$|^ReplaceRouteTableAssociation$/.test(
      e.eventName,
    ),
  'vpc-changes': (e) =>
    /^(Create|Delete)Vpc$|^ModifyVpcAttribute$|^(Accept|Create|Delete|Reject)VpcPeeringConnection$/.test(e.eventName),
  'organization-changes': (e) =>
    e.eventSource === 'organizations.amazonaws.com' && !/^(List|Describe)/.test(e.eventName),
  'security-group-open-to-world': (e) =>
    e.eventName === 'AuthorizeSecurityGroupIngress' && JSON.stringify(e.requestParameters).includes('0.0.0.0/0'),
  'public-access-block-changes': (e) => /^(Put|Delete)(Bucket|Account)PublicAccessBlock$/.test(e.eventName),
  'admin-group-additions': (e) =>
    (/^Attach(Role|User|Group)Policy$/.test(e.eventName) &&
      String(e.requestParameters?.policyArn).endsWith('policy/AdministratorAccess')) ||
    (/^CreateRole$|^UpdateAssumeRolePolicy$/.test(e.eventName) && trustsOthers(e)) ||
    (/^(Create|Put).*Policy/.test(e.eventName) && allowsAll(e.requestParameters?.policyDocument)),
  'iam-users-created': (e) => ['CreateUser', 'CreateLoginProfile'].includes(e.eventName),
  'access-keys-created': (e) => e.eventName === 'CreateAccessKey',
  'mfa-device-removed': (e) => ['DeactivateMFADevice', 'DeleteVirtualMFADevice'].includes(e.eventName),
  'detection-disturbed': (e) => ['DeleteFlowLogs', 'DeleteDetector', 'DisableSecurityHub'].includes(e.eventName),
  'snapshot-or-image-shared': (e) =>
    (/^Modify(Snapshot|Image)Attribute$/.test(e.eventName) &&
      Boolean(
        e.requestParameters.createVolumePermission?.add?.items?.length ??
          e.requestParameters.launchPermission?.add?.items?.length,
      )) ||
    (/^ModifyDB(Cluster)?SnapshotAttribute$/.test(e.eventName) && e.requestParameters.valuesToAdd?.length > 0),
  'session-manager-sessions': (e) => /^(Start|Resume|Terminate)Session$|^SendSSHPublicKey$/.test(e.eventName),
  'break-glass-use': (e) =>
    /break.?glass|emergency/i.test(JSON.stringify([e.userIdentity, e.requestParameters?.roleArn])),
  ...named({
    'console-passwords': /^(Create|Delete|Update)LoginProfile$|^ChangePassword$/,
    'identities-removed': /^Delete(User|Role|InstanceProfile)$/,
    'access-keys-changed': /^(Delete|Update)AccessKey$/,
    'console-logins-without-federation': /^ConsoleLogin$/,
    'roles-created': /^Create(Role|InstanceProfile)$|^AddRoleToInstanceProfile$/,
    'roles-anywhere': /^(Create|Delete)(TrustAnchor|Profile)$/,
    'lambda-access': /^AddPermission/,
    'secrets-changed': /^(DeleteSecret|PutSecretValue|DeleteParameter)$/,
    'backups-deleted': /^(DeleteSnapshot|DeleteDBSnapshot|DeregisterImage)$/,
    'databases-deleted': /^DeleteDBInstance$/,
    'databases-copied': /^CreateDBSnapshot$/,
    'disks-copied': /^(CreateSnapshot|RegisterImage)$/,
    'log-groups-changed': /^DeleteLogGroup$/,
    'network-connections': /^(Create|Delete)NatGateway$/,
    'commands-run': /^SendCommand$/,
    'instances-launched': /^RunInstances$/,
    'instances-stopped': /^TerminateInstances$/,
    'lambda-code': /^(CreateFunction|UpdateFunctionCode|DeleteFunction)\d/,
    // Nobody does these.
    'account-settings': /^(Enable|Disable)Region$/,
    'alarms-silenced': /^DeleteAlarms$|^DeleteTopic$|^DeleteRule$|^DisableRule$/,
    'backup-plans-weakened': /^DeleteBackup/,
    'bucket-protection-removed': /^PutBucket(Versioning|Logging)$/,
    'cluster-access': /AccessPolicy$|^RunTask$/,
    'container-images': /^PutImage$/,
    'database-access': /^AddRoleToDB/,
    'database-interruptions': /^(Reboot|Failover|Stop)DB/,
    'databases-made-public': /^AuthorizeDBSecurityGroup/,
    'dns-changes': /^ChangeResourceRecordSets$/,
    'encryption-removed': /^DeleteBucketEncryption$|EbsEncryptionByDefault$/,
    'findings-hidden': /^(Create|Update)Filter$|^BatchUpdateFindings$/,
    'firewalls-removed': /WebACL$/,
    'governance-disturbed': /StackInstances$|StackSet$/,
    'identity-center-changes': /PermissionSet$|AccountAssignment$/,
    'identity-providers': /(SAML|OpenIDConnect)Provider$/,
    'instance-access': /IamInstanceProfile$|^EnableSerialConsoleAccess$/,
    'keys-exposed': /Quarantine/,
    'kms-key-access': /^PutKeyPolicy$|^CreateGrant$/,
    'limits-and-purchases': /QuotaIncrease$|^Purchase/,
    'mfa-devices-added': /^(Create|Enable).*MFADevice$/,
    'model-safeguards': /Guardrail$/,
    'objects-rewritten': /^CopyObject$/,
    'password-policy-changes': /^(Update|Delete)AccountPasswordPolicy$/,
    'permission-boundaries': /PermissionsBoundary$/,
    'pipelines-changed': /^UpdateProject$|Pipeline$/,
    'resources-shared': /ResourceShare$/,
    'root-sessions': /^AssumeRoot$/,
    'service-logs-stopped': /^DeleteResolverQueryLogConfig$/,
    'session-settings': /^UpdateDocument$/,
    'stacks-changed': /^DeleteStack/,
    'temporary-credentials-made': /^GetFederationToken$|^GetSessionToken$|^GetSigninToken$/,
    'traffic-mirroring': /TrafficMirror/,
  }),
  'deletion-protection-removed': (e) => e.requestParameters?.disableApiTermination?.value === false,
  'user-data': (e) =>
    e.requestParameters?.attribute === 'userData' ||
    (e.requestParameters && 'userData' in e.requestParameters && e.eventName.startsWith('Modify')),
};

function named(reports: Readonly<Record<string, RegExp>>): Readonly<Record<string, (event: AnyEvent) => boolean>> {
  return Object.fromEntries(
    Object.entries(reports).map(([id, names]) => [id, (event: AnyEvent) => names.test(event.eventName)]),
  );
}

function trustsOthers(e: AnyEvent): boolean {
  const text: string = e.requestParameters?.assumeRolePolicyDocument ?? e.requestParameters?.policyDocument ?? '{}';
  return [JSON.parse(text).Statement]
    .flat()
    .some(({ Principal: { AWS = '' } = { AWS: '' } }) =>
      [AWS].flat().some((arn: string) => arn === '*' || (/\d{12}/.test(arn) && !arn.includes(e.recipientAccountId))),
    );
}

function allowsAll(text = '{"Statement":[]}'): boolean {
  return [JSON.parse(text).Statement]
    .flat()
    .some(
      (each) => each.Effect === 'Allow' && [each.Action].flat().includes('*') && [each.Resource].flat().includes('*'),
    );
}

/** For a report that counts calls: which are counted. */
const COUNTED: Readonly<Record<string, (event: AnyEvent) => boolean>> = {
  'unauthorized-calls': (e) =>
    /UnauthorizedOperation$|^AccessDenied/.test(e.errorCode ?? '') &&
    e.sourceIPAddress !== 'delivery.logs.amazonaws.com',
  'console-login-failures': (e) => e.eventName === 'ConsoleLogin' && e.responseElements?.ConsoleLogin === 'Failure',
  'outside-allowed-regions': (e) =>
    !e.userIdentity.invokedBy &&
    e.userIdentity.type !== 'AWSService' &&
    e.eventType !== 'AwsServiceEvent' &&
    !/^(account|artifact|billing|billingconsole|budgets|ce|cloudfront|cur|globalaccelerator|health|iam|networkmanager|organizations|route53|route53domains|shield|signin|sts|support|tagging|trustedadvisor|waf)\.amazonaws\.com$/.test(
      e.eventSource,
    ),
  'access-key-activity': (e) => e.userIdentity.accessKeyId?.startsWith('AKIA') ?? false,
  'cross-account-access': (e) =>
    Boolean(e.userIdentity.accountId) &&
    e.userIdentity.accountId !== e.recipientAccountId &&
    e.userIdentity.type !== 'AWSService' &&
    !e.userIdentity.invokedBy,
  'events-by-source-ip': (e) => !/\.amazonaws\.com$|^AWS Internal$/.test(e.sourceIPAddress),
  'top-errors': (e) => e.errorCode !== undefined,
  'old-tls-versions': (e) => /^(SSLv3|TLSv1(\.[01])?)$/.test(e.tlsDetails?.tlsVersion ?? ''),
  'identity-center-denials': (e) => /^(sso|sso-directory|sso-oauth|identitystore)\./.test(e.eventSource) && e.errorCode,
  'change-log': (e) =>
    !e.readOnly &&
    e.eventType === 'AwsApiCall' &&
    e.eventCategory === 'Management' &&
    e.userIdentity.type !== 'AWSService' &&
    !e.userIdentity.arn?.includes(':assumed-role/AWSServiceRoleFor'),
  'console-writes': (e) => isByHand(e) && !e.readOnly && e.eventType === 'AwsApiCall',
  'outside-office-hours': (e) =>
    (isByHand(e) || (e.eventName === 'ConsoleLogin' && !e.userIdentity.invokedBy)) &&
    !e.readOnly &&
    isOutside(e.eventTime),
  'roles-assumed': (e) => e.eventName === 'AssumeRole',
  'caller-identity-checks': (e) => e.eventName === 'GetCallerIdentity',
  'secrets-read': (e) =>
    /^(BatchGetSecretValue|GetSecretValue)$/.test(e.eventName) ||
    (/^GetParameter/.test(e.eventName) && e.requestParameters?.withDecryption === true),
  'windows-passwords-read': (e) => e.eventName === 'GetPasswordData',
  'objects-deleted': (e) => /^Delete(Bucket|Objects?)$/.test(e.eventName),
  'mass-deletions': (e) =>
    /^(Delete|Terminate|Remove|Deregister)/.test(e.eventName) && e.readOnly === false && !e.userIdentity.invokedBy,
  reconnaissance: (e) => isSurvey(e) && !e.userIdentity.invokedBy,
  // Nothing was exported of GuardDuty and AWS Config.
  'detections-handled': () => false,
  'instance-credentials-elsewhere': () => false,
  'identity-center-sign-ins': () => false,
  'mail-sending-probed': () => false,
  'model-use': () => false,
  'vpc-endpoint-activity': (e) => e.eventType === 'AwsVpceEvent',
};

/** Of what the recorded events hold. */
function isSurvey({ eventSource, eventName }: AnyEvent): boolean {
  const names: Readonly<Record<string, RegExp>> = {
    iam: /^GetAccount(AuthorizationDetails|Summary)$|^Get(Role|User)$|^List(AccessKeys|AttachedRolePolicies|GroupsForUser|MFADevices|Users)$/,
    organizations: /^DescribeOrganization$|^ListDelegatedAdministrators$/,
    ec2: /^Describe(AccountAttributes|DhcpOptions|FlowLogs|Images|Instances|SecurityGroups|Snapshots|Vpcs|VpnConnections)$/,
    rds: /^DescribeDB(ClusterSnapshots|Instances|Snapshots)$/,
    s3: /^GetAccountPublicAccessBlock$|^GetBucket(Acl|Policy|PublicAccessBlock)$|^ListBuckets$/,
    secretsmanager: /^ListSecrets$/,
    ssm: /^Describe(InstanceInformation|Parameters)$/,
    cloudtrail: /^(DescribeTrails|GetEventSelectors|LookupEvents)$/,
    guardduty: /^List(Detectors|Findings)$/,
  };
  return names[eventSource.split('.')[0]]?.test(eventName) ?? false;
}

function isByHand(e: AnyEvent): boolean {
  const agent = e.userAgent ?? '';
  return (
    !e.userIdentity.invokedBy &&
    (e.sessionCredentialFromConsole === 'true' ||
      /^console\..*amazonaws\.com$|^\[S3Console|^signin\.amazonaws\.com$|^AWS Internal Console$/.test(agent))
  );
}

/** Tokyo is nine hours ahead of UTC, in summer too. */
function isOutside(time: string): boolean {
  const local = new Date(Date.parse(time) + 9 * 3_600_000);
  const isWeekend = [0, 6].includes(local.getUTCDay());
  return isWeekend || local.getUTCHours() < 8 || local.getUTCHours() >= 20;
}

const options: RunOptions = {
  scope: { from: '2023-07-10T00:00:00Z', to: '2023-07-11T00:00:00Z' },
  accounts: [],
  parameters: {},
};

let engine: Engine;
beforeAll(async () => {
  if (whyNoRecordedEvents !== null) return;
  engine = makeDuckDBEngine({ store: openFolder(RECORDED_EVENTS), cache: RECORDED_EVENTS, workers: 1 });
  const about = [...Object.keys(LISTED), ...Object.keys(COUNTED)].flatMap((id) => reportById(id) ?? []);
  await engine.prepare(about.map((report) => queryOf(report, options)));
});
afterAll(() => engine?.close());
beforeEach((context) => {
  if (whyNoRecordedEvents !== null) context.skip(whyNoRecordedEvents);
});

async function answer(id: string) {
  const report = reportById(id);
  if (report === undefined) throw new Error(`There is no report ${id}.`);
  const result = await runReport(report, engine, options);
  const rows: readonly Row[] = await allRows(result);
  return (name: string) => rows.map((row) => row[result.columns.indexOf(name)]);
}

describe('2,900 real events', () => {
  it('are all there, and every report about events is counted', () => {
    expect(events).toHaveLength(2_900);
    const ofEvents = REPORTS.filter(({ tables }) => tables.includes('cloudtrail')).map(({ id }) => id);
    expect([...Object.keys(LISTED), ...Object.keys(COUNTED)].sort()).toEqual([...ofEvents].sort());
  });

  it.each(Object.entries(LISTED))('%s lists the same events', async (id, isMeant) => {
    const column = await answer(id);
    const ids = events.filter(isMeant).map(({ eventID }) => eventID);
    expect([...column('event_id')].sort()).toEqual([...ids].sort());
  });

  it.each(Object.entries(COUNTED))('%s counts the same calls', async (id, isMeant) => {
    const column = await answer(id);
    const calls = column('calls').reduce<number>((sum, count) => sum + Number(count), 0);
    expect(calls).toBe(events.filter(isMeant).length);
  });
});
