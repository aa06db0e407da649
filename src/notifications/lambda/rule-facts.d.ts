/** What the catalogue of Config rules says in one language; made by scripts/formatter-code.mjs. */
declare module 'metsuke:rule-facts/*' {
  export const RULE_FACTS: import('../rule-facts.ts').RuleFacts;
}
