import type { Finding } from '../domain/finding.ts';
import type { Track } from './observe/track.ts';

/** One thing that was looked at. */
export interface CheckedItem {
  /** What was looked at: `management account`. */
  readonly what: string;
  /** What was found, a few words. */
  readonly found: string;
  /** Empty: it is fine. */
  readonly findings: readonly Finding[];
}

export interface CheckOptions {
  readonly track?: Track;
  /** Also try the bootstrap role in every member account, look at the names of its roles, and ask what is set there. */
  readonly accounts: boolean;
}
