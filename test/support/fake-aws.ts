import type { Account } from '../../src/domain/account.ts';
import type { Disturbance, RecordingPart } from '../../src/domain/disturbance.ts';
import { MetsukeError } from '../../src/domain/errors.ts';
import type { AccountId, TargetId } from '../../src/domain/ids.ts';
import type { Occupant } from '../../src/domain/occupant.ts';
import type { AccessFinding } from '../../src/engine/observe/access-findings.ts';
import type {
  AccountPorts,
  BucketsPort,
  LeasePort,
  OrganizationsPort,
  Ports,
  RolesPort,
  RuleCompliance,
  RulePlace,
  SessionDefaultsPort,
  SingletonsPort,
  StackDefinition,
  StackResource,
  StackSetDefinition,
  StackStatus,
  StacksPort,
  TopicSubscription,
  Violation,
} from '../../src/engine/observe/ports.ts';
import type { ResourceDrift } from '../../src/engine/observe/resource-drift.ts';
import type {
  BucketPresence,
  DelegatedAdministrator,
  ObservedPolicy,
  ObservedRole,
  ObservedStack,
  ObservedTrail,
} from '../../src/engine/observe/snapshot.ts';
import { bucketNames, deployedOf } from '../../src/engine/plan/buckets.ts';
import type { PolicyType } from '../../src/guardrails/guardrail.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeCondition } from './fake-condition.ts';
import { FakeGuardDuty } from './fake-guard-duty.ts';
import { FakeSettings } from './fake-settings.ts';
import { contentOf, FakeStackSets } from './fake-stack-sets.ts';
import type { AccountBuilder, TestOrganization } from './organization.ts';
import { accountId, idOf, toAccount } from './organization.ts';

/** One process that talks to AWS. When it dies, its calls fail from then on; what it started in AWS goes on. */
export interface Connection {
  readonly ports: Ports;
  /** `stackSets.create`, in order. */
  readonly calls: readonly string[];
}

export interface ConnectOptions {
  /** The process dies at this call, from 1: before AWS got it, or after AWS did it and before the answer was read. */
  readonly dieAt?: { readonly call: number; readonly when: 'before' | 'after' };
  /** Run before every call, with its name and number. */
  readonly onCall?: (name: string, number: number) => void | Promise<void>;
}

function keyOfPlace({ rule, account, region }: RulePlace): string {
  return `${rule} ${account} ${region}`;
}

export class ProcessDied extends Error {}

const READS = /\.(read|list|exists)/;

export function isWrite(call: string): boolean {
  return !READS.test(call);
}

/** AWS for one organization, in memory. */
export class FakeAws {
  readonly clock = new FakeClock();
  readonly stackSets: FakeStackSets;
  readonly guardDuty = new FakeGuardDuty();
  readonly settings = new FakeSettings();
  readonly stacks = new Map<string, ObservedStack>();
  readonly condition: FakeCondition;
  readonly policies = new Map<string, ObservedPolicy>();
  readonly parameters = new Map<string, string>();
  readonly serviceAccess = new Set<string>();
  readonly delegatedAdministrators: DelegatedAdministrator[] = [];
  readonly policyTypes = new Set<PolicyType>();
  /** `<account>/<principal>` */
  readonly serviceLinkedRoles = new Set<string>();
  /** What the aggregator of the audit account has gathered; null: there is none. */
  compliance: readonly RuleCompliance[] | null = null;
  /** Resources that do not comply; AWS Config records their compliance unless it is told not to. */
  violations: readonly Violation[] = [];
  recordsCompliance = true;
  /** What analyzers found, by name and region; of others there is none. */
  readonly analyzers = new Map<string, readonly AccessFinding[]>();
  /** What somebody else made: `<account>/<region>/<kind>`. */
  readonly occupants = new Map<string, Occupant>();
  /** `<account>/<region>` → version of ours, and the role of default host management. */
  readonly sessionPreferences = new Map<string, string>();
  readonly hostManagement = new Map<string, string>();
  /** Accounts that refuse preferences, each with the reason. */
  readonly refusingPreferences = new Map<AccountId, string>();
  /** Of the security topic; null: there is none. */
  subscriptions: readonly TopicSubscription[] | null = null;
  /** By name; those that stacks make are not among them. */
  readonly buckets = new Map<string, BucketPresence>();
  /** Trails of the management account that somebody else made. */
  readonly trails: ObservedTrail[] = [];
  stackSetsAccess: 'ENABLED' | 'DISABLED' = 'DISABLED';
  organization: TestOrganization;
  /** How long IAM takes to spread a new role. */
  rolePropagationMs = 0;

