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
export type Duty = 'audit' | 'log' | 'image' | 'canary' | 'vpc' | 'excluded' | 'exception';

/** A finding before its place is known. */
export type Problem = Omit<Finding, 'source'>;
