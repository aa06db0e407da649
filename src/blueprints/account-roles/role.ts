import type { Config } from '../../config/schema.ts';
import type { Cdk, Scope } from '../cdk.ts';

/** What the template can be told beside the prefix of names. */
export type RoleParameter = 'AuditAccountId' | 'LogAccountId' | 'HomeRegion';

/** An IAM role of every governed account that the stacks of its regions use. */
export interface AccountRole {
  /** Which parameters its policies refer to. */
  readonly parameters: readonly RoleParameter[];
  isEnabled(config: Config): boolean;
  add(scope: Scope, cdk: typeof Cdk, config: Config): void;
}
