import type { Config } from '../config/schema.ts';
import { partitionOf } from '../domain/ids.ts';
import type { JsonObject } from '../domain/json.ts';

/** A role that a policy does not bind: a name in every account, or a name and accounts. */
export type ExemptRole = string | RoleInAccounts;

interface RoleInAccounts {
  /** Name, with its path if it has one (`aws-reserved/sso.amazonaws.com/*`); may have wildcards. */
  readonly role: string;
  /** Ids of the accounts in which it is exempt. */
  readonly accounts: readonly string[];
}

/**
 * The roles that deploy must get through, or a new region could never be governed and an old one never cleaned up: the
 * ExecutionRole or the roles of CloudFormation's service-managed stack sets, and the bootstrap role. The
 * AdministrationRole is not among them, since no policy binds the management account; nor are service-linked roles,
 * which no policy binds.
 */
export function deployingRoles({ stackSets }: Config): readonly ExemptRole[] {
  const { permissionModel, executionRole, bootstrapRole } = stackSets;
  const deploying = permissionModel === 'SELF_MANAGED' ? executionRole : 'stacksets-exec-*';
  return [...new Set([deploying, bootstrapRole])];
}

/** ARNs of the roles that deploy and of those that metsuke.yaml exempts, each once. */
export function exemptRoleArns(config: Config, others: readonly ExemptRole[] = []): readonly string[] {
  return [...new Set([...deployingRoles(config), ...others].flatMap((role) => arnsOfRole(config, role)))];
}

function arnsOfRole({ homeRegion }: Config, exempt: ExemptRole): readonly string[] {
  const { role, accounts } = typeof exempt === 'string' ? { role: exempt, accounts: ['*'] } : exempt;
  return accounts.map((account) => `arn:${partitionOf(homeRegion)}:iam::${account}:role/${role}`);
}

/**
 * A role that is exempt must not be made or changed by a principal that is not: an administrator of an account could make
 * one called `stacksets-exec-mine` and be exempt from every guardrail. Each policy that exempts a role carries this
 * statement for it, since each may be attached to other units.
 */
export function makeExemptionGuard(config: Config, exemptArns: readonly string[]): JsonObject {
  return {
    Sid: 'ExemptRoles',
    Effect: 'Deny',
    NotAction: USE_OF_ROLES,
    Resource: exemptArns,
    Condition: { ArnNotLike: { 'aws:PrincipalArn': exemptRoleArns(config) } },
  };
}

/** What anybody may do with a role of ours, as far as its own policies let him: it changes nothing about the role. */
export const USE_OF_ROLES = ['iam:Generate*', 'iam:Get*', 'iam:List*', 'iam:PassRole', 'iam:Simulate*', 'sts:*'];
