import { COMPUTE_RULES } from './catalog/compute.ts';
import { DATABASE_RULES } from './catalog/database.ts';
import { IDENTITY_RULES } from './catalog/identity.ts';
import { LOGGING_RULES } from './catalog/logging.ts';
import { NETWORK_RULES } from './catalog/network.ts';
import { STORAGE_RULES } from './catalog/storage.ts';
import type { ManagedRule, Profile } from './managed-rule.ts';
import { PROFILES } from './managed-rule.ts';

/** Every managed rule that Metsuke knows, by theme. */
export const MANAGED_RULES: readonly ManagedRule[] = [
  ...IDENTITY_RULES,
  ...STORAGE_RULES,
  ...NETWORK_RULES,
  ...COMPUTE_RULES,
  ...DATABASE_RULES,
  ...LOGGING_RULES,
];

const BY_NAME = new Map(MANAGED_RULES.map((rule) => [rule.name, rule]));

export function managedRule(name: string): ManagedRule | undefined {
  return BY_NAME.get(name);
}

export function isInProfile(rule: ManagedRule, profile: Profile): boolean {
  return rule.profile !== null && PROFILES.indexOf(rule.profile) <= PROFILES.indexOf(profile);
}

/** As much of `configRules` as decides which managed rules there are. */
export interface RuleChoice {
  readonly profile: Profile;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Those of the profile and the added ones without the removed ones, in the order of the catalogue. */
export function chosenRules({ profile, add, remove }: RuleChoice): readonly ManagedRule[] {
  return MANAGED_RULES.filter(
    (rule) => (isInProfile(rule, profile) || add.includes(rule.name)) && !remove.includes(rule.name),
  );
}
