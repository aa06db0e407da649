import { makePerson, makeService, makeWorkload, PEOPLE } from './actors.ts';
import { type Actor, type CallInput, makeCall, makeSignIn, type TrailEvent } from './event.ts';
import { GLOBAL_REGION, HOUR_MS, isoOf, isWeekend, TOKYO_MS } from './place.ts';
import { makeRandom, type Random } from './random.ts';

/** One account × region on one day. */
export interface OrdinaryDay {
  readonly seed: string;
  readonly account: string;
  readonly region: string;
  readonly homeRegion: string;
  /** Midnight UTC. */
  readonly day: number;
}

type Call = Pick<CallInput, 'service' | 'name' | 'request' | 'response' | 'error'>;

/**
 * What happens on a day when nothing is wrong: nobody is refused, nobody is root, nobody writes by hand, and no rule,
 * route or policy changes outside a deployment. The reports of the archive must find nothing in it.
 */
export function makeOrdinaryDay(day: OrdinaryDay): readonly TrailEvent[] {
  const random = makeRandom(day.seed, 'ordinary', day.account, day.region, isoOf(day.day));
  return day.region === GLOBAL_REGION && day.homeRegion !== GLOBAL_REGION
    ? makeGlobalDay(day, random)
    : [...makeMachines(day, random), ...makePeople(day, random), ...makeDeployments(day, random)];
}

/** Programs wake up, take a role, make a few calls and sleep again. */
function makeMachines({ account, region, day }: OrdinaryDay, random: Random): readonly TrailEvent[] {
  return times(24 + random.below(12), () => day + random.below(24 * HOUR_MS)).flatMap((woken) =>
    times(2 + random.below(5), (index) => {
      const time = isoOf(woken + index * 1_500);
      const { actor, call } = index === 0 ? serviceCall(account, region, random) : workloadCall(account, random);
      return makeCall({ account, region, time, actor, ...call }, random);
    }),
  );
}

function serviceCall(account: string, region: string, random: Random): { readonly actor: Actor; readonly call: Call } {
  const [service, role] = random.pick([
    ['lambda', 'order-api'],
    ['ec2', 'app-server'],
    ['ecs-tasks', 'batch'],
    ['config', 'aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig'],
    ['cloudtrail', 'aws-service-role/cloudtrail.amazonaws.com/AWSServiceRoleForCloudTrail'],
  ] as const);
  const roleArn = `arn:aws:iam::${account}:role/${role}`;
  const call = {
    service: 'sts',
    name: 'AssumeRole',
    request: { roleArn, roleSessionName: `${region}-${random.hex(8)}` },
  };
  return { actor: makeService(`${service}.amazonaws.com`), call };
}

function workloadCall(account: string, random: Random): { readonly actor: Actor; readonly call: Call } {
  const actor = random.pick([
    makeWorkload('app-server', `i-0${makeRandom(account, 'instance').hex(16)}`, account),
    makeWorkload('order-api', 'order-api', account, '10.0.40.7'),
    makeWorkload('batch', 'nightly', account, '10.0.41.9'),
  ]);
  const call = random.pick<Call>([
    { service: 'ssm', name: 'GetParametersByPath', request: { path: '/app/', recursive: true } },
    { service: 'kms', name: 'Decrypt', request: { encryptionAlgorithm: 'SYMMETRIC_DEFAULT' } },
    { service: 'secretsmanager', name: 'GetSecretValue', request: { secretId: 'app/database' } },
    { service: 's3', name: 'ListBuckets' },
    { service: 'ec2', name: 'DescribeInstances', request: { instancesSet: {}, filterSet: {} } },
    { service: 'ec2', name: 'DescribeVolumes', request: { volumeSet: {} } },
    { service: 'dynamodb', name: 'DescribeTable', request: { tableName: 'orders' } },
    {
      service: 'sqs',
      name: 'GetQueueAttributes',
      request: { queueUrl: `https://sqs.amazonaws.com/${account}/orders` },
    },
    { service: 'logs', name: 'DescribeLogStreams', request: { logGroupName: '/aws/lambda/order-api' } },
    { service: 'monitoring', name: 'DescribeAlarms', request: {} },
  ]);
  return { actor, call: random.chance(0.03) ? { ...call, error: random.pick(ORDINARY_ERRORS) } : call };
}

/** Refusals are none of them: whoever is refused is no ordinary case. */
const ORDINARY_ERRORS = [
  { code: 'ThrottlingException', message: 'Rate exceeded' },
  { code: 'ResourceNotFoundException', message: 'The requested resource was not found.' },
  { code: 'ValidationException', message: '1 validation error detected' },
];

/** People look around, seldom change something, and go home in the evening. */
function makePeople({ account, region, day }: OrdinaryDay, random: Random): readonly TrailEvent[] {
  return [...officeStart(day)].flatMap((start) =>
    times(2 + random.below(3), () => random.pick(PEOPLE)).flatMap((name) => {
      const at = (): string => isoOf(start + random.below(9 * HOUR_MS - 60_000));
      const person = makePerson(name, account, 'PowerUserAccess');
      const signIn = makeSignIn({ account, region, time: at(), actor: person, mfa: false }, random);
      const calls = times(12 + random.below(16), () => {
        // In the console people only look; what they change goes through the command line or a deployment.
        const isLooking = random.chance(0.3);
        const actor = makePerson(name, account, 'PowerUserAccess', isLooking);
        const call = isLooking ? LOOKING : personCall(random);
        return makeCall({ account, region, time: at(), actor, ...call }, random);
      });
      return [signIn, ...calls];
    }),
  );
}

