import type { AccountId } from '../../../domain/ids.ts';
import type { InstanceChange, StepBase } from '../change.ts';

/** A role that AWS itself defines, and that a service needs in an account before it works there. */
export interface ServiceLinkedRoleStep extends StepBase {
  readonly kind: 'service-linked-role';
  readonly principal: string;
  readonly roleName: string;
  /** Into member accounts. */
  readonly throughRole: string;
  /** The management account, in which the caller's own credentials work. */
  readonly ownAccount: AccountId;
  readonly targets: readonly InstanceChange[];
}
