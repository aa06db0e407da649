import { NAMES } from '../domain/names.ts';
import type { Telling as Outcome } from './decide.ts';
import { decide, decideByMemory, isBeyondBudget } from './decide.ts';
import { digestLineOf } from './digest.ts';
import { disturbanceOf } from './disturbance.ts';
import type { SilencedRule } from './exceptions.ts';
import { unpackExceptions } from './exceptions.ts';
import { textAt } from './json-reading.ts';
import type { Notification } from './notification.ts';
import type { Policy } from './policy.ts';
import type { HubPorts } from './ports.ts';
import { readNotification } from './read-notification.ts';
import { renderChat, renderChatDigest, renderWebhook } from './render-chat.ts';
import { accountsIn, renderDigest } from './render-digest.ts';
import type { Telling } from './render-mail.ts';
import { renderMail } from './render-mail.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { DigestReason, Words } from './words/words.ts';

/** What the schedule sends. */
export const DIGEST_SOURCE = 'metsuke.digest';

export type Result = 'heartbeat' | 'told' | 'digest' | 'ignored' | 'repeated-delivery' | 'digest-sent' | 'digest-empty';

/** The function of the hub: an event of the bus, or the time for the digest. Throws when it must be tried again. */
export function makeHandler(
  ports: HubPorts,
  policy: Policy,
  { words, rules }: Knowledge,
): (raw: unknown) => Promise<Result> {
  return async (raw) => {
    const result = await (textAt(raw, 'source') === DIGEST_SOURCE
      ? sendDigest(raw, { ports, policy, words, rules })
      : handleEvent(raw, { ports, policy, words, rules }));
    ports.log({ event: textAt(raw, 'id') ?? '-', source: textAt(raw, 'source') ?? '-', result });
    return result;
  };
}

/** What the function is built with. */
export interface Knowledge {
  readonly words: Words;
  readonly rules: RuleFacts;
}

interface Hub extends Knowledge {
  readonly ports: HubPorts;
  readonly policy: Policy;
}

async function handleEvent(raw: unknown, hub: Hub): Promise<Result> {
  const { ports, policy } = hub;
  const now = ports.now();
  if (isScheduled(raw)) return isHeartbeat(raw, policy) ? noteHeartbeat(raw, ports) : 'ignored';
  const notification = readNotification(raw, { ...hub, ...policy }, now);
  // Before anything is claimed: a function that dies here writes it the next time.
  const disturbance = disturbanceOf(raw, notification);
  if (disturbance) await ports.store.noteDisturbance(disturbance, now);
  const exceptions = notification.rule === null ? [] : await readSilencedRules(ports);
  const decision = decide(notification, policy, { now, exceptions });
  if (decision.kind === 'ignore') return 'ignored';
  const claim = await ports.store.claim(notification.id, now);
  if (claim === 'done') return 'repeated-delivery';
  // Lambda tries an event again after one minute and after two more.
  if (claim === 'busy') throw new Error(`${notification.id} is being worked on: to be tried again`);
  if (decision.kind === 'digest') return leaveForDigest(notification, decision.reason, hub);
  return tellOnce(notification, decision.group, hub);
}

/**
 * AWS alone can say this of an event: a rule whose time has come. Calls of EventBridge have the same source: a rule of ours
 * that somebody disables is no sign of life.
 */
function isScheduled(raw: unknown): boolean {
  return textAt(raw, 'source') === 'aws.events' && textAt(raw, 'detail-type') === 'Scheduled Event';
}

/** A rule of somebody else that leads here says nothing of the routes: its events may come though ours are gone. */
function isHeartbeat(raw: unknown, { resourcePrefix }: Policy): boolean {
  return textAt(raw, 'resources', '0')?.endsWith(`:rule/${resourcePrefix}-${NAMES.rule.heartbeat}`) ?? false;
}

async function noteHeartbeat(raw: unknown, { store, now }: HubPorts): Promise<Result> {
  await store.noteHeartbeat({
    account: textAt(raw, 'account') ?? '-',
    region: textAt(raw, 'region') ?? '-',
    at: now(),
  });
  return 'heartbeat';
}

