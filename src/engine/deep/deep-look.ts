import pLimit from 'p-limit';
import { MetsukeError } from '../../domain/errors.ts';
import type { AccountId } from '../../domain/ids.ts';
import { note, say } from '../../domain/say.ts';
import type { StackCondition } from '../observe/condition.ts';
import type { DeepAnswer, ObservedDeep, Verdict } from '../observe/deep.ts';
import type { AccountPorts, Ports } from '../observe/ports.ts';
import { type Track, untracked } from '../observe/track.ts';
import type { PlanInput } from '../plan/input.ts';
import { unknown } from './answer.ts';
import { isGone, judgeStacks } from './ask-stacks.ts';
import type { AskedResource } from './asked.ts';
import { ASKERS } from './askers.ts';
import { besideIn } from './beside.ts';
import { type Beating, judgeHeartbeat, readHeartbeats } from './heartbeats.ts';
import { type DeepPlace, deepPlaces } from './places.ts';

/** What works and what does not, asked of every place itself. */
export type DeepLook = Pick<ObservedDeep, 'places' | 'answers'>;

export interface DeepOptions {
  /** Undefined: all that are governed. */
  readonly accounts?: readonly AccountId[] | undefined;
  readonly track?: Track;
}

/** Each asks some ten calls, most of them at once. */
const PLACES_AT_ONCE = 12;

/**
 * Asks every governed account and region whether what is on record there works. Calls: some ten for each, so that it is
 * for a schedule, not for every plan. It reads, and changes nothing.
 */
export async function lookDeep(
  ports: Ports,
  input: PlanInput,
  { accounts, track = untracked }: DeepOptions = {},
): Promise<DeepLook> {
  const limit = pLimit(PLACES_AT_ONCE);
  const places = deepPlaces(input, accounts);
  const { beating, unread } = await listen(ports, input);
  const reads = places.map((place) => limit(() => askPlace(ports, place, input, beating)));
  const answers = await Promise.all(reads.map((read) => track(say`what works, account × region`, read)));
  return { places: places.length, answers: [...answers.flat(), ...unread] };
}

interface Listened {
  readonly beating: readonly Beating[];
  readonly unread: readonly DeepAnswer[];
}

async function listen(ports: Ports, input: PlanInput): Promise<Listened> {
  try {
    return { beating: (await readHeartbeats(ports, input)) ?? [], unread: [] };
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    const place = { account: input.references.auditAccountId, region: input.config.homeRegion };
    return { beating: [], unread: [{ ...place, part: ROUTE, ...unknown(note`heartbeats`, error.message) }] };
  }
}

const ROUTE = 'AWS::Events::Rule';

/** What everybody's notifications go through: without it nobody hears of anything. */
const HUB = ['notification-hub', 'notification-routes'];

/** The way of the notifications in the audit account: some ten calls in all, for every status. */
export async function lookAtHub(ports: Ports, input: PlanInput): Promise<readonly DeepAnswer[]> {
  const { homeRegion } = input.config;
  const audit = input.references.auditAccountId;
  const place = deepPlaces(input, [audit]).find(({ region }) => region === homeRegion);
  const stacks = place?.stacks.filter(({ blueprint }) => HUB.includes(blueprint)) ?? [];
  return place === undefined || stacks.length === 0 ? [] : askStacks(ports, { ...place, stacks }, input);
}

interface Part {
  readonly part: string;
  readonly names: readonly string[];
  ask(): Promise<readonly Verdict[]>;
}

async function askPlace(
  ports: Ports,
  place: DeepPlace,
  input: PlanInput,
  beating: readonly Beating[],
): Promise<readonly DeepAnswer[]> {
  const beside = besideParts(portsOf(ports, place, input), place, input);
  return (await Promise.all([askStacks(ports, place, input, beating), askParts(beside, place)])).flat();
}

async function askStacks(
  ports: Ports,
  place: DeepPlace,
  input: PlanInput,
  beating: readonly Beating[] = [],
): Promise<readonly DeepAnswer[]> {
  const theirs = portsOf(ports, place, input);
  const { part, left, there } = await readStacks(theirs, place);
  const heard = beating.find(({ account, region }) => account === place.account && region === place.region);
  const routes = left.stacks.find(({ blueprint }) => blueprint === 'notification-routes');
  const changedAt = there.find(({ id }) => id === routes?.stackId)?.changedAt;
  const heartbeat = heard && { part: ROUTE, names: [], ask: async () => judgeHeartbeat(heard, changedAt, input) };
  return askParts([part, ...(heartbeat ? [heartbeat] : []), ...resourceParts(theirs, left, input)], place);
}

function portsOf(ports: Ports, { account, isOwn }: DeepPlace, { config }: PlanInput): AccountOrOwn {
  return isOwn ? ports : ports.inAccount(account, config.stackSets.bootstrapRole);
}

async function askParts(parts: readonly Part[], { account, region }: DeepPlace): Promise<readonly DeepAnswer[]> {
  const verdicts = parts.map(async ({ part, ...one }) =>
    (await askPart(one)).map((verdict): DeepAnswer => ({ account, region, part, ...verdict })),
  );
  return (await Promise.all(verdicts)).flat();
}

/** What a stack made is not asked for when the stack is gone: one fault, one sentence. */
async function readStacks(
  { condition }: Pick<AccountPorts, 'condition'>,
  place: DeepPlace,
): Promise<{ readonly part: Part; readonly left: DeepPlace; readonly there: readonly StackCondition[] }> {
  const part = { part: 'AWS::CloudFormation::Stack', names: place.stacks.map(({ blueprint }) => blueprint) };
  try {
    const there = await condition.listStacks(place.region);
    const stacks = place.stacks.filter((stack) => !isGone(stack, there));
    return { part: { ...part, ask: async () => judgeStacks(place, there) }, left: { ...place, stacks }, there };
  } catch (error) {
    return { part: { ...part, ask: () => Promise.reject(error) }, left: place, there: [] };
  }
}

function resourceParts(
  ports: AccountOrOwn,
  { stacks, account, region }: DeepPlace,
  { config }: PlanInput,
): readonly Part[] {
  const resources = stacks.flatMap(({ stackSet, resources: siblings }) =>
    siblings.map((resource): AskedResource => ({ ...resource, stackSet, siblings })),
  );
  return Object.entries(ASKERS).flatMap(([part, asker]) => {
    const ofType = resources.filter(({ type }) => type === part);
    if (ofType.length === 0) return [];
    const asked = { account, region, prefix: config.resourcePrefix, resources: ofType, ports };
    return [{ part, names: ofType.map(({ logicalId }) => logicalId), ask: () => asker(asked) }];
  });
}

function besideParts(ports: AccountOrOwn, place: DeepPlace, input: PlanInput): readonly Part[] {
  return besideIn(place, input).map(({ part, name, ask }) => ({ part, names: [name], ask: () => ask(ports) }));
}

type AccountOrOwn = Pick<AccountPorts, 'condition' | 'guardDuty' | 'roles' | 'settings' | 'singletons'>;

/** Where nobody may look, nothing is well. */
async function askPart({ names, ask }: Omit<Part, 'part'>): Promise<readonly Verdict[]> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof MetsukeError)) throw error;
    return names.map((name) => unknown(name, error.message));
  }
}
