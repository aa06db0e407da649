import type { Screen } from '../terminal.ts';
import { type Cell, type Paint, type Span, spanOf, widthOf } from './pieces.ts';
import { paintLine, paragraph, wrapSpans } from './wrap.ts';

export interface Row {
  readonly cells: readonly Cell[];
  /** Of the whole row, on every one of its lines. */
  readonly paint?: Paint | undefined;
}

export interface RowsOptions {
  readonly screen: Screen;
  /** Before every line. */
  readonly indent?: string;
}

const GAP = '  ';
/** A column in which a text can be read; where less is left, the text goes on below its row. */
const COMFORTABLE = 24;
const DEEPER = 6;

/**
 * Rows without a heading, the lines of each: columns as wide as their widest cell. A row that is too long for that leaves as
 * many of the last columns as it must to have room on one line; else its last cell wraps. Where that is many lines, fewer columns stand
 * below each other, and the cells behind them follow directly.
 */
export function layRows(rows: readonly Row[], { screen, indent = '' }: RowsOptions): readonly (readonly string[])[] {
  const room = screen.width - widthOf(indent);
  const cells = rows.map((row) => trimEnd(row.cells.map(spanOf)));
  const columns = Math.max(1, ...cells.map((row) => row.length));
  let best = makeLayout(cells, columns - 1, room);
  for (let aligned = columns - 2; aligned >= 0 && countLines(best) > rows.length; aligned -= 1) {
    const layout = makeLayout(cells, aligned, room);
    if (countLines(layout) < countLines(best) * WORTH_LOSING_A_COLUMN) best = layout;
  }
  return rows.map(({ paint }, index) =>
    (best[index] ?? []).map((line) => `${indent}${paint && line !== '' ? paint(line) : line}`),
  );
}

const WORTH_LOSING_A_COLUMN = 0.6;

function trimEnd(row: readonly Span[]): readonly Span[] {
  return row.slice(0, row.findLastIndex(({ text }) => text !== '') + 1);
}

type Layout = readonly (readonly string[])[];

function countLines(layout: Layout): number {
  return layout.reduce((sum, lines) => sum + (lines.length === 0 ? Number.POSITIVE_INFINITY : lines.length), 0);
}

function makeLayout(rows: readonly (readonly Span[])[], aligned: number, room: number): Layout {
  const starts = startsOf(rows, aligned);
  return rows.map((row) => {
    const lines = layRow(row, { aligned, starts, room });
    if (lines.length === 1 || room - (starts.at(-1) ?? 0) >= COMFORTABLE) return lines;
    for (let fewer = aligned - 1; fewer >= 0; fewer -= 1) {
      const looser = layRow(row, { aligned: fewer, starts: starts.slice(0, fewer + 1), room });
      if (looser.length === 1) return looser;
    }
    return lines;
  });
}

interface RowLayout {
  readonly aligned: number;
  readonly starts: readonly number[];
  readonly room: number;
}

/** No lines when there is no room behind the aligned columns. */
function layRow(row: readonly Span[], { aligned, starts, room }: RowLayout): readonly string[] {
  const head = row.slice(0, Math.max(Math.min(aligned, row.length - 1), 0));
  const tail = row.slice(head.length).filter(({ text }) => text !== '');
  const start = Math.max(starts[head.length] ?? 0, endOf(head, starts));
  if (start >= room && head.length > 0) return [];
  const first = place(head, starts, start);
  const spans = tail.flatMap((span, index) => (index === 0 ? [span] : [{ text: GAP }, span]));
  const isBelow = spans.reduce((sum, { text }) => sum + widthOf(text), start) > room && room - start < COMFORTABLE;
  if (isBelow) return [first.trimEnd(), ...paragraph(spans, { width: room, first: ' '.repeat(DEEPER) })];
  const hanging = start === 0 ? DEEPER : start;
  return wrapSpans(spans, room - hanging, room - start).map((line, index) =>
    ((index === 0 ? first : ' '.repeat(hanging)) + paintLine(line)).trimEnd(),
  );
}

/** Where each column begins. A cell takes the room of the empty cells behind it. */
function startsOf(rows: readonly (readonly Span[])[], aligned: number): readonly number[] {
  const starts = [0];
  for (let column = 0; column < aligned; column += 1) {
    const followed = rows.filter((row) => column < row.length - 1 && row[column + 1]?.text !== '');
    const ends = followed.map((row) => endOf(row.slice(0, column + 1), starts));
    starts.push(Math.max(starts[column] ?? 0, ...ends));
  }
  return starts;
}

/** Where the next cell may begin. */
function endOf(row: readonly Span[], starts: readonly number[]): number {
  const last = row.findLastIndex(({ text }) => text !== '');
  return last < 0 ? 0 : (starts[last] ?? 0) + widthOf(row[last]?.text ?? '') + GAP.length;
}

function place(head: readonly Span[], starts: readonly number[], upTo: number): string {
  let text = '';
  let used = 0;
  for (const [column, span] of head.entries()) {
    if (span.text === '') continue;
    const start = starts[column] ?? 0;
    text += ' '.repeat(start - used) + paintLine({ spans: [span], width: 0 });
    used = start + widthOf(span.text);
  }
  return text + ' '.repeat(upTo - used);
}