  private readonly roles = new Map<string, { readonly role: ObservedRole; readonly visibleAt: number }>();
  private readonly failing = new Map<string, string>();
  private readonly closedDoors = new Set<AccountId>();
  private policyCount = 0;

  constructor(organization: TestOrganization) {
    this.organization = organization;
    this.stackSets = new FakeStackSets({
      now: () => this.clock.now(),
      reasonAgainst: (account, stackSet, definition) => this.reasonAgainst(account, stackSet, definition),
      administrationRoleExists: () =>
        this.roles.has(roleKey(organization.managementAccountId, 'AWSCloudFormationStackSetAdministrationRole')),
      stackSetsAccess: () => this.stackSetsAccess === 'ENABLED',
      driftsOf: (stackId) => this.drifts.get(stackId) ?? [],
    });
    this.condition = new FakeCondition(this.stackSets, this.stacks);
  }

  recordings = new Map<string, 'on' | 'off' | 'missing'>();
  /** What AWS says of deliveries that failed: `trail <account> <region>`. */
  readonly recordingErrors = new Map<string, string>();
  disturbances: readonly Disturbance[] = [];

  idOf(name: string): AccountId {
    return idOf(this.organization, name);
  }

  join(builder: AccountBuilder): void {
    const account = toAccount(builder, accountId(this.organization.accounts.length + 1));
    this.organization = { ...this.organization, accounts: [...this.organization.accounts, account] };
  }

  leave(name: string): void {
    const accounts = this.organization.accounts.filter((account) => account.name !== name);
    this.organization = { ...this.organization, accounts };
  }

  setState(name: string, state: Account['state']): void {
    const accounts = this.organization.accounts.map((account) =>
      account.name === name ? { ...account, state } : account,
    );
    this.organization = { ...this.organization, accounts };
  }

  /** Stacks of stack sets fail there with these words, until `repair`; of one stack set only, when one is named. */
  failIn(name: string, reason: string, stackSet = '*'): void {
    this.failing.set(`${this.idOf(name)}/${stackSet}`, reason);
  }

  /** Nobody gets in through the bootstrap role. */
  closeDoor(name: string): void {
    this.closedDoors.add(this.idOf(name));
  }

  repair(name: string): void {
    const id = this.idOf(name);
    for (const key of this.failing.keys()) if (key.startsWith(`${id}/`)) this.failing.delete(key);
    this.closedDoors.delete(id);
  }

  /** A name may have its path before it. */
  addRole(account: AccountId, path: string): void {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const role = { name, arn: `arn:aws:iam::${account}:role/${path}`, trustPolicy: '{}' };
    this.roles.set(roleKey(account, name), { role, visibleAt: this.clock.now() + this.rolePropagationMs });
  }

  /** As somebody in the account would, with its stack left as it is. */
  removeRole(account: AccountId, name: string): void {
    this.roles.delete(roleKey(account, name));
  }

  /** What is deployed and attached where, without what differs from run to run. */
  state() {
    return {
      stackSets: sorted(
        [...this.stackSets.sets.values()].map(({ definition, instances }) => [
          definition.name,
          contentOf(definition),
          sorted(
            [...instances.values()].map(({ account, region, status, deployed }) => [account, region, status, deployed]),
          ),
        ]),
      ),
      stacks: sorted([...this.stacks].map(([key, { parameters, templateBody }]) => [key, parameters, templateBody])),
      policies: sorted(
        [...this.policies.values()].map(({ id: _, ...policy }) => ({ ...policy, targets: sorted(policy.targets) })),
      ),
      policyTypes: sorted(this.policyTypes),
      serviceAccess: sorted(this.serviceAccess),
      delegatedAdministrators: sorted(this.delegatedAdministrators),
    };
  }

