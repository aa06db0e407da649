import type { Disturbance } from '../domain/disturbance.ts';
import type { Heartbeat } from '../domain/heartbeat.ts';
import type { DigestLine } from './digest.ts';

/** What the hub remembers. Everything is safe against two functions that run at once. */
export interface Store {
  /** `claimed`: it is ours to work on. `busy`: another one is at it, or was and broke down a moment ago. */
  claim(id: string, now: string): Promise<'claimed' | 'done' | 'busy'>;
  finish(id: string, now: string): Promise<void>;
  /** Counts it for the digest and finishes it, both or none. */
  count(id: string, line: DigestLine, now: string): Promise<void>;
  /** True when this event is the first of its group until then; true again for the same event. */
  openGroup(group: string, id: string, now: string, until: string): Promise<boolean>;
  /** Takes that back: nobody was told after all. */
  closeGroup(group: string, id: string): Promise<void>;
  /** Messages of this hour about an account or the organization, with the one that is about to be sent. */
  countMessage(of: string, now: string): Promise<number>;
  readDigest(): Promise<readonly DigestLine[]>;
  /** Takes away what was told; what was counted in the meantime stays. */
  clearDigest(lines: readonly DigestLine[]): Promise<void>;
  /** For whoever plans: where to look. The latest call in a place is the one that stays. */
  noteDisturbance(disturbance: Disturbance, now: string): Promise<void>;
  /** A sign of life of a route: the latest one of each place stays. */
  noteHeartbeat(heartbeat: Heartbeat): Promise<void>;
  readName(accountId: string, now: string): Promise<string | undefined>;
  rememberName(accountId: string, name: string, now: string): Promise<void>;
}

export interface Channels {
  mail(subject: string, body: string): Promise<void>;
  /** Null: there is no chat. */
  readonly chat: ((message: object) => Promise<void>) | null;
  readonly webhook: ((message: object) => Promise<void>) | null;
}

export interface HubPorts {
  readonly store: Store;
  readonly channels: Channels;
  /** As AWS Organizations knows it. */
  readAccountName(accountId: string): Promise<string | undefined>;
  /** Packed, see exceptions.ts. */
  readExceptions(): Promise<readonly string[]>;
  now(): string;
  /** A line of the log: never what is in an event, which may be confidential. */
  log(line: Readonly<Record<string, string | number>>): void;
}
