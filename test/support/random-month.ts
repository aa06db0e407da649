import type { Json, JsonObject } from '../../src/domain/json.ts';
import { makeRandom, type Random } from '../../src/sandbox/activity/random.ts';
import { ACCOUNT, asRole, asService, type Changes, call, type Event } from './events.ts';

type Make = (random: Random) => Event;

/** Calls whose meaning is in what they ask for: some do what a report looks for, and some only look alike. */
const CALLS: readonly Make[] = [
  (r) =>
    call(
      'rds',
      r.pick(['ModifyDBInstance', 'CreateDBInstance', 'RestoreDBInstanceFromDBSnapshot']),
      asked(databaseChange(r)),
    ),
  (r) =>
    call(
      'rds',
      r.pick(['ModifyDBCluster', 'StopActivityStream', 'DeleteDBCluster']),
      asked({
        dBClusterIdentifier: r.pick(['c-1', 'c-2']),
        ...some(r, { deletionProtection: r.chance(0.5) }),
        ...some(r, { backupRetentionPeriod: r.below(9) }),
      }),
    ),
  () => call('rds', 'AuthorizeDBSecurityGroupIngress', asked({ dBSecurityGroupName: 'g', cIDRIP: '198.51.100.0/24' })),
  (r) =>
    call(
      's3',
      'PutBucketVersioning',
      asked({
        bucketName: bucket(r),
        VersioningConfiguration: {
          Status: r.pick(['Enabled', 'Suspended']),
          ...some(r, { MfaDelete: r.pick(['Enabled', 'Disabled']) }),
        },
      }),
    ),
  (r) =>
    call(
      's3',
      'PutBucketLogging',
      asked({
        bucketName: bucket(r),
        BucketLoggingStatus: r.chance(0.5) ? { xmlns: 'x' } : { LoggingEnabled: { TargetBucket: 'logs' } },
      }),
    ),
  (r) =>
    call(
      r.pick(['wafv2', 'route53resolver', 'bedrock']),
      r.pick([
        'DeleteLoggingConfiguration',
        'DeleteResolverQueryLogConfig',
        'DeleteModelInvocationLoggingConfiguration',
      ]),
      asked({ resourceArn: r.pick(['arn:a', 'arn:b']) }),
    ),
  (r) =>
    call(
      'elasticloadbalancing',
      'ModifyLoadBalancerAttributes',
      asked({
        loadBalancerArn: 'lb',
        attributes: [
          { key: r.pick(['deletion_protection.enabled', 'access_logs.s3.enabled']), value: r.pick(['true', 'false']) },
        ],
      }),
    ),
  (r) =>
    call(
      'secretsmanager',
      r.pick(['GetSecretValue', 'BatchGetSecretValue', 'DescribeSecret']),
      asked({ secretId: r.pick(['a', 'b', 'c']) }),
    ),
  (r) =>
    call(
      'ssm',
      r.pick(['GetParameter', 'GetParameters', 'GetParametersByPath']),
      asked({ name: r.pick(['/x', '/y']), ...some(r, { withDecryption: r.chance(0.5) }) }),
    ),
  (r) =>
    call('ec2', 'DescribeInstances', {
      readOnly: true,
      userIdentity: {
        ...asRole('app', r.pick(['i-0123456789abcdef0', 'i-0fedcba9876543210', 'taro'])),
        ...some(r, { invokedBy: 'eks.amazonaws.com' }),
      },
    }),
  () => call('ssm', 'UpdateInstanceInformation', { userIdentity: asRole('app', 'i-0123456789abcdef0') }),
  (r) =>
    call(
      'ec2',
      'DescribeInstanceAttribute',
      asked({ instanceId: 'i-1', attribute: r.pick(['userData', 'instanceType']) }),
    ),
  (r) =>
    call(
      'ec2',
      'ModifyInstanceAttribute',
      asked({
        instanceId: 'i-1',
        ...(r.chance(0.5) ? { userData: 'x' } : { disableApiTermination: { value: r.chance(0.5) } }),
      }),
    ),
  (r) =>
    call('kms', r.pick(['PutKeyPolicy', 'CreateGrant', 'DisableKeyRotation', 'EnableKey']), {
      ...asked({ keyId: r.pick(['k-1', 'k-2']), ...some(r, { granteePrincipal: 'arn:aws:iam::999999999999:root' }) }),
      ...some(r, { userIdentity: asService('ec2') }),
    }),
  (r) =>
    call(
      'backup',
      r.pick(['DeleteBackupPlan', 'UpdateBackupPlan', 'CreateBackupPlan', 'StopBackupJob']),
      asked({ backupPlanId: r.pick(['p-1', 'p-2']) }),
    ),
  (r) =>
    call(
      'dynamodb',
      'UpdateContinuousBackups',
      asked({ tableName: 't', pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: r.chance(0.5) } }),
    ),
  (r) =>
    call(
      'dynamodb',
      'UpdateTable',
      asked({ tableName: 't', ...some(r, { deletionProtectionEnabled: r.chance(0.5) }) }),
    ),
  (r) =>
    call('events', r.pick(['DisableRule', 'PutRule', 'DeleteRule', 'ListRules']), {
      ...asked({ name: r.pick(['aws-organizations-Heartbeat', 'app', 'not-aws-organizations-Heartbeat']) }),
      userIdentity: r.pick([
        {},
        asRole('aws-organizations-LogCollection'),
        asService('sns'),
        { invokedBy: 'cloudformation.amazonaws.com' },
      ]),
      readOnly: r.chance(0.2),
    }),
  (r) =>
    call(
      'cloudformation',
      r.pick(['DeleteStackInstances', 'DeleteStack', 'CreateStackInstances']),
      asked(
        r.chance(0.5)
          ? { stackSetName: 'AWSOrganizations-Baseline' }
          : { stackName: r.pick(['app', 'AWSOrganizations-Trail']) },
      ),
    ),
  (r) =>
    call(
      'ec2',
      'AuthorizeSecurityGroupIngress',
      asked({ groupId: r.pick(['sg-1', 'sg-2']), ipPermissions: { items: times(r.below(4), () => permission(r)) } }),
    ),
];

