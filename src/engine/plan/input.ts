import type { Blueprint, DeploymentContext } from '../../blueprints/blueprint.ts';
import type { Config } from '../../config/schema.ts';
import type { AccountId, RootId, TargetId, UnitId } from '../../domain/ids.ts';
import type { Guardrail } from '../../guardrails/guardrail.ts';
import type { Snapshot } from '../observe/snapshot.ts';

/** Everything a plan depends on. Same input, same plan. */
export interface PlanInput {
  readonly config: Config;
  readonly references: References;
  readonly snapshot: Snapshot;
  readonly blueprints: readonly Blueprint[];
  readonly guardrails: readonly Guardrail[];
  readonly metsukeVersion: string;
  /** ISO 8601. */
  readonly now: string;
  /** One-way; slow on purpose, since e-mail addresses can be guessed. */
  readonly fingerprint: (value: string) => string;
}

/** The account and unit references of metsuke.yaml, found in the organization. */
export interface References {
  readonly auditAccountId: AccountId;
  readonly logAccountId: AccountId;
  readonly canaryAccountId: AccountId | null;
  readonly excludedAccountIds: readonly AccountId[];
  readonly excludedUnitIds: readonly (UnitId | RootId)[];
  readonly unitId: (reference: string) => TargetId;
}

export function deploymentContextOf(input: PlanInput): DeploymentContext {
  const { organization } = input.snapshot;
  return {
    config: input.config,
    organizationId: organization.id,
    managementAccountId: organization.managementAccountId,
    rootId: organization.rootId,
    auditAccountId: input.references.auditAccountId,
    logAccountId: input.references.logAccountId,
  };
}
