import { type AccountCoverage, type Coverage, type DayCoverage, dayRange, type Gap } from '../../archive/coverage.ts';
import type { Terminal } from '../terminal.ts';
import { alignRows, countOf } from './text.ts';

export interface CoverageStyle {
  /** A line for every region. */
  readonly regions: boolean;
  readonly style: Terminal['style'];
}

/** A line an account with a mark for every day: full where there are log files, a dot where there are none. */
export function renderCoverage(coverage: Coverage, { regions, style }: CoverageStyle): string {
  const { firstDay, lastDay, accounts, compacted } = coverage;
  const days = dayRange(firstDay, lastDay);
  const rows = accounts.flatMap((account) => [
    rowOf(
      account.account,
      account.regions.flatMap((region) => region.days),
      account.gaps,
      days,
      style,
    ),
    ...(regions ? account.regions.map((region) => rowOf(`  ${region.region}`, region.days, [], days, style)) : []),
  ]);
  const lines = [
    style.bold(`Log files of CloudTrail, delivered ${firstDay} to ${lastDay}`),
    '',
    ...(rows.length === 0 ? ['There are none.'] : alignRows(rows)),
    '',
    gapLine(accounts),
  ];
  if (compacted.days > 0) lines.push(`${compacted.current} of ${countOf(compacted.days, 'day')} compacted.`);
  return `${lines.join('\n')}\n`;
}

/** More days than fit a line are only counted. */
const DAYS_OF_A_LINE = 62;

function rowOf(
  name: string,
  covered: readonly DayCoverage[],
  gaps: readonly Gap[],
  days: readonly string[],
  style: Terminal['style'],
): readonly string[] {
  const seen = new Set(covered.map(({ day }) => day));
  const isGap = (day: string): boolean => gaps.some(({ from, to }) => from <= day && day <= to);
  const mark = (day: string): string => (seen.has(day) ? '█' : isGap(day) ? style.red('✗') : style.dim('·'));
  const files = covered.reduce((sum, each) => sum + each.files, 0);
  const bytes = covered.reduce((sum, each) => sum + each.bytes, 0);
  const marks = days.length > DAYS_OF_A_LINE ? `${seen.size} of ${days.length} days` : days.map(mark).join('');
  return [name, marks, countOf(files, 'file'), `${(bytes / 1_000_000).toFixed(1)} MB`, gaps.map(gapText).join(', ')];
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
