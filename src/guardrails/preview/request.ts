import type { CloudTrailEvent } from '../../domain/cloudtrail-event.ts';
import { partitionOf } from '../../domain/ids.ts';
import type { PolicyRequest } from './evaluate.ts';

/**
 * The requests behind an event; none for what no service control policy binds: calls of AWS services, of service-linked
 * roles, of nobody known, and what is no call at all.
 */
export function requestsOf(event: CloudTrailEvent): readonly PolicyRequest[] {
  const { eventSource, eventName, awsRegion = '', userIdentity } = event;
  const principal = principalOf(event);
  if (!eventSource || !eventName || principal === null) return [];
  const account = userIdentity?.accountId ?? event.recipientAccountId ?? '';
  const isAssumedRoot = String(userIdentity?.sessionContext?.assumedRoot) === 'true';
  const request = {
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
  const elsewhere = inferenceOf(event, account);
  return elsewhere === null ? [request] : [request, { ...request, context: { ...request.context, ...elsewhere } }];
}

/**
 * Amazon Bedrock asks once more for the region that an inference profile chose; for a global profile that is
 * `unspecified`. The event is in the region of the call and says where a model was invoked.
 */
function inferenceOf(
  { eventSource, awsRegion = '', requestParameters, additionalEventData }: CloudTrailEvent,
  account: string,
): Record<string, readonly string[]> | null {
  const { inferenceRegion } = asRecord(additionalEventData);
  const { modelId } = asRecord(requestParameters);
  if (eventSource !== 'bedrock.amazonaws.com' || typeof modelId !== 'string') return null;
  if (typeof inferenceRegion !== 'string' || inferenceRegion === awsRegion) return null;
  const own = `arn:${partitionOf(awsRegion)}:bedrock:${awsRegion}:${account}:inference-profile/${modelId}`;
  const profile = modelId.startsWith('arn:') ? modelId : own;
  return {
    'aws:requestedregion': [profile.includes(':inference-profile/global.') ? 'unspecified' : inferenceRegion],
    'bedrock:inferenceprofilearn': [profile],
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

/** Events that are called otherwise in policies, by service. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  bedrock: { Converse: 'InvokeModel', ConverseStream: 'InvokeModelWithResponseStream' },
  s3: {
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
  },
};

function actionOf(eventSource: string, eventName: string): string {
  const endpoint = eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '');
  const service = PREFIXES[endpoint] ?? endpoint;
  // Lambda's events carry the date of their API: UpdateFunctionCode20150331v2.
  const name = service === 'lambda' ? eventName.replace(/20\d{6}(v\d+)?$/, '') : eventName;
  return `${service}:${ACTIONS[service]?.[name] ?? name}`;
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
    const place = arn.replace('REGION', () => awsRegion).replace('ACCOUNT', account);
    const path = name.replace(/^\//, arn.startsWith('ssm') ? '' : '/');
    return [`arn:${partition}:${place.replace('{}', () => path)}`];
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
