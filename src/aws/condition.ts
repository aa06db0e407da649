import { MetsukeError } from '../domain/errors.ts';
import { HEARTBEAT, readHeartbeat } from '../domain/heartbeat.ts';
import { NEWEST_LOGS_KEY, parseNewestLogs } from '../domain/newest-logs.ts';
import { say } from '../domain/say.ts';
import type {
  AggregatorCondition,
  BusPlace,
  ConditionPort,
  DeliveryCondition,
  SourceUpdates,
  StaleSource,
  SwitchCondition,
  TablePlace,
} from '../engine/observe/condition.ts';
import type { Clients } from './clients.ts';
import { deliveryErrorOf, readRecorder, readTrail } from './delivering.ts';
import { plainWords } from './errors.ts';
import { listAll } from './pages.ts';
import {
  isAggregatorAbsent,
  isBusAbsent,
  isObjectAbsent,
  isScheduleAbsent,
  isStateMachineAbsent,
  orNull,
} from './quirks.ts';
import { listStacks } from './stack-reading.ts';
import { listPartition } from './table-partition.ts';

/** How what is deployed fares, in the words of the services. */
export function makeCondition(clients: Clients): ConditionPort {
  return {
    listStacks: (region) => readStacks(clients, region),
    readRecorder: (name, region) => readRecorder(clients, name, region),
    readChannel: (name, region) => readChannel(clients, name, region),
    readTrail: (name, region) => readTrail(clients, name, region),
    ...makeRules(clients),
    ...makeSwitches(clients),
    async listConfigRules(region) {
      const config = await clients('config', region);
      const rules = await listAll(async (token) => {
        const page = await config.describeConfigRules({ NextToken: token });
        return { items: page.ConfigRules, next: page.NextToken };
      });
      return rules.map(({ ConfigRuleName: name = '' }) => name);
    },
    readAggregator: (name, region) => readAggregator(clients, name, region),
    async listHeartbeats(table, region) {
      const items = await listPartition(await clients('dynamodb', region), table, HEARTBEAT);
      return items.flatMap(({ sk, at }) => readHeartbeat(sk?.S, at?.S) ?? []);
    },
    readNewestLogs: (place) => readNewestLogs(clients, place),
  };
}

