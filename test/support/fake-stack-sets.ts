import { MetsukeError } from '../../src/domain/errors.ts';
import type { AccountId } from '../../src/domain/ids.ts';
import type {
  OperationPreferences,
  OperationResult,
  OperationTargets,
  StackSetDefinition,
  StackSetOperation,
  StackSetsPort,
} from '../../src/engine/observe/ports.ts';
import type { ResourceDrift } from '../../src/engine/observe/resource-drift.ts';
import type { ForeignStackSet, ObservedStackInstance, ObservedStackSet } from '../../src/engine/observe/snapshot.ts';

/** What stack sets need to know of the rest of AWS. */
export interface Surroundings {
  now(): number;
  /** AWS's words, when CloudFormation cannot work there; null: it can. */
  reasonAgainst(account: AccountId, stackSet: string, definition: StackSetDefinition): string | null;
  administrationRoleExists(): boolean;
  stackSetsAccess(): boolean;
  /** Of a stack, by its id. */
  driftsOf(stackId: string): readonly ResourceDrift[];
}

const OPERATION_TAKES_MS = 1_000;

type Action = 'CREATE' | 'UPDATE' | 'DELETE' | 'DETECT_DRIFT';

/** An instance, and what its stack was made of. */
export interface FakeInstance extends ObservedStackInstance {
  readonly deployed: string | null;
}

interface FakeOperation extends StackSetOperation {
  readonly kind: Action;
  readonly retainStacks: boolean;
  readonly preferences: OperationPreferences;
  readonly endsAt: number;
  readonly results: readonly OperationResult[];
}

interface FakeStackSet {
  definition: StackSetDefinition;
  units: readonly string[];
  readonly instances: Map<string, FakeInstance>;
  readonly operations: FakeOperation[];
}

/** Stack sets as AWS has them: one operation at a time each, results per account × region, failures tolerated or not. */
export class FakeStackSets implements StackSetsPort {
  readonly sets = new Map<string, FakeStackSet>();
  private operationCount = 0;
  private readonly around: Surroundings;

  constructor(around: Surroundings) {
    this.around = around;
  }

  /** What an earlier home region left behind: region → names, or why nobody may look. */
  readonly elsewhere = new Map<string, readonly string[] | MetsukeError>();

  async listNames(region?: string) {
    this.settle();
    if (region !== undefined) {
      const found = this.elsewhere.get(region) ?? [];
      if (found instanceof MetsukeError) throw found;
      return found;
    }
    return [...this.sets.keys()];
  }

  async read(name: string): Promise<ObservedStackSet> {
    const { definition, units } = this.find(name);
    return {
      ...definition,
      id: `${name}:1`,
      units,
      instances: await this.listInstances(name),
    };
  }

  async readForeign(name: string): Promise<ForeignStackSet> {
    const { definition } = this.find(name);
    const instances = await this.listInstances(name);
    return {
      name,
      role: definition.permissionModel === 'SERVICE_MANAGED' ? 'stacksets-exec-*' : definition.executionRoleName,
      regions: [...new Set(instances.map(({ region }) => region))],
      types: /Transform/.test(definition.templateBody) ? null : (definition.templateBody.match(/AWS::\w+::\w+/g) ?? []),
    };
  }

  async listInstances(name: string) {
    return [...this.find(name).instances.values()].map(({ deployed: _, ...instance }) => instance);
  }

  async create(definition: StackSetDefinition) {
    if (this.sets.has(definition.name)) throw refused('aws-error', 'CreateStackSet', 'Name already exists.');
    this.requireRoles('CreateStackSet', definition);
    this.sets.set(definition.name, { definition, units: [], instances: new Map(), operations: [] });
  }

  async update(definition: StackSetDefinition, preferences: OperationPreferences, targets: OperationTargets | null) {
    const set = this.requireIdle(definition.name, 'UpdateStackSet');
    if (set.definition.permissionModel !== definition.permissionModel) {
      throw refused(
        'aws-error',
        'UpdateStackSet',
        'PermissionModel cannot be changed while there are stack instances.',
      );
    }
    const keys = targets ? this.existing(set, targets) : [...set.instances.keys()];
    const isNew = contentOf(set.definition) !== contentOf(definition);
    set.definition = definition;
    if (isNew) for (const key of set.instances.keys()) this.change(set, key, { status: 'OUTDATED' });
    return this.start(set, keys, { kind: 'UPDATE', preferences });
  }

  async createInstances(name: string, targets: OperationTargets, preferences: OperationPreferences) {
    const set = this.requireIdle(name, 'CreateStackInstances');
    this.requireRoles('CreateStackInstances', set.definition);
    requireTargets(set.definition, targets);
    set.units = targets.units;
    const keys = keysOf(targets);
    for (const key of keys) if (!set.instances.has(key)) set.instances.set(key, newInstance(key));
    return this.start(set, keys, { kind: 'CREATE', preferences });
  }