  connect(options: ConnectOptions = {}): Connection {
    const calls: string[] = [];
    let dead = false;
    const watch: Watch = async (name, call) => {
      if (dead) throw new ProcessDied();
      calls.push(name);
      const number = calls.length;
      const dies = options.dieAt?.call === number;
      if (dies) dead = true;
      if (dies && options.dieAt?.when === 'before') throw new ProcessDied();
      await options.onCall?.(name, number);
      const result = await call();
      if (dead) throw new ProcessDied();
      return result;
    };
    return { ports: this.makePorts(watch), calls };
  }

  private makePorts(watch: Watch): Ports {
    const management = this.organization.managementAccountId;
    return {
      identity: watched('identity', watch, {
        readCaller: async () => ({ accountId: management, arn: `arn:aws:iam::${management}:user/admin` }),
      }),
      organizations: watched('organizations', watch, this.makeOrganizations()),
      stackSets: watched('stackSets', watch, stackSetMethods(this.stackSets)),
      stacks: watched('stacks', watch, this.makeStacks(management)),
      roles: watched('roles', watch, this.makeRoles(management)),
      buckets: watched('buckets', watch, this.makeBuckets()),
      singletons: watched('singletons', watch, this.makeSingletons(management)),
      sessionDefaults: watched('sessionDefaults', watch, this.makeSessionDefaults(management)),
      settings: (id) => watched(`settings ${id}`, watch, this.settings.portOf(id, management)),
      trails: watched('trails', watch, { list: async () => this.trails }),
      recordings: watched('recordings', watch, this.makeRecordings(management)),
      condition: watched('condition', watch, this.condition.portOf(management)),
      guardDuty: watched('guardDuty', watch, this.guardDuty.portsOf(management)),
      lease: watched('lease', watch, this.makeLease()),
      inAccount: (account, roleName) => this.makeAccountPorts(account, roleName, watch),
    };
  }

  private makeAccountPorts(account: AccountId, roleName: string, watch: Watch): AccountPorts {
    const through: Watch = async (name, call) => {
      return watch(`inAccount.${name}`, async () => {
        this.requireDoor(account, roleName);
        return call();
      });
    };
    return {
      stacks: watched('stacks', through, this.makeStacks(account)),
      roles: watched('roles', through, this.makeRoles(account)),
      topics: watched('topics', through, {
        exists: async () => false,
        listSubscriptions: async () => this.subscriptions,
      }),
      buckets: watched('buckets', through, this.makeBuckets()),
      singletons: watched('singletons', through, this.makeSingletons(account)),
      sessionDefaults: watched('sessionDefaults', through, this.makeSessionDefaults(account)),
      settings: (id) => watched(`settings ${id}`, through, this.settings.portOf(id, account)),
      guardDuty: watched('guardDuty', through, this.guardDuty.portsOf(account)),
      accessAnalyzer: watched('accessAnalyzer', through, {
        listActive: async (analyzer: string, _kind: string, region: string) => {
          const findings = this.analyzers.get(`${analyzer} ${region}`);
          return findings === undefined ? null : { findings, isCut: false };
        },
      }),
      compliance: watched('compliance', through, {
        listRules: async () => this.compliance,
        listViolations: async () => (this.recordsCompliance ? this.violations : []),
        listViolationsAt: async (_aggregator: string, _region: string, place: RulePlace) =>
          this.violations.filter((one) => keyOfPlace(one) === keyOfPlace(place)),
      }),
      recordings: watched('recordings', through, this.makeRecordings(account)),
      condition: watched('condition', through, this.condition.portOf(account)),
      disturbances: watched('disturbances', through, {
        list: async () => this.disturbances,
        close: async (_table: string, _region: string, entry: Disturbance) => {
          this.disturbances = this.disturbances.filter((one) => one !== entry);
        },
      }),
    };
  }

  private makeRecordings(account: AccountId) {
    const keyOf = (part: string, region: string): string => `${part} ${account} ${region}`;
    return {
      readState: async (part: RecordingPart, _name: string, region: string) =>
        this.recordingErrors.has(keyOf(part, region))
          ? { state: 'on' as const, error: this.recordingErrors.get(keyOf(part, region)) ?? '' }
          : { state: this.recordings.get(keyOf(part, region)) ?? ('on' as const), error: null },
      start: async (part: RecordingPart, _name: string, region: string) => {
        this.recordings.set(keyOf(part, region), 'on');
      },
    };
  }

