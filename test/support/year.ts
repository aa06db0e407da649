import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { ConfigService } from '@aws-sdk/client-config-service';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { Organizations } from '@aws-sdk/client-organizations';
import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
import { clientConfig } from './aws.ts';
import type { Random } from './random.ts';
import { AUDIT, DEV, LOG, MASTER, type Rehearsal } from './rehearsal.ts';

const HOME = 'ap-northeast-1';
const PREFIX = 'aws-organizations';

/** What is going on in the organization beside its services. */
export interface Life {
  readonly here: Rehearsal;
  readonly random: Random;
  /** Active accounts that are neither management, audit nor log account. */
  members: string[];
  /** Those that left, which may come back. */
  former: string[];
  /** Grows: a shorter retention is a loss, which asks for consent. */
  retention: number;
  next: number;
  /** Account Management's PutAccountName, by the account itself. */
  rename(account: string, name: string): Promise<void>;
}

/** What the next plan must say of it. */
export type Expected =
  /** Somebody broke something: every account where the services differ is named, and `status` ends with 1. */
  | 'names-what-differs'
  /** The configuration or the accounts are others now. */
  | 'changes'
  /** Nobody has anything to do. */
  | 'nothing'
  /** Depends on how far it came. */
  | 'anything';

export interface Operation {
  readonly name: string;
  readonly expected: Expected;
  /** What happened, for the message of a failure. Null: not possible now. */
  readonly happen: (life: Life) => Promise<string | null>;
}

/** Buckets with logs outlive a region that is governed no longer: before it is again, their owner does as docs/leaving.md says. */
async function deleteKeptBuckets({ here }: Life, region: string): Promise<void> {
  const s3 = new S3({ ...clientConfig(here.sandbox, LOG, region), forcePathStyle: true });
  const { Buckets = [] } = await s3.listBuckets({});
  for (const { Name: Bucket = '' } of Buckets.filter(({ Name = '' }) => Name.endsWith(`-${region}`))) {
    const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket });
    for (const { Key, VersionId } of [...Versions, ...DeleteMarkers]) await s3.deleteObject({ Bucket, Key, VersionId });
    await s3.deleteBucket({ Bucket });
  }
}