async function readNewestLogs(clients: Clients, { bucket, prefix, region, owner }: TablePlace) {
  const s3 = await clients('s3', region);
  const key = `${prefix}${NEWEST_LOGS_KEY}`;
  const asked = { Bucket: bucket, Key: key, ExpectedBucketOwner: owner };
  const found = await orNull(s3.getObject(asked), isObjectAbsent);
  if (found === null) return null;
  const newest = parseNewestLogs((await found.Body?.transformToString()) ?? '');
  if (newest !== undefined) return newest;
  throw new MetsukeError('aws-error', say`${`s3://${bucket}/${key}`} is not what metsuke archive compact writes`);
}

async function readStacks(clients: Clients, region: string) {
  const stacks = await listStacks(await clients('cloudformation', region));
  return stacks.map(({ StackStatusReason: reason, ...stack }) => ({
    id: stack.StackId ?? '',
    name: stack.StackName ?? '',
    changedAt: (stack.LastUpdatedTime ?? stack.CreationTime)?.toISOString() ?? '',
    status: stack.StackStatus ?? '',
    reason: reason ? plainWords(reason) : null,
  }));
}

async function readAggregator(clients: Clients, name: string, region: string): Promise<AggregatorCondition | null> {
  const [stale, updates] = await Promise.all([
    listStaleSources(clients, name, region),
    readUpdates(clients, name, region),
  ]);
  return stale && updates && { stale, updates };
}

/** One page: a status costs the same however many accounts there are. */
async function readUpdates(clients: Clients, name: string, region: string): Promise<SourceUpdates | null> {
  const config = await clients('config', region);
  const asked = { ConfigurationAggregatorName: name, Limit: 100 };
  const page = await orNull(config.describeConfigurationAggregatorSourcesStatus(asked), isAggregatorAbsent);
  if (page === null) return null;
  const { AggregatedSourceStatusList: sources = [], NextToken: next } = page;
  const times = sources.flatMap(({ LastUpdateTime: time }) => time?.toISOString() ?? []).sort();
  return { sources: sources.length, isAll: next === undefined, oldestAt: times[0] ?? null };
}

/** AWS filters: a page, unless many fail. */
async function listStaleSources(clients: Clients, aggregator: string, region: string) {
  const config = await clients('config', region);
  const pages = listAll(async (token) => {
    const page = await config.describeConfigurationAggregatorSourcesStatus({
      ConfigurationAggregatorName: aggregator,
      UpdateStatus: ['FAILED', 'OUTDATED'],
      NextToken: token,
    });
    return { items: page.AggregatedSourceStatusList, next: page.NextToken };
  });
  const found = await orNull(pages, isAggregatorAbsent);
  return (
    found?.map((source): StaleSource => {
      const words = [source.LastErrorCode, source.LastErrorMessage].filter((text) => text !== undefined && text !== '');
      return {
        source: source.SourceId ?? '',
        region: source.AwsRegion ?? '',
        status: source.LastUpdateStatus === 'FAILED' ? 'FAILED' : 'OUTDATED',
        updatedAt: source.LastUpdateTime?.toISOString() ?? null,
        error: words.length > 0 ? plainWords(words.join(': ')) : null,
      };
    }) ?? null
  );
}

function makeRules(clients: Clients) {
  const of = ({ bus }: BusPlace) => (bus === null ? {} : { EventBusName: bus });
  return {
    async listRules(prefix, at) {
      const eventBridge = await clients('eventbridge', at.region);
      const pages = listAll(async (token) => {
        const page = await eventBridge.listRules({ ...of(at), NamePrefix: prefix, NextToken: token });
        return { items: page.Rules, next: page.NextToken };
      });
      const rules = (await orNull(pages, isBusAbsent)) ?? [];
      // ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS, too
      return rules.map(({ Name: name = '', State = '' }) => ({ name, isOn: State.startsWith('ENABLED') }));
    },
    async listRulesLeadingTo(target, at) {
      const eventBridge = await clients('eventbridge', at.region);
      const pages = listAll(async (token) => {
        const page = await eventBridge.listRuleNamesByTarget({ ...of(at), TargetArn: target, NextToken: token });
        return { items: page.RuleNames, next: page.NextToken };
      });
      return (await orNull(pages, isBusAbsent)) ?? [];
    },
    async listTargets(rule, at) {
      const eventBridge = await clients('eventbridge', at.region);
      const { Targets = [] } = await eventBridge.listTargetsByRule({ ...of(at), Rule: rule });
      return Targets.map(({ Id = '' }) => Id);
    },
  } satisfies Partial<ConditionPort>;
}

function makeSwitches(clients: Clients) {
  return {
    async readSchedule(name, region): Promise<SwitchCondition | null> {
      const scheduler = await clients('scheduler', region);
      const found = await orNull(scheduler.getSchedule({ Name: name }), isScheduleAbsent);
      return found && { name, isOn: found.State === 'ENABLED' };
    },
    async listWindows(prefix, region) {
      const ssm = await clients('ssm', region);
      const windows = await listAll(async (token) => {
        const page = await ssm.describeMaintenanceWindows({ NextToken: token });
        return { items: page.WindowIdentities, next: page.NextToken };
      });
      return windows
        .map(({ Name: name = '', WindowId: id = '', Enabled }) => ({ name, id, isOn: Enabled === true }))
        .filter(({ name }) => name.startsWith(prefix));
    },
    async readStateMachine(arn, region): Promise<SwitchCondition | null> {
      const stepFunctions = await clients('sfn', region);
      const found = await orNull(stepFunctions.describeStateMachine({ stateMachineArn: arn }), isStateMachineAbsent);
      return found && { name: found.name ?? '', isOn: found.status !== 'DELETING' };
    },
    async listAlarms(prefix, region) {
      const cloudWatch = await clients('cloudwatch', region);
      const alarms = await listAll(async (token) => {
        const page = await cloudWatch.describeAlarms({
          AlarmNamePrefix: prefix,
          AlarmTypes: ['MetricAlarm'],
          MaxRecords: 100,
          NextToken: token,
        });
        return { items: page.MetricAlarms, next: page.NextToken };
      });
      return alarms.map(({ AlarmName: name = '', ActionsEnabled, StateValue }) => ({
        name,
        isOn: ActionsEnabled !== false,
        isInAlarm: StateValue === 'ALARM',
      }));
    },
  } satisfies Partial<ConditionPort>;
}

async function readChannel(clients: Clients, name: string, region: string): Promise<DeliveryCondition | null> {
  const config = await clients('config', region);
  const { DeliveryChannelsStatus: statuses = [] } = await config.describeDeliveryChannelStatus({});
  const status = statuses.find((one) => one.name === name);
  if (status === undefined) return null;
  const { configHistoryDeliveryInfo, configSnapshotDeliveryInfo, configStreamDeliveryInfo } = status;
  const errors = [configHistoryDeliveryInfo, configSnapshotDeliveryInfo, configStreamDeliveryInfo].map(deliveryErrorOf);
  return { error: errors.find((error) => error !== null) ?? null };
}