async function tellOnce(notification: Notification, group: string, hub: Hub): Promise<Result> {
  const { store, now: clock } = hub.ports;
  const now = clock();
  const until = new Date(Date.parse(now) + hub.policy.groupHours * 3_600_000).toISOString();
  const isFirst = await store.openGroup(group, notification.id, now, until);
  const memory =
    isFirst && !isBeyondBudget(notification) ? await countMessage(notification, hub, now) : NOTHING_COUNTED;
  const outcome: Outcome = decideByMemory(notification, hub.policy, { isFirst, ...memory });
  switch (outcome) {
    case 'repeated':
      return leaveForDigest(notification, 'repeated', hub);
    case 'crowded':
      await store.closeGroup(group, notification.id);
      return leaveForDigest(notification, 'crowded', hub);
    case 'tell':
    case 'tell-as-last':
      await send(notification, outcome === 'tell-as-last', hub);
      await store.finish(notification.id, now);
      return 'told';
    default:
      return outcome satisfies never;
  }
}

const NOTHING_COUNTED = { messages: 0, ofAll: 0 };

/** An account that has used up its own messages takes none of the organization's. */
async function countMessage({ accountId }: Notification, { ports: { store }, policy }: Hub, now: string) {
  const messages = await store.countMessage(accountId, now);
  const ofAll = messages <= policy.messagesPerHour ? await store.countMessage('organization', now) : 0;
  return { messages, ofAll };
}

async function leaveForDigest(notification: Notification, reason: DigestReason, hub: Hub): Promise<Result> {
  const { store, now } = hub.ports;
  if (hub.policy.digest) await store.count(notification.id, digestLineOf(notification, reason), now());
  else await store.finish(notification.id, now());
  return 'digest';
}

async function send(notification: Notification, isLast: boolean, { ports, policy, words }: Hub): Promise<void> {
  const accountName = (await readName(notification.accountId, ports)) ?? null;
  const telling: Telling = { accountName, words, policy, isLast };
  const { mail, chat, webhook } = ports.channels;
  const { subject, body } = renderMail(notification, telling);
  await mail(subject, body);
  await chat?.(renderChat(notification, telling));
  await webhook?.(renderWebhook(notification, telling));
}

async function sendDigest(raw: unknown, { ports, policy, words }: Hub): Promise<Result> {
  const { store, channels, now } = ports;
  const id = `digest ${textAt(raw, 'time') ?? now()}`;
  const claim = await store.claim(id, now());
  if (claim === 'done') return 'repeated-delivery';
  if (claim === 'busy') throw new Error(`${id} is being worked on: to be tried again`);
  const lines = await store.readDigest();
  const names = await readNames(accountsIn(lines), ports);
  const mail = renderDigest(lines, { words, timeZone: policy.timeZone, now: now(), names });
  if (mail !== null) {
    await channels.mail(mail.subject, mail.body);
    await store.clearDigest(lines);
    await channels.chat?.(renderChatDigest(mail, id));
    await channels.webhook?.({ version: 1, kind: 'digest', id, subject: mail.subject, text: mail.body });
  }
  await store.finish(id, now());
  return mail === null ? 'digest-empty' : 'digest-sent';
}

async function readNames(ids: readonly string[], ports: HubPorts): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  // One after another: AWS Organizations allows few calls in a second, and most names are remembered.
  for (const id of ids) {
    const name = await readName(id, ports);
    if (name !== undefined) names.set(id, name);
  }
  return names;
}

/** A message without the name is better than none. */
async function readName(
  accountId: string,
  { store, readAccountName, now, log }: HubPorts,
): Promise<string | undefined> {
  if (!/^\d{12}$/.test(accountId)) return undefined;
  const remembered = await store.readName(accountId, now());
  if (remembered !== undefined) return remembered;
  try {
    const name = await readAccountName(accountId);
    if (name !== undefined) await store.rememberName(accountId, name, now());
    return name;
  } catch (error) {
    log({ warning: `the name of ${accountId} could not be read`, error: String(error) });
    return undefined;
  }
}

/** An exception that cannot be read silences nothing. */
async function readSilencedRules({ readExceptions, log }: HubPorts): Promise<readonly SilencedRule[]> {
  try {
    return unpackExceptions(await readExceptions());
  } catch (error) {
    log({ warning: 'the exceptions of rules could not be read', error: String(error) });
    return [];
  }
}
