import { EXIT } from '../../domain/errors.ts';
import { describeResult, hasPassed, testCustomRules } from '../../engine/custom-rules.ts';
import type { RuleTestResult } from '../../rules/guard.ts';
import { alignRows, countOf } from '../render/text.ts';
import { loadConfiguration, type Session } from '../session.ts';
import type { Terminal } from '../terminal.ts';

/** Ends with 1 when a rule does not do what its tests say. */
export async function run(session: Session): Promise<number> {
  const { terminal, options } = session;
  const { config } = await loadConfiguration(session);
  const results = await testCustomRules(config.configRules.customRules);
  const passed = results.every(hasPassed);
  if (options.json) {
    const listed = results.map((result) => ({ ...result, passed: hasPassed(result) }));
    terminal.out(`${JSON.stringify({ passed, results: listed }, null, 2)}\n`);
  } else terminal.out(render(results, terminal));
  return passed ? EXIT.done : EXIT.failed;
}

function render(results: readonly RuleTestResult[], { style }: Terminal): string {
  if (results.length === 0) return 'metsuke.yaml has no rules of your own (configRules.customRules).\n';
  const rows = alignRows(results.map(({ rule, test, actual }) => [rule, test, actual ?? 'cannot be evaluated']));
  const lines = results.flatMap((result, index) =>
    hasPassed(result)
      ? [`${style.green('✓')} ${rows[index]}`]
      : [`${style.red('✗')} ${rows[index]}`, `    ${style.red(describeResult(result))}`],
  );
  const failed = results.filter((result) => !hasPassed(result)).length;
  const verdict =
    failed === 0
      ? style.green(`${countOf(results.length, 'test')} passed.`)
      : style.red(`${failed} of ${countOf(results.length, 'test')} failed.`);
  return [...lines, '', verdict, ''].join('\n');
}
