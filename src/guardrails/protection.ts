import type { Config } from '../config/schema.ts';
import { partitionOf } from '../domain/ids.ts';
import type { JsonObject } from '../domain/json.ts';
import { exemptRoleArns } from './exempt-roles.ts';

/** What is denied, on what, to every principal but the roles that deploy. */
export interface Protection {
  readonly sid: string;
  /** `denied`: these actions. `allowed`: every action but these, for what is known by its ARN. */
  readonly denied?: readonly string[];
  readonly allowed?: readonly string[];
  /** Parts of an ARN after the partition (`sns:*:*:acme-*`), or `*`. */
  readonly resources: readonly string[];
  readonly condition?: JsonObject;
  /** Names of roles of ours, which may have wildcards, that do it for a living. */
  readonly doneBy?: readonly string[];
}

/** A statement of a service control policy. */
export function makeStatement(config: Config, protection: Protection): JsonObject {
  const { sid, denied, allowed, resources, condition, doneBy = [] } = protection;
  const partition = partitionOf(config.homeRegion);
  const others = [...config.guardrails.protectBaseline.exemptRoles, ...doneBy];
  return {
    Sid: sid,
    Effect: 'Deny',
    ...(denied ? { Action: denied } : { NotAction: allowed ?? [] }),
    Resource: resources.map((resource) => (resource === '*' ? '*' : `arn:${partition}:${resource}`)),
    Condition: {
      ...condition,
      ArnNotLike: { 'aws:PrincipalArn': exemptRoleArns(config, others) },
    },
  };
}
