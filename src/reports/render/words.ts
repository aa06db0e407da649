import { type Answer, isAnswered, type Outcome, resultOf } from '../answer.ts';
import { COLUMNS } from '../columns.ts';
import type { Language } from '../language.ts';
import { lastDayOf } from '../period.ts';

export function headings({ columns }: Pick<Answer, 'columns'>, language: Language): readonly string[] {
  return columns.map((name) => (name in COLUMNS ? COLUMNS[name as keyof typeof COLUMNS][language] : name));
}

/** `2026-10-01 to 2026-10-31`, the last day being meant whole; moments where they are not days. */
export function periodText({ period: { from, to } }: Pick<Answer, 'period'>, language: Language): string {
  const isDays = from.endsWith('T00:00:00Z') && to.endsWith('T00:00:00Z');
  const [begin, end] = isDays ? [from.slice(0, 10), lastDayOf({ to })] : [from, to];
  return language === 'ja' ? `対象期間 ${begin} 〜 ${end}（UTC）` : `${begin} to ${end} (UTC)`;
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
