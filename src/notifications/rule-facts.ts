import type { ManagedRule } from '../rules/managed-rule.ts';
import type { Words } from './words/words.ts';

/** What the catalogue of Config rules says to the readers of messages, in their language. */
export interface RuleFact {
  readonly severity: number;
  /** One sentence. */
  readonly why: string;
}

/** By the name of a rule in the catalogue. */
export type RuleFacts = Readonly<Record<string, RuleFact>>;

export function ruleFactsOf(rules: readonly ManagedRule[], language: Words['language']): RuleFacts {
  return Object.fromEntries(rules.map(({ name, severity, why }) => [name, { severity, why: why[language] }]));
}

/** `aws-organizations-restricted-ssh` → `restricted-ssh`, as metsuke.yaml and the catalogue call it. */
export function catalogueName(configRuleName: string, resourcePrefix: string): string {
  const prefix = `${resourcePrefix}-`;
  return configRuleName.startsWith(prefix) ? configRuleName.slice(prefix.length) : configRuleName;
}
