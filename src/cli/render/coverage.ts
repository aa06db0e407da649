import { type AccountCoverage, type Coverage, type DayCoverage, dayRange, type Gap } from '../../archive/coverage.ts';
import { say } from '../../domain/say.ts';
import { countOf, listed } from '../../domain/text/phrases.ts';
import type { Terminal, View } from '../terminal.ts';
import type { Cell } from './pieces.ts';
import { layRows } from './rows.ts';
import { paragraph } from './wrap.ts';

export interface CoverageStyle {
  /** A line for every region. */
  readonly regions: boolean;
  readonly view: View;
}

/** A line an account with a mark for every day: full where there are log files, a dot where there are none. */
export function renderCoverage(coverage: Coverage, { regions, view }: CoverageStyle): string {
  const { firstDay, lastDay, accounts, compacted } = coverage;
  const { style, screen } = view;
  const days = dayRange(firstDay, lastDay);
  const areMarked = days.length <= Math.min(DAYS_OF_A_LINE, screen.width - BESIDE_THE_MARKS);
  const marks = (covered: readonly DayCoverage[], gaps: readonly Gap[]): Cell =>
    areMarked ? markDays(covered, gaps, { days, style }) : say`${daysOf(covered).size} of ${days.length} days`;
  const rows = accounts.flatMap(({ account, regions: places, gaps }) => {
    const covered = places.flatMap((place) => place.days);
    return [
      [account, marks(covered, gaps), ...amountOf(covered), listed(gaps.map(gapText))],
      ...(regions ? places.map((place) => [`  ${place.region}`, marks(place.days, []), ...amountOf(place.days)]) : []),
    ];
  });
  const lines = [
    ...paragraph(
      [{ text: say`Log files of CloudTrail, delivered ${firstDay} to ${lastDay}`, paint: style.bold }],
      screen,
    ),
    '',
    ...(rows.length === 0
      ? [say`There are none.`]
      : layRows(
          rows.map((cells) => ({ cells })),
          { screen },
        ).flat()),
    '',
    ...paragraph(gapLine(accounts), screen),
  ];
  if (compacted.days > 0) lines.push(say`${compacted.current} of ${countOf(compacted.days, 'day')} compacted.`);
  return `${lines.join('\n')}\n`;
}

/** More days than fit a line are only counted. */
const DAYS_OF_A_LINE = 62;
/** An account, its files and their size. */
const BESIDE_THE_MARKS = 40;

function markDays(
  covered: readonly DayCoverage[],
  gaps: readonly Gap[],
  { days, style }: { readonly days: readonly string[]; readonly style: Terminal['style'] },
): Cell {
  const seen = daysOf(covered);
  const isGap = (day: string): boolean => gaps.some(({ from, to }) => from <= day && day <= to);
  const text = days.map((day) => (seen.has(day) ? '█' : isGap(day) ? '✗' : '·')).join('');
  const paint = (marks: string): string => marks.replaceAll(/✗+/g, style.red).replaceAll(/·+/g, style.dim);
  return { text, paint };
}

function daysOf(covered: readonly DayCoverage[]): ReadonlySet<string> {
  return new Set(covered.map(({ day }) => day));
}

function amountOf(covered: readonly DayCoverage[]): readonly string[] {
  const files = covered.reduce((sum, each) => sum + each.files, 0);
  const bytes = covered.reduce((sum, each) => sum + each.bytes, 0);
  return [countOf(files, 'file'), `${(bytes / 1_000_000).toFixed(1)} MB`];
}

function gapText({ from, to, isOpen }: Gap): string {
  if (isOpen) return say`stopped: nothing since ${from}`;
  return from === to ? say`nothing on ${from}` : say`nothing from ${from} to ${to}`;
}

function gapLine(accounts: readonly AccountCoverage[]): string {
  const stopped = accounts.filter(({ gaps }) => gaps.some(({ isOpen }) => isOpen)).length;
  const broken = accounts.filter(({ gaps }) => gaps.length > 0).length;
  if (broken === 0) return say`${countOf(accounts.length, 'account')}, no gaps.`;
  const all = countOf(accounts.length, 'account');
  if (stopped === 0) return say`${all}, ${broken} with gaps.`;
  return say`${all}, ${broken} with gaps; of ${countOf(stopped, 'account')} the logs have stopped.`;
}