/** What an organization goes through: people come and go, configurations change, hands break things. */
export const OPERATIONS: readonly Operation[] = [
  operation('changes', 'an account joins', async (life) => {
    if (life.members.length > 5) return null;
    life.next += 1;
    const name = `team-${life.next}`;
    const unit = life.random.pick(['Workloads', 'Production', '']);
    const { id } = await life.here.sandbox.addAccount({
      name,
      email: `${name}@example.com`,
      ...(unit !== '' && { unit }),
    });
    life.members.push(id);
    return id;
  }),
  operation('changes', 'an account leaves', async (life) => {
    if (life.members.length < 3) return null;
    const id = take(life.members, life);
    life.former.push(id);
    await organizations(life).removeAccountFromOrganization({ AccountId: id });
    return id;
  }),
  operation('changes', 'an account returns, and its owner removes what it still has', async (life) => {
    if (life.former.length === 0) return null;
    const id = take(life.former, life);
    await life.here.sandbox.addAccount({
      id,
      name: `again-${id}`,
      email: `again-${id}@example.com`,
      joined: 'INVITED',
    });
    await removeStacks(id, life);
    life.members.push(id);
    return id;
  }),
  operation('nothing', 'an account is renamed', async (life) => {
    const id = life.random.pick(life.members);
    life.next += 1;
    await life.rename(id, `renamed-${life.next}`);
    return id;
  }),
  operation('changes', 'the rules are others', (life) => {
    const said = /^(configRules:\n +profile: )(\w+)$/m.exec(life.here.readConfig());
    if (!said) throw new Error('metsuke.yaml does not say which rules there are');
    const other = said[2] === 'minimal' ? 'recommended' : 'minimal';
    life.here.changeConfig(said[0], `${said[1]}${other}`);
    return Promise.resolve(other);
  }),
  operation('anything', 'an apply is killed', async (life) => {
    const longer = life.retention + 1;
    life.here.changeConfig(`retentionDays: ${life.retention}`, `retentionDays: ${longer}`);
    life.retention = longer;
    const apply = life.here.start('apply', '--yes');
    await apply.says('logging-resource: started');
    apply.kill('SIGKILL');
    await apply.ended;
    return String(longer);
  }),
  operation('changes', 'AWS throttles', async (life) => {
    const longer = life.retention + 1;
    life.here.changeConfig(`retentionDays: ${life.retention}`, `retentionDays: ${longer}`);
    life.retention = longer;
    // Not what the test itself asks.
    const [service, operation] = life.random.pick([
      ['cloudformation', 'ListStackInstances'],
      ['cloudformation', 'UpdateStackSet'],
      ['sts', 'AssumeRole'],
    ] as const);
    await life.here.sandbox.faults({ kind: 'throttle', service, operation, times: 3 });
    return operation;
  }),
  operation('nothing', 'an account is closed', async (life) => {
    if (life.members.length < 4) return null;
    const id = take(life.members, life);
    await organizations(life).closeAccount({ AccountId: id });
    return id;
  }),
  operation('nothing', 'an account moves', async (life) => {
    const id = life.random.pick(life.members);
    const { Parents = [] } = await organizations(life).listParents({ ChildId: id });
    const source = Parents[0]?.Id ?? '';
    const { Roots = [] } = await organizations(life).listRoots({});
    const root = Roots[0]?.Id ?? '';
    const { OrganizationalUnits = [] } = await organizations(life).listOrganizationalUnitsForParent({ ParentId: root });
    const targets = [root, ...OrganizationalUnits.map(({ Id = '' }) => Id)].filter((target) => target !== source);
    const target = life.random.pick(targets);
    await organizations(life).moveAccount({ AccountId: id, SourceParentId: source, DestinationParentId: target });
    return `${id} to ${target}`;
  }),
  operation('changes', 'logs are kept for longer', (life) => {
    const longer = life.retention + 1 + life.random.below(30);
    life.here.changeConfig(`retentionDays: ${life.retention}`, `retentionDays: ${longer}`);
    life.retention = longer;
    return Promise.resolve(String(longer));
  }),
  operation('changes', 'a region is governed, or no longer', async (life) => {
    const [one, two] = [`governedRegions: [${HOME}]`, `governedRegions: [${HOME}, us-east-1]`];
    const isOne = life.here.readConfig().includes(one);
    if (isOne) await deleteKeptBuckets(life, 'us-east-1');
    life.here.changeConfig(isOne ? one : two, isOne ? two : one);
    return isOne ? 'us-east-1 too' : 'the home region alone';
  }),
  ...['inventory', 'patching', 'logCollection'].map((section) =>
    operation('changes', `${section} is switched`, (life) => {
      const said = new RegExp(`^(${section}:\n +enabled: )(true|false)$`, 'm').exec(life.here.readConfig());
      if (!said) throw new Error(`metsuke.yaml does not say whether ${section} is on`);
      const now = said[2] === 'true' ? 'false' : 'true';
      life.here.changeConfig(said[0], `${said[1]}${now}`);
      return Promise.resolve(now);
    }),
  ),
  broken('the trail is stopped', async (life) => {
    const cloudTrail = new CloudTrail(clientConfig(life.here.sandbox, MASTER));
    const { trailList = [] } = await cloudTrail.describeTrails({});
    await cloudTrail.stopLogging({ Name: trailList[0]?.TrailARN });
    return trailList[0]?.Name ?? null;
  }),
  broken('a recorder is stopped', async (life) => {
    const account = life.random.pick(life.members);
    const config = new ConfigService(clientConfig(life.here.sandbox, account));
    await config.stopConfigurationRecorder({ ConfigurationRecorderName: `${PREFIX}-recorder` });
    return account;
  }),
  broken('a stack is deleted by hand', async (life) => {
    const account = life.random.pick(life.members);
    const cloudFormation = new CloudFormation(clientConfig(life.here.sandbox, account));
    const { Stacks = [] } = await cloudFormation.describeStacks({});
    // Without the roles and rules that forward events nothing tells: test/e2e/deep.test.ts has that.
    const ours = Stacks.flatMap(({ StackName = '' }) =>
      /ConfigRules|ConfigRecorder/.test(StackName) ? [StackName] : [],
    );
    if (ours.length === 0) return null;
    const StackName = life.random.pick([...ours].sort());
    await cloudFormation.deleteStack({ StackName });
    return `${StackName} in ${account}`;
  }),
  broken('a rule is disabled', async (life) => {
    const { account, events, rule } = await aRule(life);
    await events.disableRule({ Name: rule });
    return `${rule} in ${account}`;
  }),
  broken('a rule loses its targets', async (life) => {
    const { account, events, rule } = await aRule(life);
    const { Targets = [] } = await events.listTargetsByRule({ Rule: rule });
    await events.removeTargets({ Rule: rule, Ids: Targets.map(({ Id = '' }) => Id) });
    return `${rule} in ${account}`;
  }),
  broken('the policy of the log bucket is weakened', async (life) => {
    const s3 = new S3({ ...clientConfig(life.here.sandbox, LOG), forcePathStyle: true });
    const Bucket = `${PREFIX}-logs-${LOG}-${HOME}`;
    const { Policy = '{}' } = await s3.getBucketPolicy({ Bucket });
    const policy = JSON.parse(Policy) as { Statement: unknown[] };
    const lesser = { ...policy, Statement: policy.Statement.slice(1) };
    await s3.putBucketPolicy({ Bucket, Policy: JSON.stringify(lesser) });
    return Bucket;
  }),
  broken('the topic loses a subscription', async (life) => {
    const sns = new SNS(clientConfig(life.here.sandbox, AUDIT));
    const TopicArn = `arn:aws:sns:${HOME}:${AUDIT}:${PREFIX}-AggregateSecurityNotifications`;
    const { Subscriptions = [] } = await sns.listSubscriptionsByTopic({ TopicArn });
    const confirmed = Subscriptions.find(({ SubscriptionArn = '' }) => SubscriptionArn.startsWith('arn:'));
    if (!confirmed) return null;
    await sns.unsubscribe({ SubscriptionArn: confirmed.SubscriptionArn });
    return confirmed.Protocol ?? null;
  }),
  broken('a guardrail is detached', async (life) => {
    const client = organizations(life);
    const { Policies = [] } = await client.listPolicies({ Filter: 'SERVICE_CONTROL_POLICY' });
    const ours = Policies.filter(({ Name = '' }) => Name.startsWith(PREFIX));
    if (ours.length === 0) return null;
    const { Id: PolicyId = '', Name = '' } = life.random.pick(ours);
    const { Targets = [] } = await client.listTargetsForPolicy({ PolicyId });
    for (const { TargetId = '' } of Targets) await client.detachPolicy({ PolicyId, TargetId });
    return Name;
  }),
];

