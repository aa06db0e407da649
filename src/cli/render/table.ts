import type { Language } from '../../reports/language.ts';
import { leftOutText } from '../../reports/render/words.ts';
import type { View } from '../terminal.ts';
import { type Paint, type Span, spanOf, widthOf } from './pieces.ts';
import type { Row } from './rows.ts';
import { type Line, narrowestFor, paintLine, paragraph, wrapSpans } from './wrap.ts';

export interface Column {
  readonly title: string;
  /** The higher, the longer it stands in the row itself; 0 unless said. Of equals the last gives way first. */
  readonly priority?: number;
  /** Left out where the terminal is too narrow for all columns, and named below the table. */
  readonly isOptional?: boolean;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** English unless said. */
  readonly language?: Language;
}

const GAP = '  ';
/** A column keeps this width if it needs it at all, and longer words whole; what is longer than those breaks at its separators. */
const NARROW = 12;
const LONG_WORD = 32;
/** Before what has no room in the row and is written below it, as `name: value`. */
const BELOW = '    ';
/** So many rows tell how wide a column has to be and which layout takes the fewest lines. */
const MEASURED = 400;

/**
 * A table as wide as the terminal allows. Cells wrap; where that takes more lines than `name: value` below the row, the
 * columns of the lowest priority are written there. A pipe gets one line a row.
 */
export function renderTable(table: Table, view: View): string {
  const measured = measure(table);
  const { shown, leftOut } = chooseColumns(measured, view.screen.width);
  const grid = chooseGrid(shown, view.screen.width);
  const lines = [
    ...headLines(grid, view),
    ...table.rows.flatMap(({ paint }, row) => rowLines(grid, row, view).map((line) => paintWhole(line, paint))),
  ];
  if (leftOut.length > 0)
    lines.push(
      ...paragraph([{ text: leftOutText(leftOut, table.language ?? 'en'), paint: view.style.dim }], view.screen),
    );
  return lines.join('\n');
}

interface MeasuredColumn extends Column {
  readonly index: number;
  readonly cells: readonly Span[];
  /** All of it on one line. */
  readonly natural: number;
  /** Without breaking a word. */
  readonly narrowest: number;
}

function measure({ columns, rows }: Table): readonly MeasuredColumn[] {
  return columns.flatMap((column, index) => {
    const cells = rows.map((row) => spanOf(row.cells[index] ?? ''));
    // A column without a value tells nothing.
    if (cells.length > 0 && cells.every(({ text }) => text === '')) return [];
    const texts = [column.title, ...cells.map(({ text }) => text)];
    const natural = Math.max(...texts.map(widthOf));
    const narrowest = Math.max(...texts.slice(0, MEASURED).map((text) => narrowestFor(text, LONG_WORD)));
    return [{ ...column, index, cells, natural, narrowest: Math.max(narrowest, Math.min(natural, NARROW)) }];
  });
}

function chooseColumns(columns: readonly MeasuredColumn[], room: number) {
  const isAll =
    widthOfAll(columns.map(({ natural }) => natural)) <= room || columns.every(({ isOptional }) => isOptional);
  return {
    shown: columns.filter(({ isOptional }) => isAll || !isOptional),
    leftOut: isAll ? [] : columns.filter(({ isOptional }) => isOptional).map(({ title }) => title),
  };
}

interface Grid {
  readonly columns: readonly MeasuredColumn[];
  readonly widths: readonly number[];
  readonly below: readonly MeasuredColumn[];
  readonly room: number;
}

