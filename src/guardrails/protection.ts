import type { Config } from '../config/schema.ts';
import { partitionOf } from '../domain/ids.ts';
import type { JsonObject } from '../domain/json.ts';
import { exemptRoleArns } from './exempt-roles.ts';

/** What must not be done, to what, by anybody but the roles that deploy. */
export interface Protection {
  readonly sid: string;
  readonly actions: readonly string[];
  /** Parts of an ARN after the partition (`sns:*:*:acme-*`), or `*`. */
  readonly resources: readonly string[];
  readonly condition?: JsonObject;
}

/** A service control policy that denies all of it. */
export function makeProtectionPolicy(config: Config, protections: readonly Protection[]): JsonObject {
  return { Version: '2012-10-17', Statement: protections.map((protection) => makeStatement(config, protection)) };
}

function makeStatement(config: Config, { sid, actions, resources, condition }: Protection): JsonObject {
  const partition = partitionOf(config.homeRegion);
  const arns = resources.map((resource) => (resource === '*' ? '*' : `arn:${partition}:${resource}`));
  return {
    Sid: sid,
    Effect: 'Deny',
    Action: actions,
    Resource: arns,
    Condition: {
      ...condition,
      ArnNotLike: { 'aws:PrincipalArn': exemptRoleArns(config, config.guardrails.protectBaseline.exemptRoles) },
    },
  };
}
