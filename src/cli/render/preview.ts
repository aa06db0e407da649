import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { DeniedCalls, Preview } from '../../guardrails/preview/would-have-denied.ts';
import type { Terminal, View } from '../terminal.ts';
import type { Span } from './pieces.ts';
import { layRows } from './rows.ts';
import { paragraph } from './wrap.ts';

/** Rows of principals and actions for each policy; the rest is counted. */
const MOST_ROWS = 10;

/** `protect-detection would have denied 12 calls of 2 principals in the last 30 days`, and below it who did what. */
export function renderPreview(previews: readonly Preview[], period: string, view: View): string {
  return previews
    .map((preview) =>
      [...paragraph(headOf(preview, period, view.style), view.screen), ...rowsOf(preview, view)].join('\n'),
    )
    .join('\n')
    .concat('\n');
}

function headOf(
  { id, calls, principals }: Preview,
  period: string,
  { bold, green, yellow }: Terminal['style'],
): readonly Span[] {
  const name = { text: id, paint: bold };
  if (calls === 0) return [name, { text: ` ${say`would have denied nothing in ${period}`}`, paint: green }];
  const said = say`would have denied ${countOf(calls, 'call')} of ${countOf(principals, 'principal')} in ${period}:`;
  return [name, { text: ` ${said}`, paint: yellow }];
}

function rowsOf({ denied }: Preview, { style, screen }: View): readonly string[] {
  const shown = denied.slice(0, MOST_ROWS);
  const more = denied.length - shown.length;
  const rows = layRows(
    shown.map((calls) => ({ cells: makeRow(calls) })),
    { screen, indent: '    ' },
  ).flat();
  return more > 0
    ? [...rows, style.dim(say`    and ${countOf(more, 'more kind', 'more kinds')} of calls (--json has all)`)]
    : rows;
}

function makeRow({ principal, action, region, statement, calls, lastAt }: DeniedCalls): readonly string[] {
  return [String(calls), action, region, say`by ${principal}`, say`last ${lastAt.slice(0, 10)}`, `(${statement})`];
}
