import type { SettingAdapter } from '../aws/setting-adapter.ts';
import type { AccountRole } from '../blueprints/account-roles/role.ts';
import type { Blueprint } from '../blueprints/blueprint.ts';
import type { Route } from '../blueprints/notification-routes/route.ts';
import type { Permission } from '../blueprints/stackset-execution/permission.ts';
import type { Config } from '../config/schema.ts';
import type { Guardrail } from '../guardrails/guardrail.ts';
import type { NamedService } from '../guardrails/named.ts';

/** Something that an organization can be given, with everything that it consists of in one folder. */
export interface Capability {
  /** Folder name: `account-defaults`. */
  readonly id: string;
  /** Each after those that it depends on. */
  readonly blueprints: readonly Blueprint[];
  /** Roles of every governed account that its stacks in the regions use. */
  readonly accountRoles?: readonly AccountRole[];
  readonly guardrails?: readonly Guardrail[];
  /** Type of CloudFormation that it alone deploys → what the execution role may do for it. */
  readonly permissions?: Readonly<Record<string, readonly Permission[]>>;
  /** What the guardrails of the baseline deny on what it deploys. */
  protections?(config: Config): readonly NamedService[];
  /** Events that people are told of. */
  routes?(config: Config): readonly Route[];
  /** Id of a blueprint with a setting → how AWS is asked and told. Loaded when it is first needed: it brings the SDK. */
  readonly adapters?: Readonly<Record<string, () => Promise<SettingAdapter>>>;
}