  async updateInstances(name: string, targets: OperationTargets, preferences: OperationPreferences) {
    const set = this.requireIdle(name, 'UpdateStackInstances');
    return this.start(set, this.existing(set, targets), { kind: 'UPDATE', preferences });
  }

  async deleteInstances(
    name: string,
    targets: OperationTargets,
    preferences: OperationPreferences,
    { retainStacks }: { readonly retainStacks: boolean },
  ) {
    const set = this.requireIdle(name, 'DeleteStackInstances');
    requireTargets(set.definition, targets);
    const keys = keysOf(targets).filter((key) => set.instances.has(key));
    return this.start(set, keys, { kind: 'DELETE', preferences, retainStacks });
  }

  async delete(name: string) {
    const set = this.requireIdle(name, 'DeleteStackSet');
    if (set.instances.size > 0) throw refused('aws-error', 'DeleteStackSet', 'StackSet is not empty');
    this.sets.delete(name);
  }

  async readOperation(name: string, operationId: string): Promise<StackSetOperation> {
    const { id, action, status, reason } = this.findOperation(name, operationId);
    return { id, action, status, reason };
  }

  async listUnfinishedOperations(name: string) {
    return this.find(name).operations.filter(isUnfinished);
  }

  async listOperationResults(name: string, operationId: string) {
    return this.findOperation(name, operationId).results;
  }

  /** What has begun ends; what has not is cancelled: here the first half of the targets has begun. */
  async stopOperation(name: string, operationId: string) {
    const set = this.find(name);
    const operation = this.findOperation(name, operationId);
    if (!isUnfinished(operation)) throw refused('aws-error', 'StopStackSetOperation', 'Operation is not running');
    this.finish(set, { ...operation, status: 'STOPPED' });
  }

  /** Over at once. */
  async startDriftDetection(name: string, preferences: OperationPreferences): Promise<string> {
    const set = this.requireIdle(name, 'DetectStackSetDrift');
    const id = this.start(set, [], { kind: 'DETECT_DRIFT', preferences });
    const results = [...set.instances.values()].map(({ account, region }) => ({
      ...{ account, region, status: 'SUCCEEDED' as const, reason: null },
    }));
    for (const [key, { stackId }] of set.instances) {
      const drift = this.around.driftsOf(stackId ?? '').length > 0 ? 'DRIFTED' : 'IN_SYNC';
      this.change(set, key, { drift });
    }
    const operation = this.findOperation(name, id);
    set.operations[set.operations.indexOf(operation)] = { ...operation, status: 'SUCCEEDED', results };
    return id;
  }

  async listInstanceDrifts(name: string, account: AccountId, region: string): Promise<readonly ResourceDrift[]> {
    return this.around.driftsOf(this.find(name).instances.get(`${account}/${region}`)?.stackId ?? '');
  }

  /** Ends what is due. */
  private settle(): void {
    for (const set of this.sets.values()) {
      for (const operation of set.operations) {
        if (isUnfinished(operation) && operation.endsAt <= this.around.now()) this.finish(set, operation);
      }
    }
  }

  private start(
    set: FakeStackSet,
    keys: readonly string[],
    how: Pick<FakeOperation, 'kind' | 'preferences'> & { readonly retainStacks?: boolean },
  ): string {
    this.operationCount += 1;
    const id = `operation-${this.operationCount}`;
    const usable = keys.filter((key) => how.kind === 'DELETE' || set.instances.get(key)?.status !== 'INOPERABLE');
    for (const key of usable)
      this.change(set, key, { detailedStatus: 'PENDING', ...(how.kind === 'DELETE' ? {} : { status: 'OUTDATED' }) });
    set.operations.push({
      retainStacks: false,
      ...how,
      id,
      action: how.kind,
      status: 'RUNNING',
      reason: null,
      endsAt: this.around.now() + OPERATION_TAKES_MS,
      results: usable.map((key) => ({ ...placeOf(key), status: 'PENDING', reason: null })),
    });
    return id;
  }

  /** Works through the targets region by region, and gives a region up when too many accounts failed there. */
  private finish(set: FakeStackSet, operation: FakeOperation): void {
    const failed = new Map<string, number>();
    const results = operation.results.map(({ account, region }, index): OperationResult => {
      const failures = failed.get(region) ?? 0;
      const cancelled = cancelledBecause(operation, { failures, index });
      const against = operation.retainStacks
        ? null
        : this.around.reasonAgainst(account, set.definition.name, set.definition);
      if (!cancelled && against) failed.set(region, failures + 1);
      const status = cancelled ? 'CANCELLED' : against ? 'FAILED' : 'SUCCEEDED';
      return { account, region, status, reason: cancelled ?? against };
    });
    for (const result of results) this.conclude(set, result, operation.kind);
    const intolerable = [...failed.values()].some((count) => count > operation.preferences.failureToleranceCount);
    const status = operation.status === 'STOPPED' ? 'STOPPED' : intolerable ? 'FAILED' : 'SUCCEEDED';
    set.operations[set.operations.findIndex(({ id }) => id === operation.id)] = { ...operation, status, results };
  }

