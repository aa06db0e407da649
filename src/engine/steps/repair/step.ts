import type { RecordingPart } from '../../../domain/disturbance.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { OperationPreferences } from '../../observe/ports.ts';
import type { InstanceChange, ResourceChange, StepBase } from '../change.ts';

/** What was changed behind CloudFormation's back is as it was again. One way, for the stacks of one blueprint. */
export interface RepairStep extends StepBase {
  readonly kind: 'repair';
  readonly way: Repair['way'];
  readonly throughRole: string;
  readonly ownAccount: AccountId;
  readonly targets: readonly RepairTarget[];
  /** For stacks that are made anew. */
  readonly units: readonly string[];
  readonly preferences: OperationPreferences;
}

export interface RepairTarget extends InstanceChange {
  /** `config:StopConfigurationRecorder by alice, 2026-11-29 04:00 UTC`: the latest first, as far as events told. */
  readonly culprits?: readonly string[];
  readonly repair: Repair;
  /** What differs from the template; empty unless something drifted. */
  readonly resources: readonly ResourceChange[];
}

export type Repair =
  | { readonly way: 'start'; readonly part: RecordingPart; readonly name: string }
  | { readonly way: 'continue-rollback'; readonly stack: string }
  /** `stack`: what is left of it, which goes first; null: it is gone. */
  | { readonly way: 'create-anew'; readonly stackSet: string; readonly stack: string | null }
  | { readonly way: 'revert-drift'; readonly stack: string };

/** A repair with the blueprint that it is of. */
export interface TitledTarget {
  readonly title: string;
  readonly target: RepairTarget;
}
