import type { Heartbeat } from '../../domain/heartbeat.ts';
import type { NewestLogs } from '../../domain/newest-logs.ts';

/** How what is deployed fares in one account: asked of the services themselves, since no stack tells it. */
export interface ConditionPort {
  /** Every stack of a region, in one or a few pages. */
  listStacks(region: string): Promise<readonly StackCondition[]>;
  /** Null, here and below: there is none of this name. */
  readRecorder(name: string, region: string): Promise<RecorderCondition | null>;
  readChannel(name: string, region: string): Promise<DeliveryCondition | null>;
  readTrail(name: string, region: string): Promise<TrailCondition | null>;
  /** Rules of EventBridge whose names begin so, on a bus of its own or on the default one. */
  listRules(prefix: string, at: BusPlace): Promise<readonly SwitchCondition[]>;
  /** Names of the rules that lead to a target. */
  listRulesLeadingTo(target: string, at: BusPlace): Promise<readonly string[]>;
  /** Ids of what a rule leads to. */
  listTargets(rule: string, at: BusPlace): Promise<readonly string[]>;
  readSchedule(name: string, region: string): Promise<SwitchCondition | null>;
  /** Maintenance windows whose names begin so. */
  listWindows(prefix: string, region: string): Promise<readonly WindowCondition[]>;
  readStateMachine(arn: string, region: string): Promise<SwitchCondition | null>;
  /** Alarms whose names begin so. */
  listAlarms(prefix: string, region: string): Promise<readonly AlarmCondition[]>;
  /** Names of the rules of AWS Config. */
  listConfigRules(region: string): Promise<readonly string[]>;
  /** Two calls and a page for every hundred sources that fail, however many accounts there are. */
  readAggregator(name: string, region: string): Promise<AggregatorCondition | null>;
  /** The latest sign of life of each route, in the table of the notification hub. */
  listHeartbeats(table: string, region: string): Promise<readonly Heartbeat[]>;
  /** What compactions wrote of the newest logs of each account; null: none has yet. */
  readNewestLogs(place: TablePlace): Promise<NewestLogs | null>;
}

/** The bucket of the Parquet files. */
export interface TablePlace {
  readonly bucket: string;
  /** '' or `logs/` */
  readonly prefix: string;
  readonly region: string;
  /** S3 refuses a bucket of any other account. */
  readonly owner: string;
}

export interface AggregatorCondition {
  /** What it could not gather lately, all of it. */
  readonly stale: readonly StaleSource[];
  /** Of those that AWS names first, a page. */
  readonly updates: SourceUpdates;
}

export interface SourceUpdates {
  readonly sources: number;
  /** There are no others. */
  readonly isAll: boolean;
  /** The oldest of their last updates, ISO 8601; null: there are none. */
  readonly oldestAt: string | null;
}

/** An account and region whose state the aggregator does not know as it is now. */
export interface StaleSource {
  /** An account, or the organization as a whole. */
  readonly source: string;
  readonly region: string;
  readonly status: 'FAILED' | 'OUTDATED';
  /** ISO 8601; null: never. */
  readonly updatedAt: string | null;
  /** AWS's own words. */
  readonly error: string | null;
}

export interface BusPlace {
  readonly region: string;
  /** Null: the default bus. */
  readonly bus: string | null;
}

export interface StackCondition {
  readonly id: string;
  readonly name: string;
  /** Created, or updated last; ISO 8601. */
  readonly changedAt: string;
  /** CREATE_COMPLETE, ROLLBACK_COMPLETE, … */
  readonly status: string;
  /** AWS's own words. */
  readonly reason: string | null;
}

export interface DeliveryCondition {
  /** AWS's words about what it could not deliver; null: the last delivery succeeded, or there was none yet. */
  readonly error: string | null;
}

export interface RecorderCondition extends DeliveryCondition {
  readonly isOn: boolean;
}

export interface TrailCondition extends DeliveryCondition {
  readonly isOn: boolean;
  /** ISO 8601; null: nothing yet. */
  readonly deliveredAt: string | null;
}

export interface SwitchCondition {
  readonly name: string;
  readonly isOn: boolean;
}

export interface WindowCondition extends SwitchCondition {
  readonly id: string;
}

export interface AlarmCondition extends SwitchCondition {
  /** It went off. */
  readonly isInAlarm: boolean;
}
