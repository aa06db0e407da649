import { type AccountCoverage, type Coverage, type DayCoverage, dayRange, type Gap } from '../../archive/coverage.ts';
import type { Terminal, View } from '../terminal.ts';
import type { Cell } from './pieces.ts';
import { layRows } from './rows.ts';
import { countOf } from './text.ts';

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
    areMarked ? markDays(covered, gaps, { days, style }) : `${daysOf(covered).size} of ${days.length} days`;
  const rows = accounts.flatMap(({ account, regions: places, gaps }) => {
    const covered = places.flatMap((place) => place.days);
    return [
      [account, marks(covered, gaps), ...amountOf(covered), gaps.map(gapText).join(', ')],
      ...(regions ? places.map((place) => [`  ${place.region}`, marks(place.days, []), ...amountOf(place.days)]) : []),
    ];
  });
  const lines = [
    style.bold(`Log files of CloudTrail, delivered ${firstDay} to ${lastDay}`),
    '',
    ...(rows.length === 0
      ? ['There are none.']
      : layRows(
          rows.map((cells) => ({ cells })),
          { screen },
        ).flat()),
    '',
    gapLine(accounts),
  ];
  if (compacted.days > 0) lines.push(`${compacted.current} of ${countOf(compacted.days, 'day')} compacted.`);
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
  if (isOpen) return `stopped: nothing since ${from}`;
  return from === to ? `nothing on ${from}` : `nothing from ${from} to ${to}`;
}

function gapLine(accounts: readonly AccountCoverage[]): string {
  const stopped = accounts.filter(({ gaps }) => gaps.some(({ isOpen }) => isOpen)).length;
  const broken = accounts.filter(({ gaps }) => gaps.length > 0).length;
  if (broken === 0) return `${countOf(accounts.length, 'account')}, no gaps.`;
  const ended = stopped === 0 ? '' : `; of ${countOf(stopped, 'account')} the logs have stopped`;
  return `${countOf(accounts.length, 'account')}, ${broken} with gaps${ended}.`;
}
