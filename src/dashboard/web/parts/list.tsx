import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Column, sortRows } from '../../view/columns.ts';
import type { Word } from '../../view/words/en.ts';
import { usePage } from '../context.ts';
import { goTo } from '../settings.ts';
import { Exports } from './exports.tsx';
import { PRINT_ROWS, usePrinting } from './printing.ts';
import { shown } from './text.ts';
import { useWindow } from './window.ts';

const ROW = 36;

interface ListProps<Of> {
  /** Of the exported file, and of the list for who does not see it. */
  readonly name: string;
  readonly label: string;
  /** Those that fit the filter, of `all`. */
  readonly rows: readonly Of[];
  readonly all: number;
  /** What stands there when there is no row, whatever the filter. */
  readonly none?: Word;
  readonly columns: readonly Column<Of>[];
  readonly keyOf: (row: Of) => string;
  /** What stands in a cell; undefined: the column's value. */
  readonly cell?: (row: Of, column: string) => ComponentChildren | undefined;
}

/** A table of as many rows as there are, of which those in sight are drawn. Its headings sort; its rows can be taken along. */
export function List<Of>({ name, label, rows, all, none = 'nothingThere', columns, keyOf, cell }: ListProps<Of>) {
  const { place, say } = usePage();
  const sorted = useMemo(() => sortRows(rows, columns, place.sort), [rows, columns, place.sort]);
  const printing = usePrinting();
  const seen = useWindow(sorted.length, ROW);
  const [first, last] = printing ? [0, Math.min(sorted.length, PRINT_ROWS)] : [seen.first, seen.last];
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <div class="list">
      <div class="list-head">
        <p role="status">{say('shown', { n: count(rows.length), all: count(all) })}</p>
        <Exports name={name} rows={sorted} columns={columns} />
      </div>
      {printing && sorted.length > PRINT_ROWS && (
        <p>{say('printLimit', { n: count(PRINT_ROWS), all: count(sorted.length) })}</p>
      )}
      {sorted.length === 0 ? (
        <p class="muted">{say(all === 0 ? none : 'nothing')}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        <section class="scroll" ref={seen.container} tabIndex={0} aria-label={label}>
          <table style={{ minWidth: `${width}rem` }} aria-rowcount={sorted.length + 1}>
            <colgroup>
              {columns.map(({ id, width: wide }, at) => (
                <col key={id} style={at === columns.length - 1 ? {} : { width: `${wide}rem` }} />
              ))}
            </colgroup>
            <thead>
              <tr aria-rowindex={1}>
                {columns.map((column) => (
                  <Heading key={column.id} column={column} />
                ))}
              </tr>
            </thead>
            <tbody>
              <Space rows={first} columns={columns.length} />
              {sorted.slice(first, last).map((row, at) => (
                <tr key={keyOf(row)} aria-rowindex={first + at + 2}>
                  {columns.map(({ id, value }) => (
                    <td key={id}>
                      {cell?.(row, id) ?? <span title={long(value(row))}>{shown(String(value(row)))}</span>}
                    </td>
                  ))}
                </tr>
              ))}
              {!printing && <Space rows={sorted.length - last} columns={columns.length} />}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}

function Heading<Of>({ column }: { readonly column: Column<Of> }) {
  const { place, say } = usePage();
  const [isUp, isDown] = [place.sort === column.id, place.sort === `-${column.id}`];
  const sort = isUp ? `-${column.id}` : isDown ? undefined : column.id;
  return (
    <th scope="col" aria-sort={isUp ? 'ascending' : isDown ? 'descending' : undefined}>
      <button type="button" onClick={() => goTo({ ...place, sort })}>
        {say(column.word)} <span aria-hidden="true">{isUp ? '↑' : isDown ? '↓' : ''}</span>
      </button>
    </th>
  );
}

function Space({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr class="space">
      <td colSpan={columns} style={{ height: `${rows * ROW}px` }} />
    </tr>
  );
}

function long(value: string | number): string | undefined {
  const text = String(value);
  return text.length > 20 ? shown(text, 1_000) : undefined;
}

export function count(value: number): string {
  return value.toLocaleString('en');
}

/** `at least 25` where AWS counts no further. */
export function countOf(
  { count: value, isAtLeast }: { readonly count: number; readonly isAtLeast?: boolean },
  say: ReturnType<typeof usePage>['say'],
): string {
  return isAtLeast ? say('atLeast', { n: count(value) }) : count(value);
}
