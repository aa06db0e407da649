import type { AccountId } from '../../../domain/ids.ts';
import type { DefinitionChanges, InstanceChange, PlannedDefinition, StepBase } from '../change.ts';

/** A plain stack, in one account or, one by one, in many. */
export interface StackStep extends StepBase {
  readonly kind: 'stack';
  readonly action: 'create' | 'update' | 'delete';
  readonly definition: PlannedDefinition;
  readonly region: string;
  /** Null: the management account, with the caller's own credentials. */
  readonly throughRole: string | null;
  /** The IAM role that the stack makes, if any: when it is there already without the stack, it is adopted as it is. */
  readonly makesRole: string | null;
  /** Parameters with which the stack brings all but the role, where that is adopted; null: nothing is left then. */
  readonly withoutRole: Readonly<Record<string, string>> | null;
  /** Every account needs what it makes: its failure is one of the step as a whole. */
  readonly isSharedByAll: boolean;
  /** Removal only: a stack of the account that goes first, since nothing else can remove it once the role is gone. */
  readonly alsoRemoves: Readonly<Record<AccountId, string>>;
  /** Gets the change first; when it fails there, nobody else gets it. */
  readonly canary: AccountId | null;
  readonly targets: readonly InstanceChange[];
  readonly changes: DefinitionChanges;
}
