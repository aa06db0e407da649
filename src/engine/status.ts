import { MetsukeError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding.ts';
import { type AccountId, partitionOf } from '../domain/ids.ts';
import { NAMES } from '../domain/names.ts';
import { isGuardrailEnabled } from '../guardrails/guardrail.ts';
import { lookAtHub } from './deep/deep-look.ts';
import { deepFindings } from './deep/findings.ts';
import type { DeepAnswer } from './observe/deep.ts';
import type { Ports, TopicSubscription } from './observe/ports.ts';
import type { ObservedStack, ObservedStackInstance } from './observe/snapshot.ts';
import { isAtWork, isDone } from './observe/stack-status.ts';
import { splitAccounts } from './plan/accounts.ts';
import { bucketFindings, unseenBuckets } from './plan/buckets.ts';
import type { PlanInput } from './plan/input.ts';
import { makePlan } from './plan/make-plan.ts';
import { invitedIn } from './plan/owners-command.ts';
import { isEmptyPlan, type Plan, type PlannedAccounts } from './plan/plan.ts';
import { failedLastTime, isDeployedSomewhere } from './plan/targets.ts';
import { isUnwell } from './plan/unwell.ts';
import { readSources, type StatusSource } from './sources.ts';
import type { RepairTarget } from './steps/repair/step.ts';
import { changedSettings } from './steps/setting/findings.ts';

/** What is deployed where, and how it fares. */
export interface Status {
  readonly organizationId: string;
  /** When all of it was read, ISO 8601. */
  readonly readAt: string;
  readonly accounts: PlannedAccounts;
  readonly deployments: readonly Deployment[];
  readonly policies: readonly PolicyStatus[];
  readonly subscriptions: SubscriptionStatus;
  /** Buckets of ours that are gone, that others have, or that nobody could look at. */
  readonly buckets: readonly Finding[];
  /** Trails and recorders that were asked, those that do not record first. */
  readonly recordings: readonly RecordingStatus[];
  /** What was changed behind CloudFormation's back, or is stuck: the next apply repairs it. */
  readonly repairs: readonly RepairStatus[];
  /** What could not be looked at, and what is gone: neither is well. */
  readonly unwell: readonly Finding[];
  /** True when the plan is empty too: what is there is what metsuke.yaml says. */
  readonly isAsConfigured: boolean;
  /** What tells of the whole organization, and of which time. */
  readonly sources: readonly StatusSource[];
  /** The way of the notifications in the audit account, as it answers itself. */
  readonly hub: readonly DeepAnswer[];
  /** What of the hub does not work, with its remedy. */
  readonly hubFindings: readonly Finding[];
  /** Invited accounts that the next apply works on, each with the command of its owner. */
  readonly invited: readonly Finding[];
}

export interface RepairStatus {
  /** Id of the blueprint. */
  readonly title: string;
  readonly target: RepairTarget;
}

export interface RecordingStatus {
  readonly part: 'trail' | 'recorder';
  readonly name: string;
  readonly account: AccountId;
  readonly region: string;
  readonly state: 'on' | 'off' | 'missing' | 'unknown';
  /** Who disturbed it, if an event told. */
  readonly by: { readonly call: string; readonly actor: string | null; readonly at: string } | null;
}

export interface Deployment {
  /** Id of the blueprint. */
  readonly title: string;
  readonly stackName: string;
  readonly kind: 'stack' | 'stack-set';
  /** Empty: it is not deployed. */
  readonly instances: readonly InstanceStatus[];
}

export type Health = 'current' | 'outdated' | 'failed' | 'running' | 'inoperable' | 'suspended';

export interface InstanceStatus {
  readonly account: AccountId;
  readonly region: string;
  readonly health: Health;
  /** AWS's own words. */
  readonly reason: string | null;
}

export interface PolicyStatus {
  readonly title: string;
  readonly name: string;
  /** Null: there is no such policy. */
  readonly targets: readonly string[] | null;
}

/** Of the security topic: an e-mail address gets nothing before somebody there clicks the link in AWS's mail. */
export type SubscriptionStatus =
  | { readonly kind: 'read'; readonly subscriptions: readonly TopicSubscription[] }
  | { readonly kind: 'no-topic' }
  | { readonly kind: 'unreadable'; readonly reason: string };

function isAmong(told: readonly (Finding | StatusSource)[], { message }: Finding): boolean {
  return told.some((one) => ('message' in one ? one.message : one.reason) === message);
}

/** @param plan of the same input, where a caller has made it already */
export async function readStatus(ports: Ports, input: PlanInput, plan: Plan = makePlan(input)): Promise<Status> {
  const buckets = [...bucketFindings(input), ...unseenBuckets(input)];
  const [subscriptions, sources, hub] = await Promise.all([
    readSubscriptions(ports, input),
    readSources(ports, input),
    lookAtHub(ports, input),
  ]);
  return {
    organizationId: input.snapshot.organization.id,
    readAt: input.now,
    accounts: splitAccounts(input),
    deployments: deploymentsOf(input),
    policies: policiesOf(input),
    buckets,
    subscriptions,
    sources,
    hub,
    hubFindings: deepFindings({ answers: hub }, input),
    recordings: recordingsOf(input),
    repairs: plan.steps.flatMap((step) =>
      step.kind === 'repair' ? step.targets.map((target) => ({ title: step.title, target })) : [],
    ),
    unwell: [
      ...changedSettings(plan),
      ...plan.findings.filter((finding) => isUnwell(finding) && !isAmong([...buckets, ...sources], finding)),
    ],
    isAsConfigured: isEmptyPlan(plan),
    invited: invitedIn(plan),
  };
}

function recordingsOf({ snapshot }: PlanInput): readonly RecordingStatus[] {
  const found = (snapshot.recordings ?? []).map(({ part, name, account, region, state, entry }) => {
    const by = entry?.at ? { call: entry.call, actor: entry.actor, at: entry.at } : null;
    return { part, name, account, region, state, by };
  });
  return [...found.filter(({ state }) => state !== 'on'), ...found.filter(({ state }) => state === 'on')];
}

function deploymentsOf(input: PlanInput): readonly Deployment[] {
  const { blueprints, snapshot, config } = input;
  return blueprints.flatMap((blueprint): readonly Deployment[] => {
    const { id: title, stackName, kind } = blueprint;
    const stackSet = snapshot.stackSets.find(({ name }) => name === stackName);
    const stack = snapshot.stacks.find(({ name }) => name === stackName);
    if (kind === 'stack') {
      // Member stacks are not read, at a call per account: account-baseline stands for them.
      if (blueprint.destination !== 'management' || config.stackSets.permissionModel === 'SERVICE_MANAGED') return [];
      return [{ title, stackName, kind, instances: stack ? [stackStatus(stack)] : [] }];
    }
    if (!stackSet && !blueprint.isEnabled(config)) return [];
    const instances = stackSet?.instances.map((instance) => instanceStatus(instance, input)) ?? [];
    return [{ title, stackName, kind, instances }];
  });
}

/** Not the whole stack: its template and parameters are no part of a status. */
function stackStatus({ account, region, reason, status }: ObservedStack): InstanceStatus {
  return { account, region, reason, health: stackHealth({ status }) };
}

function stackHealth(stack: Pick<ObservedStack, 'status'>): Health {
  if (isAtWork(stack)) return 'running';
  return isDone(stack) ? 'current' : 'failed';
}

function instanceStatus(instance: ObservedStackInstance, { snapshot }: PlanInput): InstanceStatus {
  const { account, region, reason } = instance;
  const state = snapshot.accounts.find(({ id }) => id === account)?.state;
  return { account, region, reason, health: state === 'ACTIVE' ? healthOf(instance) : 'suspended' };
}

function healthOf(instance: ObservedStackInstance): Health {
  if (instance.detailedStatus === 'RUNNING' || instance.detailedStatus === 'PENDING') return 'running';
  if (failedLastTime(instance)) return 'failed';
  switch (instance.status) {
    case 'CURRENT':
      return 'current';
    case 'OUTDATED':
      return 'outdated';
    case 'INOPERABLE':
      return 'inoperable';
    default:
      return instance.status satisfies never;
  }
}

function policiesOf({ guardrails, snapshot, config }: PlanInput): readonly PolicyStatus[] {
  return guardrails
    .map((guardrail) => {
      const name = guardrail.policyName(config);
      const observed = snapshot.policies.find((policy) => policy.name === name && policy.type === guardrail.type);
      return {
        title: guardrail.id,
        name,
        targets: observed?.targets ?? null,
        enabled: isGuardrailEnabled(guardrail, config),
      };
    })
    .filter(({ enabled, targets }) => enabled || targets !== null)
    .map(({ enabled: _, ...policy }) => policy);
}

async function readSubscriptions(ports: Ports, input: PlanInput): Promise<SubscriptionStatus> {
  const { config, references } = input;
  if (!isDeployedSomewhere('security-topic', input)) return { kind: 'no-topic' };
  const name = `${config.resourcePrefix}-${NAMES.topic.security}`;
  const arn = `arn:${partitionOf(config.homeRegion)}:sns:${config.homeRegion}:${references.auditAccountId}:${name}`;
  try {
    const account = ports.inAccount(references.auditAccountId, config.stackSets.bootstrapRole);
    const subscriptions = await account.topics.listSubscriptions(arn);
    return subscriptions === null ? { kind: 'no-topic' } : { kind: 'read', subscriptions };
  } catch (error) {
    if (error instanceof MetsukeError) return { kind: 'unreadable', reason: error.message };
    throw error;
  }
}

export function isHealthy(status: Status): boolean {
  return (
    status.isAsConfigured &&
    status.buckets.length === 0 &&
    status.unwell.length === 0 &&
    status.sources.every(({ isFault }) => !isFault) &&
    status.hub.every(({ state }) => state === 'well') &&
    isHeard(status.subscriptions) &&
    status.deployments.every(({ instances }) =>
      instances.every(({ health }) => health === 'current' || health === 'suspended'),
    )
  );
}

/** Somebody gets the mails, and everybody who is to get them does. */
function isHeard(found: SubscriptionStatus): boolean {
  if (found.kind === 'no-topic') return true;
  if (found.kind === 'unreadable') return false;
  return found.subscriptions.length > 0 && found.subscriptions.every(({ confirmed }) => confirmed);
}