/** The grid that takes the fewest lines; of equals the one with the most columns. */
function chooseGrid(columns: readonly MeasuredColumn[], room: number): Grid {
  const order = [...columns].sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0) || b.index - a.index);
  let best: { readonly grid: Grid; readonly lines: number } | null = null;
  for (let taken = 0; taken < columns.length; taken += 1) {
    const below = new Set(order.slice(0, taken));
    const inRow = columns.filter((column) => !below.has(column));
    const widths = fitWidths(inRow, room);
    if (widths === null && taken < columns.length - 1) continue;
    const grid = {
      columns: inRow,
      widths: widths ?? [room],
      below: columns.filter((column) => below.has(column)),
      room,
    };
    const lines = countLines(grid);
    if (best === null || lines < best.lines) best = { grid, lines };
    if (taken === 0 && widths !== null && lines === rowCount(columns)) break;
  }
  return best?.grid ?? { columns, widths: columns.map(({ natural }) => natural), below: [], room };
}

function rowCount([column]: readonly MeasuredColumn[]): number {
  return Math.min(column?.cells.length ?? 0, MEASURED);
}

function countLines(grid: Grid): number {
  let lines = 0;
  for (let row = 0; row < rowCount(grid.columns); row += 1)
    lines += cellLines(grid, row).height + belowLines(grid, row).length;
  return lines;
}

function widthOfAll(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP.length, -GAP.length);
}

/** The widest columns give until all fit. Null when a word would have to be broken for it. */
function fitWidths(columns: readonly MeasuredColumn[], room: number): readonly number[] | null {
  const widths = columns.map(({ natural }) => natural);
  for (let over = widthOfAll(widths) - room; over > 0; over = widthOfAll(widths) - room) {
    const spare = columns.map(({ narrowest }, index) => ((widths[index] ?? 0) > narrowest ? (widths[index] ?? 0) : 0));
    const widest = Math.max(...spare);
    if (widest === 0) return null;
    const index = spare.indexOf(widest);
    const next = Math.max(0, ...spare.filter((width) => width < widest));
    widths[index] = Math.max(columns[index]?.narrowest ?? 0, widest - over, Math.min(next, widest - 1));
  }
  return widths;
}

function cellLines({ columns, widths }: Grid, row: number) {
  const cells = columns.map(({ cells }, index) => wrapSpans([cells[row] ?? { text: '' }], widths[index] ?? 1));
  return { cells, height: Math.max(1, ...cells.map((lines) => lines.length)) };
}

function belowLines({ below, room }: Grid, row: number, name?: Paint): readonly Line[] {
  const pairs = below.flatMap(({ title, cells }) => {
    const cell = cells[row];
    return cell === undefined || cell.text === '' ? [] : [[{ text: `${title}: `, paint: name }, cell]];
  });
  const spans = pairs.flatMap((pair, index) => (index === 0 ? pair : [{ text: ' · ', paint: name }, ...pair]));
  return spans.length === 0 ? [] : wrapSpans(spans, Math.max(room - BELOW.length, 1));
}

function headLines(grid: Grid, { style, screen }: View): readonly string[] {
  const cells = grid.columns.map(({ title }, index) => wrapSpans([{ text: title }], grid.widths[index] ?? 1));
  const head = printRow(cells, grid.widths).map((line) => style.bold(line));
  if (screen.width === Number.POSITIVE_INFINITY) return head;
  const rule = grid.widths.map((width) => (screen.isAscii ? '-' : '─').repeat(width)).join(GAP);
  return [...head, style.dim(rule)];
}

function rowLines(grid: Grid, row: number, { style }: View): readonly string[] {
  return [
    ...printRow(cellLines(grid, row).cells, grid.widths),
    ...belowLines(grid, row, style.dim).map((line) => BELOW + paintLine(line)),
  ];
}

function printRow(cells: readonly (readonly Line[])[], widths: readonly number[]): readonly string[] {
  const height = Math.max(1, ...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    cells
      .map((lines, index) => {
        const line = lines[at];
        const padding = ' '.repeat(Math.max(0, (widths[index] ?? 0) - (line?.width ?? 0)));
        return (line === undefined ? '' : paintLine(line)) + padding;
      })
      .join(GAP)
      .trimEnd(),
  );
}

function paintWhole(line: string, paint: Paint | undefined): string {
  return paint === undefined ? line : paint(line);
}
