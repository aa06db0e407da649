import type { Config } from '../config/schema.ts';
import { partitionOf } from '../domain/ids.ts';

/**
 * Whoever deploys must get through, or a new region could never be governed and an old one never cleaned up: the
 * ExecutionRole, the roles of CloudFormation's service-managed stack sets, the bootstrap role. The AdministrationRole is
 * not among them, since no policy binds the management account; nor are service-linked roles, which no policy binds.
 */
export function exemptRoleNames({ stackSets }: Config, others: readonly string[] = []): readonly string[] {
  return [...new Set([stackSets.executionRole, 'stacksets-exec-*', stackSets.bootstrapRole, ...others])];
}

export function exemptRoleArns(config: Config, others: readonly string[] = []): readonly string[] {
  return roleArns(config, exemptRoleNames(config, others));
}

export function roleArns({ homeRegion }: Config, names: readonly string[]): readonly string[] {
  return names.map((name) => `arn:${partitionOf(homeRegion)}:iam::*:role/${name}`);
}
