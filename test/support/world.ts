import { createHash } from 'node:crypto';
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { ConfigService } from '@aws-sdk/client-config-service';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { Organizations } from '@aws-sdk/client-organizations';
import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
import { clientConfig } from './aws.ts';
import type { TestSandbox } from './sandbox.ts';

/** What is in an organization, one line each: `444444444444 ap-northeast-1 rule aws-organizations-Health` → `ENABLED, 1 target`. */
export type World = ReadonlyMap<string, string>;

const PREFIX = 'aws-organizations';

/**
 * Read from the services themselves by AWS's own clients, without a line of the product: what a plan claims is compared
 * with it. Of accounts that are suspended nothing is read, since nobody gets in there.
 */
export async function readWorld(sandbox: TestSandbox, regions: readonly string[]): Promise<World> {
  const { organizations } = clientsOf(sandbox, sandbox.managementAccountId);
  const accounts = await activeAccounts(organizations);
  const places = accounts.flatMap((account) => regions.map((region) => ({ account, region })));
  const lines = await Promise.all([
    ...places.map((place) => readPlace(sandbox, place)),
    ...accounts.map((account) => readBuckets(sandbox, account)),
    readPolicies(organizations),
    readTrail(sandbox, regions[0] ?? ''),
  ]);
  return new Map(lines.flat());
}

/** Lines that are missing, new or other in the second. */
export function differences(before: World, after: World): readonly string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys]
    .filter((key) => before.get(key) !== after.get(key))
    .map((key) => `${key}: ${before.get(key) ?? 'not there'} → ${after.get(key) ?? 'not there'}`)
    .sort();
}

type Line = readonly [string, string];

const made = new Map<string, ReturnType<typeof makeClients>>();

/** Each client keeps its connections: one of each for a whole year. */
function clientsOf(sandbox: TestSandbox, account: string, region?: string) {
  const key = `${sandbox.endpoint} ${account} ${region}`;
  const clients = made.get(key) ?? makeClients(clientConfig(sandbox, account, region));
  made.set(key, clients);
  return clients;
}

function makeClients(config: ReturnType<typeof clientConfig>) {
  return {
    cloudFormation: new CloudFormation(config),
    cloudTrail: new CloudTrail(config),
    config: new ConfigService(config),
    events: new EventBridge(config),
    organizations: new Organizations(config),
    s3: new S3({ ...config, forcePathStyle: true }),
    sns: new SNS(config),
  };
}

async function activeAccounts(organizations: Organizations): Promise<readonly string[]> {
  const found: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await organizations.listAccounts({ ...(NextToken !== undefined && { NextToken }) });
    for (const { Id, State, Status } of page.Accounts ?? []) {
      if (Id !== undefined && (State ?? Status) === 'ACTIVE') found.push(Id);
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found.sort();
}

async function readPlace(
  sandbox: TestSandbox,
  { account, region }: { readonly account: string; readonly region: string },
): Promise<readonly Line[]> {
  const { cloudFormation, config, events, sns } = clientsOf(sandbox, account, region);
  const at = (kind: string, name: string): string => `${account} ${region} ${kind} ${name}`;
  const [{ Stacks = [] }, { ConfigurationRecordersStatus = [] }, rules, topics] = await Promise.all([
    cloudFormation.describeStacks({}),
    config.describeConfigurationRecorderStatus({}),
    readRules(events),
    readTopics(sns),
  ]);
  const ours = Stacks.filter(({ StackName = '' }) => /AWSOrganizations|AWSCloudFormationStackSet/.test(StackName));
  return [
    ...ours.map(
      ({ StackName = '', StackStatus = '' }): Line => [at('stack', plainName(StackName)), stateOf(StackStatus)],
    ),
    ...ConfigurationRecordersStatus.map(({ name = '', recording }): Line => [at('recorder', name), String(recording)]),
    ...rules.map(([name, state]): Line => [at('rule', name), state]),
    ...topics.map(([name, state]): Line => [at('topic', name), state]),
  ];
}

/** The name of a stack instance's stack ends in a random id. */
const plainName = (name: string): string => name.replace(/^StackSet-(.+)-[0-9a-f]{8}-.*$/, '$1');

/** Whether it was created or updated last says nothing about what is there. */
const stateOf = (status: string): string => (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status) ? 'complete' : status);