  private conclude(set: FakeStackSet, { account, region, status, reason }: OperationResult, kind: Action): void {
    const key = `${account}/${region}`;
    if (status === 'SUCCEEDED' && kind === 'DELETE') set.instances.delete(key);
    else if (status === 'SUCCEEDED') {
      const stack = `arn:aws:cloudformation:${region}:${account}:stack/StackSet-${set.definition.name}-1`;
      const stackId = set.instances.get(key)?.stackId ?? `${stack}/${this.operationCount}`;
      const deployed = contentOf(set.definition);
      this.change(set, key, { status: 'CURRENT', detailedStatus: 'SUCCEEDED', reason: null, stackId, deployed });
    } else if (status === 'FAILED' && kind === 'DELETE') {
      this.change(set, key, { status: 'INOPERABLE', detailedStatus: 'INOPERABLE', reason });
    } else this.change(set, key, { detailedStatus: status, reason });
  }

  private change(set: FakeStackSet, key: string, fields: Partial<FakeInstance>): void {
    const instance = set.instances.get(key);
    if (instance) set.instances.set(key, { ...instance, ...fields });
  }

  private find(name: string): FakeStackSet {
    this.settle();
    const set = this.sets.get(name);
    if (!set) throw refused('not-found', 'DescribeStackSet', `StackSet ${name} not found`);
    return set;
  }

  private findOperation(name: string, operationId: string): FakeOperation {
    const operation = this.find(name).operations.find(({ id }) => id === operationId);
    if (!operation) throw refused('not-found', 'DescribeStackSetOperation', `Operation ${operationId} not found`);
    return operation;
  }

  private requireIdle(name: string, operation: string): FakeStackSet {
    const set = this.find(name);
    if (!set.operations.some(isUnfinished)) return set;
    throw refused('operation-in-progress', operation, `Another Operation on StackSet ${name} is in progress`);
  }

  private requireRoles(operation: string, { permissionModel }: StackSetDefinition): void {
    if (permissionModel === 'SERVICE_MANAGED' && !this.around.stackSetsAccess()) {
      throw refused(
        'aws-error',
        operation,
        'You must enable organizations access to operate a service managed stack set',
      );
    }
    if (permissionModel === 'SELF_MANAGED' && !this.around.administrationRoleExists()) {
      throw refused('aws-error', operation, 'The AdministrationRole does not exist');
    }
  }

  private existing(set: FakeStackSet, targets: OperationTargets): readonly string[] {
    requireTargets(set.definition, targets);
    const keys = keysOf(targets);
    const missing = keys.find((key) => !set.instances.has(key));
    if (missing === undefined) return keys;
    throw refused('not-found', 'UpdateStackInstances', `StackInstance not found: ${set.definition.name} ${missing}`);
  }
}

function cancelledBecause(
  operation: FakeOperation,
  { failures, index }: { failures: number; index: number },
): string | null {
  if (failures > operation.preferences.failureToleranceCount) return 'Cancelled since failure tolerance has exceeded';
  const begun = Math.ceil(operation.results.length / 2);
  return operation.status === 'STOPPED' && index >= begun ? 'Cancelled since the operation was stopped' : null;
}

/** What a stack of the stack set is made of: the same text, the same stack. */
export function contentOf({
  templateBody,
  parameters,
}: Pick<StackSetDefinition, 'templateBody' | 'parameters'>): string {
  return JSON.stringify([templateBody, parameters]);
}

function isUnfinished({ status }: StackSetOperation): boolean {
  return status === 'QUEUED' || status === 'RUNNING' || status === 'STOPPING';
}

function requireTargets({ permissionModel }: StackSetDefinition, { accounts, regions, units }: OperationTargets): void {
  const right =
    regions.length > 0 &&
    (permissionModel === 'SERVICE_MANAGED' ? units.length > 0 : units.length === 0 && accounts.length > 0);
  if (!right) throw refused('aws-error', 'StackSets', 'Targets do not fit the permission model');
}

function keysOf({ accounts, regions }: OperationTargets): readonly string[] {
  return regions.flatMap((region) => accounts.map((account) => `${account}/${region}`));
}

function placeOf(key: string): { readonly account: AccountId; readonly region: string } {
  const [account = '', region = ''] = key.split('/');
  return { account: account as AccountId, region };
}

function newInstance(key: string): FakeInstance {
  return {
    ...placeOf(key),
    status: 'OUTDATED',
    detailedStatus: 'PENDING',
    reason: null,
    stackId: null,
    drift: 'NOT_CHECKED',
    deployed: null,
  };
}

function refused(
  code: ConstructorParameters<typeof MetsukeError>[0],
  operation: string,
  message: string,
): MetsukeError {
  return new MetsukeError(code, `cloudformation:${operation}: ${message}`);
}