  /** Somebody stops it, and an event tells of that unless it is lost. */
  stopRecording(part: RecordingPart, name: string, { isTold = true, state = 'off' as 'off' | 'missing' } = {}): void {
    const [account, region] = [this.idOf(name), 'ap-northeast-1'];
    this.recordings.set(`${part} ${account} ${region}`, state);
    const call = part === 'trail' ? 'cloudtrail:StopLogging' : 'config:StopConfigurationRecorder';
    if (isTold) this.tell(call, name);
  }

  private requireDoor(account: AccountId, roleName: string): void {
    const member = this.organization.accounts.find(({ id }) => id === account);
    const open = member?.state === 'ACTIVE' && member.joined === 'CREATED' && !this.closedDoors.has(account);
    if (open) return;
    throw new MetsukeError(
      'access-denied',
      `sts:AssumeRole: User: admin is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::${account}:role/${roleName}`,
    );
  }

  private reasonAgainst(account: AccountId, stackSet: string, definition: StackSetDefinition): string | null {
    const member = this.organization.accounts.find(({ id }) => id === account);
    if (!member) return `Account ${account} is not part of the organization`;
    if (member.state !== 'ACTIVE') return `Account ${account} is ${member.state}`;
    const role = this.roles.get(roleKey(account, definition.executionRoleName ?? ''));
    const hasRole = definition.permissionModel === 'SERVICE_MANAGED' || (role && role.visibleAt <= this.clock.now());
    if (!hasRole) {
      return `Account ${account} should have '${definition.executionRoleName}' role with trust relationship to Role 'AWSCloudFormationStackSetAdministrationRole'.`;
    }
    return this.failing.get(`${account}/${stackSet}`) ?? this.failing.get(`${account}/*`) ?? null;
  }

