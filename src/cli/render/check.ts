import { say } from '../../domain/say.ts';
import type { CheckedItem } from '../../engine/checked-item.ts';
import type { View } from '../terminal.ts';
import { findingLines } from './findings.ts';
import type { Cell } from './pieces.ts';
import { layRows } from './rows.ts';
import { paragraph } from './wrap.ts';

/** A line for each thing that was looked at, below it what was found. */
export function renderCheck(items: readonly CheckedItem[], view: View): string {
  const { style, screen } = view;
  const rows = layRows(
    items.map((item) => ({ cells: [markOf(item, style), item.what, item.found] })),
    { screen },
  );
  const lines = items.flatMap(({ findings }, index) => [
    ...(rows[index] ?? []),
    ...findingLines(findings, view, '      '),
  ]);
  const failed = items.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  const verdict = failed
    ? { text: say`Repair the errors above before apply.`, paint: style.red }
    : say`Ready. See what would change: metsuke plan`;
  return [...lines, '', ...paragraph([verdict], screen), ''].join('\n');
}

function markOf({ findings }: CheckedItem, style: View['style']): Cell {
  if (findings.some(({ severity }) => severity === 'error')) return { text: '✗', paint: style.red };
  if (findings.some(({ severity }) => severity === 'warning')) return { text: '!', paint: style.yellow };
  return { text: '✓', paint: style.green };
}
