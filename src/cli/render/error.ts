import type { MetsukeError } from '../../domain/errors.ts';
import { formatFinding } from '../../domain/finding.ts';
import { makeTerminal } from '../terminal.ts';
import { countOf } from './text.ts';

/** Findings line by line, or one clear line with what to do next. With `--json` the same as data, on stdout. */
export function renderError(error: MetsukeError, options: { readonly json: boolean; readonly color: boolean }): void {
  const terminal = makeTerminal(options);
  const { code, message, hint, findings } = error;
  if (options.json) return terminal.out(`${JSON.stringify({ error: { code, message, hint, findings } }, null, 2)}\n`);
  const { red, yellow, dim } = terminal.errStyle;
  for (const finding of findings) {
    terminal.err(`${(finding.severity === 'error' ? red : yellow)(formatFinding(finding))}\n`);
  }
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) return terminal.err(`${countOf(errors, 'error')}, nothing was changed.\n`);
  terminal.err(`${red('metsuke:')} ${message}\n`);
  if (hint) terminal.err(`${dim(hint)}\n`);
}