async function readRules(events: EventBridge): Promise<readonly Line[]> {
  const { Rules = [] } = await events.listRules({ NamePrefix: PREFIX, Limit: 100 });
  return Promise.all(
    Rules.map(async ({ Name = '', State, EventPattern }): Promise<Line> => {
      const { Targets = [] } = await events.listTargetsByRule({ Rule: Name });
      return [Name, `${State}, ${Targets.length} targets, ${canonical(EventPattern)}`];
    }),
  );
}

async function readTopics(sns: SNS): Promise<readonly Line[]> {
  const { Topics = [] } = await sns.listTopics({});
  const ours = Topics.flatMap(({ TopicArn = '' }) => (TopicArn.includes(`:${PREFIX}-`) ? [TopicArn] : []));
  return Promise.all(
    ours.map(async (TopicArn): Promise<Line> => {
      const { Subscriptions = [] } = await sns.listSubscriptionsByTopic({ TopicArn });
      const { Attributes = {} } = await sns.getTopicAttributes({ TopicArn });
      return [
        TopicArn.split(':').at(-1) ?? '',
        `${Subscriptions.length} subscriptions, ${canonical(Attributes['Policy'])}`,
      ];
    }),
  );
}

async function readBuckets(sandbox: TestSandbox, account: string): Promise<readonly Line[]> {
  const { s3 } = clientsOf(sandbox, account);
  const { Buckets = [] } = await s3.listBuckets({});
  const ours = Buckets.flatMap(({ Name = '' }) => (Name.startsWith(PREFIX) ? [Name] : []));
  return Promise.all(
    ours.map(async (Bucket): Promise<Line> => {
      const policy = await s3.getBucketPolicy({ Bucket }).then(
        ({ Policy }) => canonical(Policy),
        () => 'no policy',
      );
      const { Status } = await s3.getBucketVersioning({ Bucket });
      return [`${account} everywhere bucket ${Bucket}`, `versioning ${Status}, ${policy}`];
    }),
  );
}

async function readPolicies(organizations: Organizations): Promise<readonly Line[]> {
  const { Policies = [] } = await organizations.listPolicies({ Filter: 'SERVICE_CONTROL_POLICY' });
  const ours = Policies.filter(({ Name = '' }) => Name.startsWith(PREFIX));
  return Promise.all(
    ours.map(async ({ Id: PolicyId = '', Name = '' }): Promise<Line> => {
      const { Targets = [] } = await organizations.listTargetsForPolicy({ PolicyId });
      const { Policy } = await organizations.describePolicy({ PolicyId });
      const targets = Targets.map(({ TargetId }) => TargetId).sort();
      return [`organization everywhere policy ${Name}`, `on ${targets.join(' ')}, ${canonical(Policy?.Content)}`];
    }),
  );
}

async function readTrail(sandbox: TestSandbox, region: string): Promise<readonly Line[]> {
  const account = sandbox.managementAccountId;
  const { cloudTrail } = clientsOf(sandbox, account, region);
  const { trailList = [] } = await cloudTrail.describeTrails({});
  const ours = trailList.filter(({ Name = '' }) => Name.startsWith(PREFIX));
  return Promise.all(
    ours.map(async ({ Name = '', TrailARN = '' }): Promise<Line> => {
      const { IsLogging } = await cloudTrail.getTrailStatus({ Name: TrailARN });
      return [`${account} ${region} trail ${Name}`, `logging ${IsLogging}`];
    }),
  );
}

/** Of JSON in one spelling: a policy that was only written differently is the same one. */
function canonical(text = ''): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).sort(([a], [b]) => a.localeCompare(b));
    return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
  };
  return text === ''
    ? ''
    : createHash('sha256')
        .update(JSON.stringify(sorted(JSON.parse(text))))
        .digest('hex')
        .slice(0, 8);
}
