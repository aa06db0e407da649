import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { describeResult, hasPassed, testCustomRules } from '../../engine/custom-rules.ts';
import type { RuleTestResult } from '../../rules/guard.ts';
import { layRows } from '../render/rows.ts';
import { paragraph } from '../render/wrap.ts';
import { loadConfiguration, type Session } from '../session.ts';
import type { View } from '../terminal.ts';

/** Ends with 1 when a rule does not do what its tests say. */
export async function run(session: Session): Promise<number> {
  const { terminal, options } = session;
  const { config } = await loadConfiguration(session);
  const results = await testCustomRules(config.configRules.customRules);
  const passed = results.every(hasPassed);
  if (options.json) {
    const listed = results.map((result) => ({ ...result, passed: hasPassed(result) }));
    terminal.out(`${JSON.stringify({ passed, results: listed }, null, 2)}\n`);
  } else terminal.out(render(results, terminal.view));
  return passed ? EXIT.done : EXIT.failed;
}

function render(results: readonly RuleTestResult[], { style, screen }: View): string {
  if (results.length === 0) return say`metsuke.yaml has no rules of your own (configRules.customRules).\n`;
  const rows = layRows(
    results.map((result) => {
      const mark = hasPassed(result) ? { text: '✓', paint: style.green } : { text: '✗', paint: style.red };
      return { cells: [mark, result.rule, result.test, result.actual ?? say`cannot be evaluated`] };
    }),
    { screen },
  );
  const lines = results.flatMap((result, index) => [
    ...(rows[index] ?? []),
    ...(hasPassed(result)
      ? []
      : paragraph([{ text: describeResult(result), paint: style.red }], { width: screen.width, first: '    ' })),
  ]);
  const failed = results.filter((result) => !hasPassed(result)).length;
  const verdict =
    failed === 0
      ? style.green(say`${countOf(results.length, 'test')} passed.`)
      : style.red(say`${failed} of ${countOf(results.length, 'test')} failed.`);
  return [...lines, '', verdict, ''].join('\n');
}