const LOOKING: Call = { service: 'ec2', name: 'DescribeInstances', request: { instancesSet: {}, filterSet: {} } };

/** Nine in the morning in Tokyo, if the office is open on that day. */
function* officeStart(day: number): Generator<number> {
  const start = day + 9 * HOUR_MS - TOKYO_MS;
  if (!isWeekend(start)) yield start;
}

function personCall(random: Random): Call {
  const instanceId = `i-0${random.hex(16)}`;
  const instances = { instancesSet: { items: [{ instanceId }] } };
  return random.pick<Call>([
    { service: 'ec2', name: 'DescribeInstances', request: { instancesSet: {}, filterSet: {} } },
    { service: 'ec2', name: 'DescribeSecurityGroups', request: { securityGroupSet: {} } },
    { service: 'ec2', name: 'StartInstances', request: instances, response: instances },
    { service: 'ec2', name: 'StopInstances', request: { ...instances, force: false }, response: instances },
    { service: 'ec2', name: 'CreateTags', request: { resourcesSet: { items: [{ resourceId: instanceId }] } } },
    { service: 's3', name: 'GetBucketVersioning', request: { bucketName: 'app-artifacts' } },
    { service: 'lambda', name: 'GetFunction20150331v2', request: { functionName: 'order-api' } },
    {
      service: 'lambda',
      name: 'UpdateFunctionConfiguration20150331v2',
      request: { functionName: 'order-api', timeout: 30 },
    },
    { service: 'logs', name: 'StartQuery', request: { logGroupName: '/aws/lambda/order-api' } },
    { service: 'cloudformation', name: 'DescribeStacks', request: { stackName: 'order-api' } },
    { service: 'ssm', name: 'PutParameter', request: { name: '/app/feature', type: 'String', overwrite: true } },
    { service: 'rds', name: 'DescribeDBInstances', request: {} },
  ]);
}

/** The pipeline deploys once or twice on a working day, through CloudFormation. */
function makeDeployments({ account, region, day }: OrdinaryDay, random: Random): readonly TrailEvent[] {
  return [...officeStart(day)].flatMap((start) =>
    times(1 + random.below(2), () => {
      const began = start + HOUR_MS + random.below(6 * HOUR_MS);
      const pipeline = makeWorkload('pipeline', `build-${random.hex(6)}`, account, '203.0.113.200');
      const stackName = random.pick(['order-api', 'app-server', 'batch']);
      const behind = {
        ...pipeline,
        userIdentity: { ...pipeline.userIdentity, invokedBy: 'cloudformation.amazonaws.com' },
      };
      const cloudFormation: Actor = {
        ...behind,
        sourceIPAddress: 'cloudformation.amazonaws.com',
        userAgent: 'cloudformation.amazonaws.com',
      };
      const steps: readonly (readonly [Actor, Call])[] = [
        [
          pipeline,
          {
            service: 'cloudformation',
            name: 'CreateChangeSet',
            request: { stackName, changeSetName: `c-${random.hex(6)}` },
          },
        ],
        [pipeline, { service: 'cloudformation', name: 'ExecuteChangeSet', request: { stackName } }],
        [
          cloudFormation,
          { service: 'lambda', name: 'UpdateFunctionCode20150331v2', request: { functionName: stackName } },
        ],
        [cloudFormation, { service: 'lambda', name: 'PublishVersion20150331', request: { functionName: stackName } }],
        [
          cloudFormation,
          { service: 'autoscaling', name: 'UpdateAutoScalingGroup', request: { autoScalingGroupName: stackName } },
        ],
        [pipeline, { service: 'cloudformation', name: 'DescribeStacks', request: { stackName } }],
      ];
      return steps.map(([actor, call], index) =>
        makeCall({ account, region, time: isoOf(began + index * 9_000), actor, ...call }, random),
      );
    }).flat(),
  );
}

/** IAM and its like, which report from us-east-1. */
function makeGlobalDay({ account, region, day }: OrdinaryDay, random: Random): readonly TrailEvent[] {
  return times(12 + random.below(10), () => {
    const time = isoOf(day + random.below(24 * HOUR_MS));
    const call = random.pick<Call>([
      { service: 'iam', name: 'GetRole', request: { roleName: 'app-server' } },
      { service: 'iam', name: 'ListRoles' },
      { service: 'iam', name: 'GenerateCredentialReport' },
      { service: 'iam', name: 'GetAccountSummary' },
      { service: 'route53', name: 'ListHostedZones' },
      { service: 'cloudfront', name: 'ListDistributions2020_05_31' },
      { service: 'health', name: 'DescribeEvents', request: {} },
    ]);
    const actor = random.pick([
      makeService('config.amazonaws.com'),
      makeWorkload('inventory', 'inventory', account, '10.0.44.2'),
    ]);
    return makeCall({ account, region, time, actor, ...call }, random);
  });
}

function times<Item>(count: number, make: (index: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
