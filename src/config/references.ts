import type { Account } from '../domain/account.ts';
import type { Finding } from '../domain/finding.ts';
import type { AccountId, RootId } from '../domain/ids.ts';
import type { Unit } from '../domain/unit.ts';

/** The organization, as far as names are concerned. */
export interface OrganizationNames {
  readonly accounts: readonly Account[];
  readonly units: readonly Unit[];
  readonly rootId: RootId;
  readonly managementAccountId: AccountId;
}

/** What a reference makes of the account; some accounts must not be that. */
export type Duty =
  | 'the audit account'
  | 'the log account'
  | 'the image account'
  | 'the canary'
  | 'the account of a VPC'
  | 'excluded'
  | 'an exception';

/** A finding before its place is known. */
export type Problem = Omit<Finding, 'source'>;
