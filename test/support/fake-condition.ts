import { MetsukeError } from '../../src/domain/errors.ts';
import type { Heartbeat } from '../../src/domain/heartbeat.ts';
import type { NewestLogs } from '../../src/domain/newest-logs.ts';
import { type MadeResource, resourcesIn, textOf } from '../../src/engine/deep/made.ts';
import type {
  AlarmCondition,
  ConditionPort,
  SourceUpdates,
  StackCondition,
  StaleSource,
} from '../../src/engine/observe/condition.ts';
import { deployedOf } from '../../src/engine/plan/buckets.ts';
import type { FakeStackSets } from './fake-stack-sets.ts';

interface Stack {
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly status: string;
  readonly templateBody: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** How what is deployed fares: well, until somebody breaks it. Names are told apart by account, as in AWS. */
export class FakeCondition {
  /** `<account> <name>` → what somebody did to it. */
  readonly broken = new Map<string, Breakage>();
  /** Of the aggregator; null: there is none. */
  staleSources: readonly StaleSource[] | null = [];
  updates: SourceUpdates = { sources: 4, isAll: true, oldestAt: '2025-12-31T23:40:00.000Z' };
  heartbeats: readonly Heartbeat[] = [];
  /** What compactions wrote; an error: why nobody can read it. */
  newestLogs: NewestLogs | MetsukeError | null = null;
  /** When stacks were made. */
  changedAt = '2025-12-31T23:00:00.000Z';
  /** When trails delivered last. */
  deliveredAt: string | null = '2025-12-31T23:55:00.000Z';
  private readonly stackSets: FakeStackSets;
  private readonly stacks: ReadonlyMap<string, Stack>;

  constructor(stackSets: FakeStackSets, stacks: ReadonlyMap<string, Stack>) {
    this.stackSets = stackSets;
    this.stacks = stacks;
  }

  break(account: string, name: string, how: Breakage): void {
    this.broken.set(`${account} ${name}`, how);
  }

  /** Names of the roles that stacks made in an account, but for those that somebody deleted. */
  rolesIn(account: string): readonly string[] {
    const regions = new Set(this.stacksIn(account).map(({ region }) => region));
    const names = [...regions].flatMap((region) =>
      this.resources(account, region, 'AWS::IAM::Role').flatMap(({ properties }) => textOf(properties.RoleName) ?? []),
    );
    return [...new Set(names)].filter((name) => this.broken.get(`${account} ${name}`) !== 'gone');
  }

  portOf(account: string): ConditionPort {
    const howIs = (name: string): Breakage | undefined => this.broken.get(`${account} ${name}`);
    const error = (name: string): string | null => {
      const how = howIs(name);
      return typeof how === 'object' ? how.error : null;
    };
    const isOn = (name: string): boolean => howIs(name) !== 'off';
    const names = (region: string, type: string, property: string): readonly string[] =>
      this.resources(account, region, type)
        .flatMap(({ properties }) => textOf(properties[property]) ?? [])
        .filter((name) => howIs(name) !== 'gone');
    const named = <Value>(name: string, value: Value): Value | null => (howIs(name) === 'gone' ? null : value);
    return {
      listStacks: async (region) =>
        this.stacksIn(account)
          .filter((stack) => stack.region === region && howIs(stack.name) !== 'gone')
          .map(({ id, name, status }): StackCondition => {
            const how = howIs(name);
            const now = typeof how === 'object' ? how.error : status;
            return { id, name, changedAt: this.changedAt, status: now, reason: null };
          }),
      readRecorder: async (name) => named(name, { isOn: isOn(name), error: error(name) }),
      readChannel: async (name) => named(name, { error: error(name) }),
      readTrail: async (name) => named(name, { isOn: isOn(name), error: error(name), deliveredAt: this.deliveredAt }),
      listRules: async (_prefix, { region }) =>
        names(region, 'AWS::Events::Rule', 'Name').map((name) => ({ name, isOn: isOn(name) })),
      listRulesLeadingTo: async (_target, { region }) =>
        names(region, 'AWS::Events::Rule', 'Name').filter((name) => howIs(name) !== 'targetless'),
      listTargets: async (name) => (howIs(name) === 'targetless' ? [] : ['Target']),
      readSchedule: async (name) => named(name, { name, isOn: isOn(name) }),
      listWindows: async (_prefix, region) =>
        names(region, 'AWS::SSM::MaintenanceWindow', 'Name').map((name) => ({ name, id: 'mw-1', isOn: isOn(name) })),
      readStateMachine: async (arn) => {
        const name = arn.split(':').at(-1) ?? '';
        return named(name, { name, isOn: true });
      },
      listAlarms: async (_prefix, region) =>
        names(region, 'AWS::CloudWatch::Alarm', 'AlarmName').map(
          (name): AlarmCondition => ({ name, isOn: isOn(name), isInAlarm: howIs(name) === 'alarm' }),
        ),
      readAggregator: async () => this.staleSources && { stale: this.staleSources, updates: this.updates },
      readNewestLogs: async () => {
        if (this.newestLogs instanceof MetsukeError) throw this.newestLogs;
        return this.newestLogs;
      },
      listHeartbeats: async () => this.heartbeats,
      listConfigRules: async (region) => names(region, 'AWS::Config::ConfigRule', 'ConfigRuleName'),
    };
  }

  private stacksIn(account: string): readonly Stack[] {
    const ofSets = [...this.stackSets.sets.values()].flatMap(({ definition, instances }) =>
      [...instances.values()].flatMap((instance): readonly Stack[] => {
        const { stackId: id, region } = instance;
        if (id === null || instance.account !== account) return [];
        const { templateBody, parameters } = definition;
        const name = id.split('/')[1] ?? '';
        return [{ id, name, account, region, status: 'CREATE_COMPLETE', templateBody, parameters }];
      }),
    );
    return [...ofSets, ...[...this.stacks.values()].filter((stack) => stack.account === account)];
  }

  private resources(account: string, region: string, type: string): readonly MadeResource[] {
    return this.stacksIn(account)
      .filter((stack) => stack.region === region)
      .flatMap((stack) => {
        const deployed = deployedOf(stack);
        return deployed ? resourcesIn(deployed, { account, region }) : [];
      })
      .filter((resource) => resource.type === type);
  }
}

/** `error`: AWS's words, or the status of a stack. */
export type Breakage = 'off' | 'gone' | 'targetless' | 'alarm' | { readonly error: string };
