import type { Blueprint, DeploymentContext } from '../../blueprints/blueprint.ts';
import type { ResolvedReferences } from '../../config/resolve.ts';
import type { Config } from '../../config/schema.ts';
import { knownAccounts } from '../../domain/known-account.ts';
import type { Guardrail, OrganizationFacts } from '../../guardrails/guardrail.ts';
import type { Snapshot } from '../observe/snapshot.ts';

/** Everything a plan depends on. Same input, same plan. */
export interface PlanInput {
  readonly config: Config;
  readonly references: ResolvedReferences;
  readonly snapshot: Snapshot;
  readonly blueprints: readonly Blueprint[];
  readonly guardrails: readonly Guardrail[];
  readonly metsukeVersion: string;
  /** ISO 8601. */
  readonly now: string;
  /** One-way; slow on purpose, since e-mail addresses can be guessed. */
  readonly fingerprint: (value: string) => string;
}

/** What policies say of the organization. */
export function organizationFactsOf({ snapshot, references }: PlanInput): OrganizationFacts {
  return {
    organizationId: snapshot.organization.id,
    auditAccountId: references.auditAccountId,
    logAccountId: references.logAccountId,
  };
}

const CONTEXTS = new WeakMap<PlanInput, DeploymentContext>();

/** Worked out once for an input: it lists every account, and is asked for at every place. */
export function deploymentContextOf(input: PlanInput): DeploymentContext {
  const known = CONTEXTS.get(input);
  if (known !== undefined) return known;
  const { organization } = input.snapshot;
  const context: DeploymentContext = {
    config: input.config,
    organizationId: organization.id,
    managementAccountId: organization.managementAccountId,
    rootId: organization.rootId,
    auditAccountId: input.references.auditAccountId,
    logAccountId: input.references.logAccountId,
    imageAccountId: input.references.imageAccountId,
    ruleExceptions: input.references.ruleExceptions,
    sessionVpcs: input.references.sessionVpcs,
    accountIds: input.snapshot.accounts.map(({ id }) => id).sort(),
    accounts: knownAccounts(input.snapshot),
  };
  CONTEXTS.set(input, context);
  return context;
}
