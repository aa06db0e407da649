import { type Answer, isAnswered, type Outcome, resultOf } from '../answer.ts';
import { COLUMNS } from '../columns.ts';
import type { Language } from '../language.ts';
import type { Period } from '../period.ts';
import { type Reader, timeText } from './reader.ts';

export function headings(
  { columns }: Pick<Answer, 'columns'>,
  language: Language,
  timeZone = 'UTC',
): readonly string[] {
  return columns.map((name) =>
    name in COLUMNS ? COLUMNS[name as keyof typeof COLUMNS][language].replace('UTC', timeZone) : name,
  );
}

/** `2026-10-01 to 2026-10-31`, the last day being meant whole; moments where they are not days. */
export function periodText(
  { period }: Pick<Answer, 'period'>,
  language: Language,
  timeZone: Reader['timeZone'] = 'UTC',
): string {
  const [begin, end] = endsOf(period, timeZone);
  return language === 'ja' ? `対象期間 ${begin} 〜 ${end}（${timeZone}）` : `${begin} to ${end} (${timeZone})`;
}

/** Days where both ends are midnights, else moments. */
function endsOf({ from, to }: Period, timeZone: string): readonly [string, string] {
  const [begin, end] = [timeText(from, { timeZone }), timeText(to, { timeZone })];
  if (begin.endsWith(' 00:00:00') && end.endsWith(' 00:00:00')) {
    const last = new Date(Date.parse(to) - 1000).toISOString();
    return [begin.slice(0, 10), timeText(last, { timeZone }).slice(0, 10)];
  }
  return timeZone === 'UTC' ? [from, to] : [begin, end];
}

export function rowCountText({ rows, isCut }: Pick<Answer, 'rows' | 'isCut'>, language: Language): string {
  const count = rows.length.toLocaleString('en-US');
  if (language === 'ja') return isCut ? `先頭の ${count} 件（ほかにもあります）` : `${count} 件`;
  if (isCut) return `the first ${count} rows; there are more`;
  return rows.length === 1 ? '1 row' : `${count} rows`;
}

/** Below a table that is too wide for the terminal. */
export function leftOutText(titles: readonly string[], language: Language): string {
  if (language === 'ja') return `幅が足りないため、次の列は省略しました: ${titles.join('、')}`;
  return `Not shown, because the terminal is too narrow: ${titles.join(', ')}.`;
}

/** Of a report without rows. */
export function emptyText(outcome: Outcome, language: Language): string {
  if (!isAnswered(outcome))
    return language === 'ja' ? `評価不能: ${outcome.reason}` : `Not evaluated: ${outcome.reason}`;
  if (resultOf(outcome) === 'incomplete') {
    return language === 'ja'
      ? '読み取れた範囲では該当なし。欠けているものがあります（下記）'
      : 'Nothing found in what was read; something is missing, see below.';
  }
  if (resultOf(outcome) === 'no-logs') {
    return language === 'ja'
      ? '対象期間のログがないため、判定できません'
      : 'There is no log of this period, so that nothing is known.';
  }
  return language === 'ja' ? '該当なし' : 'Nothing found.';
}

/** Below the first rows of a table that is too long for a terminal. */
export function moreText({ rows, isCut }: Pick<Answer, 'rows' | 'isCut'>, shown: number, language: Language): string {
  const count = `${(rows.length - shown).toLocaleString('en-US')}${isCut ? '+' : ''}`;
  if (language === 'ja') return `ほか ${count} 件。すべて見るには --out フォルダ（ファイルに書く）または --format csv`;
  return `${count} more: --out FOLDER writes all of them to files, --format csv prints them`;
}
