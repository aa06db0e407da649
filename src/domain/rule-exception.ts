import type { AccountId } from './ids.ts';

/** Where a Config rule does not count, with accounts and units of metsuke.yaml resolved. */
export interface RuleException {
  /** Name of the rule in the catalogue, or of an own one. */
  readonly rule: string;
  readonly accountIds: readonly AccountId[];
  readonly reason: string;
  /** The last day, ISO 8601: `2027-03-31`. */
  readonly expires: string;
}
