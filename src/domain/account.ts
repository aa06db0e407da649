import type { AccountId, RootId, UnitId } from './ids.ts';

/** AWS Organizations `State`; it replaced `Status` on 2026-09-09. */
export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';

/** An account of the organization. Its e-mail address is left behind at the adapter: it must never reach a plan or a log. */
export interface Account {
  readonly id: AccountId;
  readonly name: string;
  readonly state: AccountState;
  /** `CREATED` accounts have the role OrganizationAccountAccessRole from birth, `INVITED` ones do not. */
  readonly joined: 'CREATED' | 'INVITED';
  /** From the root down to the direct parent. */
  readonly path: readonly (RootId | UnitId)[];
}
