import type { AccountId } from '../../../domain/ids.ts';
import type { OperationPreferences } from '../../observe/ports.ts';
import type { PermissionModel } from '../../observe/snapshot.ts';
import type { DefinitionChanges, InstanceChange, PlannedDefinition, StepBase } from '../change.ts';

export interface StackSetStep extends StepBase {
  readonly kind: 'stack-set';
  /** Of the stack set itself; `none` when only instances change. */
  readonly action: 'create' | 'update' | 'delete' | 'none';
  readonly definition: PlannedDefinition;
  readonly permissionModel: PermissionModel;
  readonly administrationRoleArn: string | null;
  readonly executionRoleName: string | null;
  /** Units that hold every target account; SERVICE_MANAGED only. */
  readonly units: readonly string[];
  readonly changes: DefinitionChanges;
  /** Another step removes the stacks of the instances that go: here only the records of them are dropped. */
  readonly dropsRecordsOnly: boolean;
  /** It is in the audit, log or image account, for all others: what needs it waits until it is there as a whole. */
  readonly servesOthers: boolean;
  /** It stands for what a step before it has set: it stays where that could not be given back. */
  readonly recordsDefaults: boolean;
  readonly instances: {
    readonly create: readonly InstanceChange[];
    readonly update: readonly InstanceChange[];
    readonly delete: readonly InstanceChange[];
  };
  /** Every change goes to this account first. */
  readonly canary: AccountId | null;
  readonly preferences: OperationPreferences;
}
