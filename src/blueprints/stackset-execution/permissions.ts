import type { JsonObject } from '../../domain/json.ts';

export interface Permission {
  readonly actions: readonly string[];
  /** Fn::Sub texts over the parameters of the template, or `*`. */
  readonly resources: readonly string[];
  readonly condition?: JsonObject;
}

export const STACK_PERMISSIONS: readonly Permission[] = [{ actions: ['cloudformation:*'], resources: ['*'] }];

/** What CloudFormation needs to create, read, update, tag, delete and drift-detect each resource type. */
export const PERMISSIONS: Readonly<Record<string, readonly Permission[]>> = {};
