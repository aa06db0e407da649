import type { CloudTrailEvent } from '../../domain/cloudtrail-event.ts';
import { partitionOf } from '../../domain/ids.ts';
import type { PolicyRequest } from './evaluate.ts';

/**
 * The request behind an event; null for what no service control policy binds: calls of AWS services, of service-linked
 * roles, of nobody known, and what is no call at all.
 */
export function requestOf(event: CloudTrailEvent): PolicyRequest | null {
  const { eventSource, eventName, awsRegion = '', userIdentity } = event;
  const principal = principalOf(event);
  if (!eventSource || !eventName || principal === null) return null;
  const account = userIdentity?.accountId ?? event.recipientAccountId ?? '';
  const isAssumedRoot = String(userIdentity?.sessionContext?.assumedRoot) === 'true';
  return {
    action: actionOf(eventSource, eventName),
    resources: resourcesOf(event, account),
    context: {
      'aws:principalarn': [principal],
      'aws:principalaccount': [account],
      'aws:requestedregion': [awsRegion],
      ...(isAssumedRoot && { 'aws:assumedroot': ['true'] }),
      ...aliasesOf(event),
    },
  };
}

/** The role, not its session: that is what aws:PrincipalArn holds. */
export function principalOf({ userIdentity }: CloudTrailEvent): string | null {
  if (!userIdentity || userIdentity.type === 'AWSService' || userIdentity.type === 'AWSAccount') return null;
  const issuer = userIdentity.sessionContext?.sessionIssuer?.arn;
  const arn = issuer ?? userIdentity.arn;
  if (arn === undefined || arn === '' || arn.includes('/aws-service-role/')) return null;
  return arn;
}

/** IAM's prefix where it is not the first part of the endpoint. */
const PREFIXES: Readonly<Record<string, string>> = {
  monitoring: 'cloudwatch',
  tagging: 'tag',
  'api.ecr': 'ecr',
  email: 'ses',
};

/** Events of S3 that are called otherwise in policies. */
const S3_ACTIONS: Readonly<Record<string, string>> = {
  DeleteBucketEncryption: 'PutEncryptionConfiguration',
  DeleteBucketLifecycle: 'PutLifecycleConfiguration',
  DeleteBucketReplication: 'PutReplicationConfiguration',
  DeleteObjects: 'DeleteObject',
  DeletePublicAccessBlock: 'PutBucketPublicAccessBlock',
  ListBuckets: 'ListAllMyBuckets',
  ListObjects: 'ListBucket',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  PutBucketLifecycle: 'PutLifecycleConfiguration',
  PutBucketReplication: 'PutReplicationConfiguration',
  PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
};

function actionOf(eventSource: string, eventName: string): string {
  const endpoint = eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '');
  const service = PREFIXES[endpoint] ?? endpoint;
  // Lambda's events carry the date of their API: UpdateFunctionCode20150331v2.
  const name = service === 'lambda' ? eventName.replace(/20\d{6}(v\d+)?$/, '') : eventName;
  return `${service}:${service === 's3' ? (S3_ACTIONS[name] ?? name) : name}`;
}

/** Where in a request the name of a thing is, and the ARN that it makes. `{}` is the name. */
const NAMED: Readonly<Record<string, readonly (readonly [parameter: string, arn: string])[]>> = {
  cloudformation: [['stackName', 'cloudformation:REGION:ACCOUNT:stack/{}/x']],
  cloudtrail: [
    ['name', 'cloudtrail:REGION:ACCOUNT:trail/{}'],
    ['trailName', 'cloudtrail:REGION:ACCOUNT:trail/{}'],
  ],
  dynamodb: [['tableName', 'dynamodb:REGION:ACCOUNT:table/{}']],
  events: [
    ['rule', 'events:REGION:ACCOUNT:rule/{}'],
    ['name', 'events:REGION:ACCOUNT:rule/{}'],
  ],
  firehose: [['deliveryStreamName', 'firehose:REGION:ACCOUNT:deliverystream/{}']],
  iam: [
    ['roleName', 'iam::ACCOUNT:role/{}'],
    ['userName', 'iam::ACCOUNT:user/{}'],
  ],
  kms: [['aliasName', 'kms:REGION:ACCOUNT:{}']],
  lambda: [['functionName', 'lambda:REGION:ACCOUNT:function:{}']],
  logs: [['logGroupName', 'logs:REGION:ACCOUNT:log-group:{}']],
  monitoring: [['alarmName', 'cloudwatch:REGION:ACCOUNT:alarm:{}']],
  s3: [['bucketName', 's3:::{}']],
  scheduler: [['name', 'scheduler:REGION:ACCOUNT:schedule/default/{}']],
  sns: [['name', 'sns:REGION:ACCOUNT:{}']],
  ssm: [['name', 'ssm:REGION:ACCOUNT:parameter/{}']],
};

function resourcesOf(event: CloudTrailEvent, account: string): readonly string[] {
  const { eventSource = '', awsRegion = '', requestParameters, resources } = event;
  const parameters = asRecord(requestParameters);
  const partition = partitionOf(awsRegion);
  const named = (NAMED[eventSource.split('.')[0] ?? ''] ?? []).flatMap(([parameter, arn]) => {
    const name = parameters[parameter];
    if (typeof name !== 'string' || name === '') return [];
    if (name.startsWith('arn:')) return [name];
    const place = arn.replace('REGION', awsRegion).replace('ACCOUNT', account);
    return [`arn:${partition}:${place.replace('{}', name.replace(/^\//, arn.startsWith('ssm') ? '' : '/'))}`];
  });
  const objects = named.filter((arn) => arn.startsWith(`arn:${partition}:s3:::`) && typeof parameters.key === 'string');
  const given = (resources ?? []).flatMap(({ ARN }) => ARN ?? []);
  const arns = Object.values(parameters).filter(
    (value): value is string => typeof value === 'string' && value.startsWith('arn:'),
  );
  return [...new Set([...named, ...objects.map((arn) => `${arn}/${String(parameters.key)}`), ...given, ...arns])];
}

/** A key is known by its alias only where the caller called it so. */
function aliasesOf({ eventSource, requestParameters }: CloudTrailEvent): Record<string, readonly string[]> {
  const { keyId } = asRecord(requestParameters);
  const alias = typeof keyId === 'string' ? /alias\/.*$/.exec(keyId)?.[0] : undefined;
  return eventSource === 'kms.amazonaws.com' && alias !== undefined ? { 'kms:resourcealiases': [alias] } : {};
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