  private makeStacks(account: AccountId): StacksPort {
    const keyOf = (name: string, region: string): string => `${account}/${region}/${name}`;
    const put = (definition: StackDefinition, region: string, status: string): ObservedStack => {
      const { name, templateBody, parameters, tags } = definition;
      const id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/1`;
      const stack = { name, id, account, region, status, reason: null, templateBody, parameters, tags, outputs: {} };
      this.stacks.set(keyOf(name, region), stack);
      for (const role of rolesOf(definition)) this.addRole(account, role);
      return stack;
    };
    return {
      read: async (name, region) => this.stacks.get(keyOf(name, region)) ?? null,
      create: async (definition, region) => {
        const before = this.stacks.get(keyOf(definition.name, region));
        if (before && before.status !== 'ROLLBACK_COMPLETE')
          throw stackFailed(`Stack [${definition.name}] already exists`);
        const clash = rolesOf(definition).find((role) => this.roles.has(roleKey(account, role)));
        if (clash) throw stackFailed(`Resource of type 'AWS::IAM::Role' with identifier '${clash}' already exists.`);
        put(definition, region, 'CREATE_COMPLETE');
      },
      update: async (definition, region) => {
        const before = this.stacks.get(keyOf(definition.name, region));
        if (!before) throw stackFailed(`Stack [${definition.name}] does not exist`);
        if (contentOf(before) === contentOf(definition)) return 'unchanged';
        const kept = rolesOf(definition);
        for (const role of rolesOf(before)) if (!kept.includes(role)) this.roles.delete(roleKey(account, role));
        put(definition, region, 'UPDATE_COMPLETE');
        return 'updated';
      },
      delete: async (name, region) => {
        this.stackStatuses.set(name, 'DELETE_COMPLETE');
        const stack = this.stacks.get(keyOf(name, region));
        for (const role of stack ? rolesOf(stack) : []) this.roles.delete(roleKey(account, role));
        this.stacks.delete(keyOf(name, region));
      },
      detectDrift: async (stack) => [...(this.drifts.get(stack) ?? [])],
      listStatuses: async (region) => this.statusesIn(account, region),
      listIncomparable: async (stack) => this.incomparable.get(stack) ?? [],
      revertDrift: async (stack) => {
        if (this.stubborn.has(stack)) throw stackFailed(`Drift of stack ${stack} cannot be reverted: it is stubborn`);
        return this.drifts.delete(stack) ? 'reverted' : 'unchanged';
      },
      continueRollback: async (stack) => void this.stackStatuses.set(stack, 'UPDATE_ROLLBACK_COMPLETE'),
    };
  }

  /** By the stack's id. `DELETE_COMPLETE`: somebody deleted it. */
  readonly stackStatuses = new Map<string, string>();
  readonly drifts = new Map<string, readonly ResourceDrift[]>();
  readonly incomparable = new Map<string, readonly StackResource[]>();
  /** Stacks whose drift nobody can revert. */
  readonly stubborn = new Set<string>();

  private statusesIn(account: AccountId, region: string): readonly StackStatus[] {
    const isHere = (one: { account: AccountId; region: string }): boolean =>
      one.account === account && one.region === region;
    const ofStackSets = [...this.stackSets.sets.values()].flatMap(({ instances }) =>
      [...instances.values()].filter(isHere).flatMap(({ stackId }) => stackId ?? []),
    );
    const plain = [...this.stacks.values()].filter(isHere);
    return [
      ...ofStackSets.map((id) => ({ id, name: id, status: this.stackStatuses.get(id) ?? 'CREATE_COMPLETE' })),
      ...plain.map(({ id, name, status }) => ({ id, name, status: this.stackStatuses.get(id) ?? status })),
    ].filter(({ status }) => status !== 'DELETE_COMPLETE');
  }

  /** Id of the stack that a stack set has in an account. */
  stackOf(stackSet: string, name: string, region = 'ap-northeast-1'): string {
    const id = this.stackSets.sets.get(stackSet)?.instances.get(`${this.idOf(name)}/${region}`)?.stackId;
    if (!id) throw new Error(`${stackSet} has no stack in ${name} ${region}`);
    return id;
  }

  /** An event tells of a call that somebody made. */
  tell(call: string, name: string, region = 'ap-northeast-1'): void {
    const entry = {
      account: this.idOf(name),
      region,
      call,
      actor: 'alice with role Admin',
      at: '2026-11-29T04:00:00Z',
    };
    this.disturbances = [...this.disturbances, entry];
  }

  private isMadeByStack(name: string, account: AccountId, region: string): boolean {
    return [...this.stackSets.sets.values()].some(({ definition, instances }) =>
      [...instances.values()].some(
        (instance) =>
          instance.account === account &&
          instance.region === region &&
          instance.deployed !== null &&
          bucketNames(deployedOf(definition), instance).includes(name),
      ),
    );
  }

  private makeBuckets(): BucketsPort {
    return {
      readPresence: async (name, owner, region) =>
        this.buckets.get(name) ?? (this.isMadeByStack(name, owner, region) ? 'owned' : 'absent'),
    };
  }

  private makeRoles(account: AccountId): RolesPort {
    return {
      readRole: async (name) => {
        const role = this.roles.get(roleKey(account, name))?.role;
        if (role !== undefined) return role;
        const isLinked = [...this.serviceLinkedRoles].some((key) => key === roleKey(account, principalOf(name)));
        return isLinked ? { name, arn: `arn:aws:iam::${account}:role/${name}`, trustPolicy: '{}' } : null;
      },
      list: async () => [
        ...[...this.roles]
          .filter(([key]) => key.startsWith(roleKey(account, '')))
          .map(([, { role }]) => ({ name: role.name, path: `/${/:role\/(.*\/)?/.exec(role.arn)?.[1] ?? ''}` })),
        ...this.condition.rolesIn(account).map((name) => ({ name, path: '/' })),
      ],
      createServiceLinkedRole: async (principal) => {
        const key = roleKey(account, principal);
        if (this.serviceLinkedRoles.has(key)) return 'exists';
        this.serviceLinkedRoles.add(key);
        return 'created';
      },
    };
  }

  private makeSessionDefaults(account: AccountId): SessionDefaultsPort {
    const keyOf = (region: string): string => `${account}/${region}`;
    const requireWilling = (): void => {
      const reason = this.refusingPreferences.get(account);
      if (reason !== undefined) throw new MetsukeError('aws-error', reason);
    };
    return {
      putPreferences: async (preferences, _ours, region) => {
        requireWilling();
        this.sessionPreferences.set(keyOf(region), preferences.version);
      },
      restorePreferences: async (_ours, region) => {
        requireWilling();
        this.sessionPreferences.delete(keyOf(region));
      },
      readHostManagementRole: async (region) => this.hostManagement.get(keyOf(region)) ?? null,
      putHostManagementRole: async (role, region) => void this.hostManagement.set(keyOf(region), role),
      resetHostManagementRole: async (region) => void this.hostManagement.delete(keyOf(region)),
    };
  }

  private makeSingletons(account: AccountId): SingletonsPort {
    return {
      readOccupant: async (kind, region) =>
        this.occupants.get(`${account}/${region}/${kind}`) ??
        (kind === 'session-defaults' ? this.sessionDefaultsIn(account, region) : null),
    };
  }

  /** As ours set them. */
  private sessionDefaultsIn(account: AccountId, region: string): Occupant | null {
    const version = this.sessionPreferences.get(`${account}/${region}`) ?? null;
    const hostManagementRole = this.hostManagement.get(`${account}/${region}`) ?? null;
    if (version === null && hostManagementRole === null) return null;
    return { region, name: version ?? '', settings: { version, hostManagementRole } };
  }

  private makeOrganizations(): OrganizationsPort {
    return {
      readOrganization: async () => ({
        id: this.organization.id,
        managementAccountId: this.organization.managementAccountId,
        rootId: this.organization.rootId,
        allFeatures: true,
        enabledPolicyTypes: [...this.policyTypes],
      }),
      listAccounts: async () => this.organization.accounts,
      readAddresses: async () => new Map(this.organization.accounts.map(({ id }) => [id, `${id}@example.com`])),
      listUnits: async () => this.organization.units,
      listServiceAccess: async () => [...this.serviceAccess],
      listDelegatedAdministrators: async () => [...this.delegatedAdministrators, ...this.guardDuty.delegated()],
      readStackSetsAccess: async () => this.stackSetsAccess,
      activateStackSetsAccess: async () => {
        this.stackSetsAccess = 'ENABLED';
      },
      enablePolicyType: async (_root, type) => {
        this.policyTypes.add(type);
      },
      enableServiceAccess: async (principal) => {
        this.serviceAccess.add(principal);
      },
      registerDelegatedAdministrator: async (administrator) => {
        if (!this.serviceAccess.has(administrator.servicePrincipal))
          throw organizationsRefused('trusted access is not enabled');
        this.delegatedAdministrators.push(administrator);
      },
      ...this.makePolicies(),
    };
  }

  private makePolicies() {
    const find = (id: string): ObservedPolicy => {
      const policy = this.policies.get(id);
      if (!policy) throw organizationsRefused(`no policy ${id}`);
      return policy;
    };
    return {
      readPolicies: async (type: PolicyType, names: readonly string[]) =>
        [...this.policies.values()].filter((policy) => policy.type === type && names.includes(policy.name)),
      listPoliciesOn: async (target: TargetId, type: PolicyType) => [
        ...(FULL_ACCESS[type] ?? []),
        ...[...this.policies.values()]
          .filter((policy) => policy.type === type && policy.targets.includes(target))
          .map(({ name }) => name),
      ],
      createPolicy: async (policy: Omit<ObservedPolicy, 'id' | 'targets'>) => {
        if ([...this.policies.values()].some(({ name }) => name === policy.name))
          throw organizationsRefused('DuplicatePolicy');
        this.policyCount += 1;
        const id = `p-${this.policyCount}`;
        this.policies.set(id, { ...policy, id, targets: [] });
        return id;
      },
      updatePolicy: async (id: string, policy: Pick<ObservedPolicy, 'name' | 'description' | 'content'>) => {
        this.policies.set(id, { ...find(id), ...policy });
      },
      deletePolicy: async (id: string) => {
        if (find(id).targets.length > 0) throw organizationsRefused('PolicyInUse');
        this.policies.delete(id);
      },
      attachPolicy: async (id: string, target: TargetId) => {
        const policy = find(id);
        if (!this.policyTypes.has(policy.type)) throw organizationsRefused('PolicyTypeNotEnabled');
        if (policy.targets.includes(target)) throw organizationsRefused('DuplicatePolicyAttachment');
        this.policies.set(id, { ...policy, targets: [...policy.targets, target] });
      },
      detachPolicy: async (id: string, target: TargetId) => {
        const policy = find(id);
        this.policies.set(id, { ...policy, targets: policy.targets.filter((one) => one !== target) });
      },
    };
  }

  private makeLease(): LeasePort {
    return {
      list: async (path) =>
        [...this.parameters].filter(([name]) => name.startsWith(`${path}/`)).map(([name, value]) => ({ name, value })),
      create: async (name, value) => {
        if (this.parameters.has(name)) return false;
        this.parameters.set(name, value);
        return true;
      },
      overwrite: async (name, value) => {
        this.parameters.set(name, value);
      },
      delete: async (name) => {
        this.parameters.delete(name);
      },
    };
  }
}

/** Attached everywhere by AWS when the type is enabled. */
const FULL_ACCESS: Partial<Record<PolicyType, readonly string[]>> = {
  SERVICE_CONTROL_POLICY: ['FullAWSAccess'],
  RESOURCE_CONTROL_POLICY: ['RCPFullAWSAccess'],
};

type Watch = <Result>(name: string, call: () => Promise<Result>) => Promise<Result>;

/** The same port, every method of it through `watch`. */
function watched<Port extends object>(prefix: string, watch: Watch, port: Port): Port {
  const methods = Object.entries(port) as [string, (...input: unknown[]) => Promise<unknown>][];
  const wrapped = methods.map(([name, method]) => [
    name,
    (...input: unknown[]) => watch(`${prefix}.${name}`, () => method(...input)),
  ]);
  return Object.fromEntries(wrapped) as Port;
}

/** `AWSServiceRoleForConfig` → `config.amazonaws.com` */
function principalOf(role: string): string {
  return `${role.replace(/^AWSServiceRoleFor(Amazon)?/, '').toLowerCase()}.amazonaws.com`;
}

/** Methods of a class are not its own entries. */
function stackSetMethods(sets: FakeStackSets): Ports['stackSets'] {
  return {
    listNames: (region) => sets.listNames(region),
    read: (name) => sets.read(name),
    readForeign: (name) => sets.readForeign(name),
    listInstances: (name) => sets.listInstances(name),
    create: (definition) => sets.create(definition),
    update: (...input) => sets.update(...input),
    createInstances: (...input) => sets.createInstances(...input),
    updateInstances: (...input) => sets.updateInstances(...input),
    deleteInstances: (...input) => sets.deleteInstances(...input),
    delete: (name) => sets.delete(name),
    readOperation: (...input) => sets.readOperation(...input),
    listUnfinishedOperations: (name) => sets.listUnfinishedOperations(name),
    listOperationResults: (...input) => sets.listOperationResults(...input),
    stopOperation: (...input) => sets.stopOperation(...input),
    startDriftDetection: (name, preferences) => sets.startDriftDetection(name, preferences),
    listInstanceDrifts: (name, account, region) => sets.listInstanceDrifts(name, account, region),
  };
}

/** Names of the roles that a template makes; they are parameters in ours. */
function rolesOf({
  templateBody,
  parameters,
}: Pick<StackDefinition, 'templateBody' | 'parameters'>): readonly string[] {
  const template = JSON.parse(templateBody) as {
    Resources: Record<string, { Type: string; Properties?: { RoleName?: unknown } }>;
  };
  return Object.values(template.Resources).flatMap(({ Type, Properties }) => {
    if (Type !== 'AWS::IAM::Role' || parameters['MakesRole'] === 'false') return [];
    const name = Properties?.RoleName;
    const reference = (name as { Ref?: string } | undefined)?.Ref;
    return [reference === undefined ? String(name) : (parameters[reference] ?? reference)];
  });
}

function roleKey(account: AccountId, name: string): string {
  return `${account}/${name}`;
}

function stackFailed(message: string): MetsukeError {
  return new MetsukeError('stack-failed', message);
}

function organizationsRefused(message: string): MetsukeError {
  return new MetsukeError('aws-error', `organizations: ${message}`);
}

function sorted<Item>(items: Iterable<Item>): readonly Item[] {
  return [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}
