import type { AccountState } from '../../domain/account.ts';
import type { Finding } from '../../domain/finding.ts';
import type { AccountId, OrganizationId } from '../../domain/ids.ts';
import type { Step } from '../steps/step.ts';

/**
 * What would be done, as data: serializable, and the only thing that `apply` accepts. It holds no e-mail address and no
 * secret; where one is needed it holds a fingerprint (see Secrets).
 */
export interface Plan {
  readonly format: 'metsuke-plan/1';
  readonly metsukeVersion: string;
  readonly purpose: 'apply' | 'destroy';
  /** ISO 8601. */
  readonly madeAt: string;
  readonly organization: PlannedOrganization;
  readonly homeRegion: string;
  readonly accounts: PlannedAccounts;
  /** Dependencies come first. */
  readonly steps: readonly Step[];
  readonly findings: readonly Finding[];
  /** Every account was looked at for it: so does an apply of it when it is saved. */
  readonly isDeep?: true;
  /** What stays although it could be removed: log buckets, above all. Only a destroy has some. */
  readonly retained: readonly RetainedResource[];
}

export interface PlannedOrganization {
  readonly id: OrganizationId;
  readonly managementAccountId: AccountId;
}

export interface PlannedAccounts {
  readonly total: number;
  readonly governed: readonly AccountRef[];
  readonly skipped: readonly SkippedAccount[];
}

export interface AccountRef {
  readonly id: AccountId;
  readonly name: string;
}

export interface SkippedAccount extends AccountRef {
  readonly state: AccountState;
  /** `is suspended`, `is excluded by metsuke.yaml` */
  readonly why: string;
}

export interface RetainedResource {
  readonly account: AccountId;
  readonly region: string;
  readonly type: string;
  readonly name: string;
  readonly why: string;
}

/** Values behind the fingerprints of a plan. In memory only. */
export type Secrets = Readonly<Record<string, string>>;

export function isEmptyPlan(plan: Plan): boolean {
  return plan.steps.length === 0;
}
