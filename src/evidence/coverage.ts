import type { Hole } from './chain.ts';
import type { LogKey } from './trail-keys.ts';

/** Why a log file is in no digest, as far as times can tell. */
export type Unlisted =
  | { readonly why: 'inserted' }
  | { readonly why: 'hole'; readonly hole: Hole }
  | { readonly why: 'not-yet' }
  | { readonly why: 'before-first' }
  | { readonly why: 'no-digests' };

/** What the digests of a place cover, all its trails together. */
export interface Coverage {
  /** Start of the oldest digest; null without any. ISO 8601, as all times here. */
  readonly from: string | null;
  /** End of the newest. */
  readonly to: string | null;
  readonly holes: readonly Hole[];
}

/**
 * A file is named after the minute of its delivery and listed in the digest of the hour in which the delivery ended: at
 * the edges of an hour the two may differ by minutes.
 */
const EDGE_MS = 10 * 60_000;

/** For a log file that no digest names. */
export function whyUnlisted({ time }: Pick<LogKey, 'time'>, { from, to, holes }: Coverage): Unlisted {
  if (from === null || to === null) return { why: 'no-digests' };
  const at = Date.parse(time);
  const hole = holes.find((each) => at >= Date.parse(each.from) - EDGE_MS && at <= Date.parse(each.to) + EDGE_MS);
  if (hole) return { why: 'hole', hole };
  if (at >= Date.parse(to) - EDGE_MS) return { why: 'not-yet' };
  if (at < Date.parse(from)) return { why: 'before-first' };
  return { why: 'inserted' };
}
