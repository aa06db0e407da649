import type { DeniedCalls, Preview } from '../../guardrails/preview/would-have-denied.ts';
import type { Terminal } from '../terminal.ts';
import { alignRows, countOf } from './text.ts';

/** Rows of principals and actions for each policy; the rest is counted. */
const MOST_ROWS = 10;

/** `protect-detection would have denied 12 calls of 2 principals in the last 30 days`, and below it who did what. */
export function renderPreview(previews: readonly Preview[], period: string, style: Terminal['style']): string {
  return previews
    .map((preview) => [headOf(preview, period, style), ...rowsOf(preview, style)].join('\n'))
    .join('\n')
    .concat('\n');
}

function headOf(
  { id, calls, principals }: Preview,
  period: string,
  { bold, green, yellow }: Terminal['style'],
): string {
  if (calls === 0) return `${bold(id)} ${green(`would have denied nothing in ${period}`)}`;
  const said = `would have denied ${countOf(calls, 'call')} of ${countOf(principals, 'principal')} in ${period}:`;
  return `${bold(id)} ${yellow(said)}`;
}

function rowsOf({ denied }: Preview, { dim }: Terminal['style']): readonly string[] {
  const shown = denied.slice(0, MOST_ROWS);
  const more = denied.length - shown.length;
  const rows = alignRows(shown.map(makeRow)).map((row) => `    ${row}`);
  return more > 0
    ? [...rows, dim(`    and ${countOf(more, 'more kind', 'more kinds')} of calls (--json has all)`)]
    : rows;
}

function makeRow({ principal, action, region, statement, calls, lastAt }: DeniedCalls): readonly string[] {
  return [String(calls), action, region, `by ${principal}`, `last ${lastAt.slice(0, 10)}`, `(${statement})`];
}
