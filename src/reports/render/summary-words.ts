import type { Result } from '../answer.ts';
import type { Language, Text } from '../language.ts';

/** What a summary of many reports says. */
export const SUMMARY = {
  title: { en: 'Summary', ja: '概要' },
  severity: { en: 'Severity', ja: '重要度' },
  reports: { en: 'Reports', ja: 'レポート数' },
  report: { en: 'Report', ja: 'レポート' },
  rows: { en: 'Rows', ja: '件数' },
  every: { en: 'every report', ja: 'すべてのレポート' },
} as const satisfies Record<string, Text>;

/** Headings, and what the reports of each kind are listed under. */
export const RESULT_WORDS: Readonly<Record<Result, Text>> = {
  found: { en: 'Found something', ja: '該当あり' },
  nothing: { en: 'Nothing found', ja: '該当なし' },
  incomplete: { en: 'In part', ja: '一部のみ' },
  'no-logs': { en: 'No logs', ja: 'ログなし' },
  'not-evaluated': { en: 'Not evaluated', ja: '評価不能' },
};

export function noLogsText(names: string, language: Language): string {
  if (language === 'ja') return `対象期間のログがないため判定できません: ${names}`;
  return `No log of this period, so that nothing is known: ${names}`;
}

/** Nothing among what was read, while something is missing. */
export function incompleteText(names: string, language: Language): string {
  if (language === 'ja') return `読み取れた範囲では該当なし（欠けあり）: ${names}`;
  return `Nothing found in what was read, while something is missing: ${names}`;
}

/** Objects that could not be read are named before, one by one. */
export function readInPartText(names: string, language: Language): string {
  if (language === 'ja') return `読み取れないオブジェクトがあるため不完全です: ${names}`;
  return `Read in part, since objects could not be read: ${names}`;
}

export interface Counts {
  readonly reports: number;
  readonly found: number;
  readonly rows: string;
  readonly notEvaluated: number;
}

export function conclusionText({ reports, found, rows, notEvaluated }: Counts, language: Language): string {
  if (language === 'ja') {
    const unknown = notEvaluated > 0 ? `、評価できなかったもの ${notEvaluated}` : '';
    return `${reports} レポート中、該当あり ${found}（${rows} 件）${unknown}。`;
  }
  const unknown = notEvaluated > 0 ? ` ${notEvaluated} could not be evaluated.` : '';
  return `${found} of ${reports} reports found something: ${rows} ${rows === '1' ? 'row' : 'rows'}.${unknown}`;
}