/** Events of a month that are the same for the same seed: who, when, where and with what outcome is chance. */
export function makeRandomMonth(seed: string, count: number): readonly Event[] {
  const random = makeRandom(seed, 'month');
  return times(count, () => {
    const event = random.pick(CALLS)(random);
    const day = String(1 + random.below(31)).padStart(2, '0');
    const [hour, minute, second] = [24, 60, 60].map((limit) => String(random.below(limit)).padStart(2, '0'));
    return {
      ...event,
      eventID: random.uuid(),
      eventTime: `2026-10-${day}T${hour}:${minute}:${second}Z`,
      awsRegion: random.pick(['ap-northeast-1', 'us-east-1']),
      recipientAccountId: random.pick([ACCOUNT, '222222222222']),
      sourceIPAddress: random.pick([
        '203.0.113.10',
        '10.1.2.3',
        '192.168.0.9',
        '2001:db8::7',
        'cloudformation.amazonaws.com',
        '172.20.1.1',
        '172.32.1.1',
      ]),
      ...(random.chance(0.2) ? { errorCode: random.pick(['AccessDenied', 'ValidationException']) } : {}),
      ...(random.chance(0.05) ? { eventSource: 'example.amazonaws.com' } : {}),
    };
  });
}

function databaseChange(r: Random): JsonObject {
  return {
    dBInstanceIdentifier: r.pick(['orders', 'users']),
    ...some(r, { publiclyAccessible: r.chance(0.5) }),
    ...some(r, { deletionProtection: r.chance(0.5) }),
    ...some(r, { backupRetentionPeriod: r.below(9) }),
    ...some(r, { cloudwatchLogsExportConfiguration: { disableLogTypes: r.chance(0.5) ? ['audit'] : [] } }),
  };
}

function permission(r: Random): Json {
  const port = r.pick([22, 443, 0]);
  return {
    ipProtocol: r.pick(['tcp', '-1', '17']),
    fromPort: port,
    toPort: r.pick([port, 65535]),
    ipRanges: { items: times(r.below(3), () => ({ cidrIp: `${r.pick(RANGES)}` })) },
    ipv6Ranges: {
      items: times(r.below(2), () => ({
        cidrIpv6: r.pick(['::/0', '2001:db8::/32', '8000::/1', '2000::/3', 'fd00::/8']),
      })),
    },
  };
}

const RANGES = [
  '0.0.0.0/0',
  '0.0.0.0/1',
  '128.0.0.0/1',
  '10.0.0.0/8',
  '17.0.0.0/8',
  '192.168.0.0/16',
  '203.0.113.0/24',
  '64.0.0.0/7',
  '172.16.0.0/12',
];

function bucket(r: Random): string {
  return r.pick(['app', 'logs']);
}

function asked(requestParameters: JsonObject): Changes {
  return { requestParameters };
}

/** Sometimes. */
function some<Fields extends object>(r: Random, fields: Fields): Partial<Fields> {
  return r.chance(0.4) ? fields : {};
}

function times<Item>(count: number, make: () => Item): Item[] {
  return Array.from({ length: count }, make);
}
