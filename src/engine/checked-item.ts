import type { Finding } from '../domain/finding.ts';

/** One thing that was looked at. */
export interface CheckedItem {
  /** What was looked at: `management account`. */
  readonly what: string;
  /** What was found, a few words. */
  readonly found: string;
  /** Empty: it is fine. */
  readonly findings: readonly Finding[];
}
