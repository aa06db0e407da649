import type { AccountId } from '../../../domain/ids.ts';
import type { SessionDefaults } from '../../../domain/session-defaults.ts';
import type { InstanceChange, StepBase } from '../change.ts';

/** What Systems Manager goes by in accounts and regions when nobody says otherwise. */
export interface SessionDefaultsStep extends StepBase {
  readonly kind: 'session-defaults';
  readonly id: 'session-defaults:set' | 'session-defaults:restore';
  /** What is null is given back as far as it is ours. */
  readonly defaults: SessionDefaults;
  /** What names of our roles begin with. */
  readonly prefix: string;
  readonly throughRole: string;
  readonly ownAccount: AccountId;
  readonly targets: readonly InstanceChange[];
}
