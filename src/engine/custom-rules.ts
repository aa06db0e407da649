import type { ParsedConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { MetsukeError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding.ts';
import { say } from '../domain/say.ts';
import type { RuleTestResult } from '../rules/guard.ts';

type CustomRules = Config['configRules']['customRules'];

/** By their text: an apply looks at the configuration twice, and its rules stay the same. */
const known = new Map<string, readonly RuleTestResult[]>();

/** Every item of every own rule, evaluated here and now. */
export async function testCustomRules(rules: CustomRules): Promise<readonly RuleTestResult[]> {
  if (rules.length === 0) return [];
  const text = JSON.stringify(rules);
  // Half a second and 300 MB, for those who have such rules.
  const { runRuleTests } = await import('../rules/guard.ts');
  const results = known.get(text) ?? runRuleTests(rules);
  known.set(text, results);
  return results;
}

/** What is deployed decides what an auditor is told: a rule that does not do what it says must not be. */
export async function requireSoundRules(config: Config, locate: ParsedConfig['locate']): Promise<void> {
  if (!config.configRules.enabled) return;
  const results = await testCustomRules(config.configRules.customRules);
  const findings = results.flatMap((result) => (hasPassed(result) ? [] : [findingOf(result, config, locate)]));
  if (findings.length === 0) return;
  throw new MetsukeError('config-invalid', say`Rules of metsuke.yaml do not pass their own tests.`, { findings });
}

export function hasPassed({ actual, expected }: RuleTestResult): boolean {
  return actual === expected;
}

export function describeResult({ rule, test, expected, actual, messages }: RuleTestResult): string {
  const said = messages.length > 0 ? say` Guard says: ${messages.join('; ')}` : '';
  if (actual === null) return say`The rule "${rule}" cannot be evaluated on "${test}".${said}`;
  return say`The rule "${rule}" finds "${test}" ${actual}, not ${expected}.${said}`;
}

function findingOf(result: RuleTestResult, config: Config, locate: ParsedConfig['locate']): Finding {
  const { customRules } = config.configRules;
  const index = customRules.findIndex(({ name }) => name === result.rule);
  const test = customRules[index]?.tests.findIndex(({ name }) => name === result.test) ?? -1;
  const at = result.actual === null ? ['guard'] : ['tests', test];
  const source = locate(['configRules', 'customRules', index, ...at]);
  return {
    severity: 'error',
    code: result.actual === null ? 'unreadable-rule' : 'failed-rule-test',
    message: describeResult(result),
    hint: say`Correct the rule or its test; try it with: metsuke rules test`,
    ...(source ? { source } : {}),
  };
}
