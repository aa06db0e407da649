import type { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import { makeTerminal } from '../terminal.ts';
import { findingLines } from './findings.ts';
import { paragraph, prose } from './wrap.ts';

/** Findings line by line, or one clear line with what to do next. With `--json` the same as data, on stdout. */
export function renderError(error: MetsukeError, options: { readonly json: boolean; readonly color: boolean }): void {
  const terminal = makeTerminal(options);
  const { code, message, hint, findings } = error;
  if (options.json) return terminal.out(`${JSON.stringify({ error: { code, message, hint, findings } }, null, 2)}\n`);
  const { style, screen } = terminal.errView;
  const show = (lines: readonly string[]): void => terminal.err(`${lines.join('\n')}\n`);
  if (findings.length > 0) show(findingLines(findings, terminal.errView));
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) return show(prose(say`${countOf(errors, 'error')}, nothing was changed.`, screen));
  const [first = '', ...rest] = message.split('\n');
  show(paragraph([{ text: 'metsuke:', paint: style.red }, ` ${first}`], screen));
  if (rest.length > 0) show(prose(rest.join('\n'), screen));
  if (hint) show(prose(hint, screen, style.dim));
}