function operation(expected: Expected, name: string, happen: (life: Life) => Promise<string | null>): Operation {
  return { name, expected, happen };
}

function broken(name: string, happen: (life: Life) => Promise<string | null>): Operation {
  return operation('names-what-differs', name, happen);
}

/** Never the canary, which metsuke.yaml names. */
function take(accounts: string[], { random }: Life): string {
  const found = random.pick(accounts.filter((account) => account !== DEV));
  accounts.splice(accounts.indexOf(found), 1);
  return found;
}

function organizations({ here }: Life): Organizations {
  return new Organizations(clientConfig(here.sandbox, MASTER));
}

async function aRule(life: Life) {
  const account = life.random.pick(life.members);
  const events = new EventBridge(clientConfig(life.here.sandbox, account));
  const { Rules = [] } = await events.listRules({ NamePrefix: PREFIX });
  // The rule that tells of this cannot tell of itself: test/e2e/deep.test.ts has that.
  const others = Rules.flatMap(({ Name = '' }) => (Name.endsWith('-OwnResources') ? [] : [Name]));
  const rule = life.random.pick(others.sort());
  return { account, events, rule };
}

/** Users first, those of whom they use exports later. */
async function removeStacks(account: string, { here }: Life): Promise<void> {
  for (const region of ['us-east-1', HOME]) {
    const cloudFormation = new CloudFormation(clientConfig(here.sandbox, account, region));
    const { Stacks = [] } = await cloudFormation.describeStacks({});
    const newestFirst = Stacks.sort((a, b) => Number(b.CreationTime) - Number(a.CreationTime));
    for (const { StackId: StackName } of newestFirst) await cloudFormation.deleteStack({ StackName });
  }
}
