import type { TrailEvent } from './event.ts';

/** Reports that tell of work as of attacks, and so of ordinary days too: which events each tells of. */
const ROUTINE: Readonly<Record<string, (event: TrailEvent) => boolean>> = {
  'roles-assumed': ({ eventName }) => eventName.startsWith('AssumeRoleWith') || eventName === 'AssumeRole',
  'secrets-read': ({ eventName }) => eventName === 'GetSecretValue',
  'secrets-changed': ({ eventName }) => eventName === 'PutParameter' || eventName === 'DeleteSecret',
  'instances-launched': ({ eventName }) => eventName === 'RunInstances',
  'instances-stopped': ({ eventName }) => /^(Reboot|Stop|Terminate)Instances$/.test(eventName),
  'lambda-code': ({ eventName }) => /^UpdateFunction(Code|Configuration)\d/.test(eventName),
  'console-logins-without-federation': ({ eventName, userIdentity }) =>
    eventName === 'ConsoleLogin' && ['IAMUser', 'Root'].includes(identityOf(userIdentity).type ?? ''),
  reconnaissance: (event) =>
    !isForSomebody(event) && SURVEYS.has(`${event.eventSource.split('.')[0]}:${event.eventName}`),
  'mass-deletions': (event) => !isForSomebody(event) && /^(Delete|Deregister|Remove|Terminate)/.test(event.eventName),
};

const SURVEYS = new Set([
  'ec2:DescribeInstances',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSnapshots',
  'iam:GenerateCredentialReport',
  'iam:GetAccountSummary',
  'iam:GetRole',
  'iam:ListRoles',
  'rds:DescribeDBInstances',
  's3:ListBuckets',
]);

export function routineReports(event: TrailEvent): readonly string[] {
  return Object.keys(ROUTINE).filter((report) => ROUTINE[report]?.(event));
}

/** What a person or a pipeline changed: no call of AWS itself, no object of a bucket, no sign-in. */
export function isChange({ readOnly, eventType, eventCategory, userIdentity }: TrailEvent): boolean {
  const { type, arn = '' } = identityOf(userIdentity);
  const isOfAws = type === 'AWSService' || arn.includes(':assumed-role/AWSServiceRoleFor');
  return readOnly === false && eventType === 'AwsApiCall' && eventCategory === 'Management' && !isOfAws;
}

/** A service that calls for another principal. */
function isForSomebody({ userIdentity }: TrailEvent): boolean {
  return identityOf(userIdentity).invokedBy !== undefined;
}

interface Identity {
  readonly type?: string;
  readonly arn?: string;
  readonly invokedBy?: string;
}

function identityOf(userIdentity: unknown): Identity {
  return userIdentity as Identity;
}
