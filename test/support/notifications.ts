import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Disturbance } from '../../src/domain/disturbance.ts';
import type { Heartbeat } from '../../src/domain/heartbeat.ts';
import type { DigestLine } from '../../src/notifications/digest.ts';
import type { Policy } from '../../src/notifications/policy.ts';
import type { HubPorts, Store } from '../../src/notifications/ports.ts';
import type { ReadingContext } from '../../src/notifications/read-notification.ts';
import { ruleFactsOf } from '../../src/notifications/rule-facts.ts';
import { english } from '../../src/notifications/words/english.ts';
import { japanese } from '../../src/notifications/words/japanese.ts';
import type { Words } from '../../src/notifications/words/words.ts';
import { MANAGED_RULES } from '../../src/rules/managed-rules.ts';
import { packageRoot } from '../../src/sandbox/package-root.ts';

export const WORDS: Readonly<Record<'en' | 'ja', Words>> = { en: english, ja: japanese };

export const POLICY: Policy = {
  resourcePrefix: 'aws-organizations',
  timeZone: 'Asia/Tokyo',
  minimumSeverity: 4,
  groupHours: 24,
  messagesPerHour: 30,
  quietHours: null,
  digest: true,
  breakGlassRoles: ['BreakGlass'],
};

export function contextIn(language: 'en' | 'ja', policy: Policy = POLICY): ReadingContext {
  return { ...policy, words: WORDS[language], rules: ruleFactsOf(MANAGED_RULES, language) };
}

const EVENTS = join(packageRoot(import.meta.url), 'examples', 'events');

/** Names of the recorded events. */
export const RECORDED = readdirSync(EVENTS).map((file) => file.replace('.json', ''));

/** A recorded event, and what is different in it: `anEvent('alarm', { id: '2' })`. */
export function anEvent(name: string, changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { ...JSON.parse(readFileSync(join(EVENTS, `${name}.json`), 'utf8')), ...changes };
}

export const NAMES: Readonly<Record<string, string>> = {
  '111111111111': 'master',
  '222222222222': 'audit',
  '444444444444': 'dev',
  '555555555555': 'stg',
  '666666666666': 'prod',
};

/** What arrived, and the ports of a hub that would send it. The clock stands where the test puts it. */
export class FakeHub {
  time = '2026-11-25T03:00:00.000Z';
  exceptions: readonly string[] = [];
  readonly mails: { readonly subject: string; readonly body: string }[] = [];
  readonly chats: object[] = [];
  readonly webhooks: object[] = [];
  readonly logged: Readonly<Record<string, string | number>>[] = [];
  nameReads = 0;
  failMail = false;
  readonly heartbeats: Heartbeat[] = [];
  readonly store = makeMemoryStore(this.heartbeats);
  readonly ports: HubPorts = {
    store: this.store,
    channels: {
      mail: async (subject, body) => {
        if (this.failMail) throw new Error('Throttled');
        this.mails.push({ subject, body });
      },
      chat: async (message) => void this.chats.push(message),
      webhook: async (message) => void this.webhooks.push(message),
    },
    readAccountName: async (id) => {
      this.nameReads += 1;
      return NAMES[id];
    },
    readExceptions: async () => this.exceptions,
    now: () => this.time,
    log: (line) => void this.logged.push(line),
  };
}

const LEASE = 120_000;

/** A table with conditional writes: each method is one step, as DynamoDB promises for one item or one transaction. */
function makeMemoryStore(heartbeats: Heartbeat[]): Store {
  const events = new Map<string, { finished: boolean; lease: number }>();
  const groups = new Map<string, { opener: string; closes: number }>();
  const lines = new Map<string, DigestLine>();
  const names = new Map<string, string>();
  const hours = new Map<string, number>();
  const disturbances: Disturbance[] = [];
  return {
    claim: async (id, now) => {
      const known = events.get(id);
      if (known?.finished) return 'done';
      if (known && known.lease >= Date.parse(now)) return 'busy';
      events.set(id, { finished: false, lease: Date.parse(now) + LEASE });
      return 'claimed';
    },
    finish: async (id) => void events.set(id, { finished: true, lease: 0 }),
    count: async (id, line) => {
      if (events.get(id)?.finished) return;
      events.set(id, { finished: true, lease: 0 });
      const known = lines.get(line.key);
      lines.set(line.key, known ? { ...known, count: known.count + 1, last: line.last } : line);
    },
    openGroup: async (group, id, now, until) => {
      const known = groups.get(group);
      if (known && known.opener !== id && known.closes > Date.parse(now)) return false;
      groups.set(group, { opener: id, closes: Date.parse(until) });
      return true;
    },
    closeGroup: async (group, id) => {
      if (groups.get(group)?.opener === id) groups.delete(group);
    },
    countMessage: async (of, now) => {
      const hour = `${now.slice(0, 13)} ${of}`;
      hours.set(hour, (hours.get(hour) ?? 0) + 1);
      return hours.get(hour) ?? 0;
    },
    readDigest: async () => [...lines.values()],
    clearDigest: async (told) => {
      for (const line of told) {
        const known = lines.get(line.key);
        if (known && known.count > line.count) lines.set(line.key, { ...known, count: known.count - line.count });
        else lines.delete(line.key);
      }
    },
    noteHeartbeat: async (heartbeat) => void heartbeats.push(heartbeat),
    noteDisturbance: async (disturbance) => void disturbances.push(disturbance),
    readName: async (id) => names.get(id),
    rememberName: async (id, name) => void names.set(id, name),
  };
}
