import type { Setting } from '../../../blueprints/blueprint.ts';
import { canonicalJson, type Json } from '../../../domain/json.ts';
import type { SettingValues } from '../../../domain/setting.ts';
import { deploymentContextOf, type PlanInput } from '../../plan/input.ts';
import type { Target } from '../../plan/targets.ts';

export function valuesWanted(setting: Setting, { account, region }: Target, input: PlanInput): SettingValues {
  const isHome = region === input.config.homeRegion;
  return setting.wanted(deploymentContextOf(input), { account, region, isHome });
}

/** @param found null: nobody could look, so that what is wanted is tried */
export function differs(found: SettingValues | null, wanted: SettingValues, name: string): boolean {
  return found === null || canonicalJson(found[name] ?? null) !== canonicalJson(wanted[name] ?? null);
}

/** A value as a plan shows it. Null: it is not there. */
export function textOf(value: Json | undefined): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
