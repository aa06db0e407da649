import type { SettingAdapter } from '../aws/setting-adapter.ts';
import type { Blueprint } from '../blueprints/blueprint.ts';
import type { Guardrail } from '../guardrails/guardrail.ts';

/** Something that an organization can be given, with everything that it consists of in one folder. */
export interface Capability {
  /** Folder name: `account-defaults`. */
  readonly id: string;
  /** Each after those that it depends on. */
  readonly blueprints: readonly Blueprint[];
  readonly guardrails?: readonly Guardrail[];
  /** Id of a blueprint with a setting → how AWS is asked and told. Loaded when it is first needed: it brings the SDK. */
  readonly adapters?: Readonly<Record<string, () => Promise<SettingAdapter>>>;
}
