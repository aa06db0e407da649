import { useMemo, useRef, useState } from 'preact/hooks';
import type { Matrix, MatrixCell } from '../../view/matrix.ts';
import { usePage } from '../context.ts';
import { goTo } from '../settings.ts';
import { count, countOf } from './list.tsx';
import { Mark, STATE_WORDS } from './mark.tsx';
import { usePrinting } from './printing.ts';
import { shown } from './text.ts';
import { useWindow } from './window.ts';

const ROW = 34;
/** In an organization that is larger, units are folded at first. */
const FOLDED_ABOVE = 40;
/** More columns than a person compares. */
const RULES_AT_FIRST = 24;

interface Line {
  readonly key: string;
  readonly unit: string;
  /** Null: the line of the unit itself. */
  readonly account: string | null;
  readonly name: string;
  readonly members: number;
  readonly cells: ReadonlyMap<string, MatrixCell>;
}

/** One grid for the keyboard: arrows move, Enter opens a cell, or folds a unit. */
export function MatrixGrid({ matrix: whole }: { readonly matrix: Matrix }) {
  const { place, say } = usePage();
  const [isWhole, setWhole] = useState(false);
  const printing = usePrinting();
  const matrix = useMemo(
    () => (isWhole || printing ? whole : worstOf(whole, place.rule)),
    [whole, isWhole, printing, place.rule],
  );
  const total = matrix.groups.reduce((sum, { accounts }) => sum + accounts.length, 0);
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const isFoldedAtFirst = total > FOLDED_ABOVE;
  const isOpen = (unit: string): boolean => toggled.has(unit) === isFoldedAtFirst;
  const lines = useMemo(() => linesOf(matrix, isOpen), [matrix, toggled]);
  const toggle = (unit: string): void => {
    const next = new Set(toggled);
    if (!next.delete(unit)) next.add(unit);
    setToggled(next);
  };
  const seen = useWindow(lines.length, ROW);
  const [first, last] = printing ? [0, lines.length] : [seen.first, seen.last];
  const [focus, setFocus] = useState({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);
  const focusAt = (row: number, column: number): void => {
    seen.scrollTo(row);
    setFocus({ row, column });
    // After the row is drawn.
    requestAnimationFrame(() =>
      setTimeout(() => table.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)?.focus()),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const row = Math.min(Math.max(focus.row + step[0], 0), lines.length - 1);
    focusAt(row, Math.min(Math.max(focus.column + step[1], 0), matrix.rules.length));
  };
  const active = { row: Math.min(focus.row, lines.length - 1), column: Math.min(focus.column, matrix.rules.length) };
  return (
    <>
      <p class="muted no-print">{say('matrixHint')}</p>
      {matrix.rules.length < whole.rules.length && (
        <p>
          {say('matrixWorst', { n: matrix.rules.length, all: whole.rules.length })}{' '}
          <button type="button" onClick={() => setWhole(true)}>
            {say('showAll', { n: whole.rules.length })}
          </button>
        </p>
      )}
      <section class="scroll matrix" ref={seen.container} aria-label={say('matrix')}>
        <table
          ref={table}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the grid of the ARIA authoring practices
          role="grid"
          aria-label={say('matrix')}
          aria-rowcount={lines.length + 1}
          aria-colcount={matrix.rules.length + 1}
          onKeyDown={onKeyDown}
        >
          <thead>
            <tr>
              <th scope="col" class="corner">
                {say('account')}
              </th>
              {matrix.rules.map(({ name, severity }) => (
                <th scope="col" key={name} class="rule-name" title={`${name} (${severity})`}>
                  <span>{shown(name, 60)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {first > 0 && <Space rows={first} columns={matrix.rules.length + 1} />}
            {lines.slice(first, last).map((line, at) => (
              <Row
                key={line.key}
                line={line}
                row={first + at}
                rules={matrix.rules.map(({ name }) => name)}
                active={active}
                isOpen={isOpen(line.unit)}
                onToggle={() => toggle(line.unit)}
                onFocus={(column) => setFocus({ row: first + at, column })}
              />
            ))}
            {last < lines.length && <Space rows={lines.length - last} columns={matrix.rules.length + 1} />}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** The severest rules, and the chosen one. */
function worstOf(matrix: Matrix, chosen: string | undefined): Matrix {
  const rules = matrix.rules.filter(({ name }, at) => at < RULES_AT_FIRST || name === chosen);
  return rules.length === matrix.rules.length ? matrix : { ...matrix, rules };
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  PageDown: [10, 0],
  PageUp: [-10, 0],
};

function linesOf({ groups }: Matrix, isOpen: (unit: string) => boolean): readonly Line[] {
  return groups.flatMap(({ unit, accounts, cells }): readonly Line[] => [
    { key: `unit ${unit}`, unit, account: null, name: unit, members: accounts.length, cells },
    ...(isOpen(unit) ? accounts.map((one) => ({ key: one.account, unit, members: 0, ...one })) : []),
  ]);
}

interface RowProps {
  readonly line: Line;
  readonly row: number;
  readonly rules: readonly string[];
  readonly active: { readonly row: number; readonly column: number };
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onFocus: (column: number) => void;
}

function Row({ line, row, rules, active, isOpen, onToggle, onFocus }: RowProps) {
  const { place, say } = usePage();
  const tab = (column: number): number => (active.row === row && active.column === column ? 0 : -1);
  const isUnit = line.account === null;
  const open = (rule: string): void =>
    goTo({
      ...place,
      rule,
      ...(isUnit ? { unit: line.unit || undefined, account: undefined } : { account: line.account ?? undefined }),
    });
  return (
    <tr class={isUnit ? 'group' : ''} aria-rowindex={row + 2}>
      <th scope="row">
        {isUnit ? (
          <button
            type="button"
            data-cell={`${row}:0`}
            tabIndex={tab(0)}
            aria-expanded={isOpen}
            onClick={onToggle}
            onFocus={() => onFocus(0)}
          >
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span> {line.name === '' ? say('root') : shown(line.name, 60)}{' '}
            <span class="muted">{line.members}</span>
          </button>
        ) : (
          <a
            href={`#/overview?account=${line.account}`}
            data-cell={`${row}:0`}
            tabIndex={tab(0)}
            onFocus={() => onFocus(0)}
          >
            {shown(line.name, 60)}
          </a>
        )}
      </th>
      {rules.map((rule, at) => {
        const cell = line.cells.get(rule);
        const label = cell === undefined ? '' : labelOf(cell, say);
        const isChosen = place.rule === rule && place.account === line.account && !isUnit;
        return (
          <td key={rule} class={`${cell?.state ?? ''} ${isChosen ? 'chosen' : ''}`}>
            <button
              type="button"
              data-cell={`${row}:${at + 1}`}
              tabIndex={tab(at + 1)}
              aria-pressed={isChosen}
              onFocus={() => onFocus(at + 1)}
              onClick={() => open(rule)}
              aria-label={`${line.name || say('root')}, ${rule}: ${label}`}
            >
              {cell && <Mark shape={cell.state} />}
              {cell && shortCount(cell)}
            </button>
          </td>
        );
      })}
    </tr>
  );
}

function labelOf(cell: MatrixCell, say: ReturnType<typeof usePage>['say']): string {
  const state = say(STATE_WORDS[cell.state]);
  return cell.count > 0 ? `${state} ${countOf(cell, say)}` : state;
}

/** `25+` where AWS counts no further: a column is narrow. */
function shortCount({ count: value, isAtLeast }: MatrixCell): string {
  return value > 0 ? ` ${count(value)}${isAtLeast ? '+' : ''}` : '';
}

function Space({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  return (
    <tr class="space">
      <td colSpan={columns} style={{ height: `${rows * ROW}px` }} />
    </tr>
  );
}
