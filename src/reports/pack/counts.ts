import type { Outcome } from '../answer.ts';
import { type RowCount, rowsOf } from '../compare.ts';
import type { Language } from '../language.ts';
import { isOfFindings } from '../render/severity-words.ts';
import { SEVERITIES, type Severity } from '../report.ts';
import { type PackInput, UNKNOWN } from './input.ts';
import { WORDS } from './words.ts';

export interface SeverityCount {
  readonly severity: Severity;
  /** Reports that found something. */
  readonly reports: number;
  readonly now: RowCount;
  /** Null: not asked. */
  readonly before: RowCount | null;
}

/** Findings alone, by severity. */
export function countBySeverity({ outcomes, before }: PackInput): readonly SeverityCount[] {
  return SEVERITIES.flatMap((severity) => {
    const these = outcomes.filter(({ report }) => report.severity === severity && isOfFindings(report));
    if (these.length === 0) return [];
    const counts = these.map(rowsOf);
    return [
      {
        severity,
        reports: counts.filter(({ rows }) => rows !== null && rows > 0).length,
        now: sumOf(counts),
        before: before === null ? null : sumOf(these.map((each) => beforeOf(each, before))),
      },
    ];
  });
}

export function beforeOf({ report }: Outcome, before: NonNullable<PackInput['before']>): RowCount {
  return before.get(report.id) ?? UNKNOWN;
}

/** What is not known of one report makes the sum a part. */
function sumOf(counts: readonly RowCount[]): RowCount {
  const known = counts.flatMap(({ rows }) => (rows === null ? [] : [rows]));
  if (known.length === 0) return UNKNOWN;
  const isInPart = known.length < counts.length || counts.some((each) => each.isInPart);
  return { rows: known.reduce((sum, rows) => sum + rows, 0), isInPart };
}

/** `12`, `≥ 1,234`, `not known`. */
export function countText({ rows, isInPart }: RowCount, language: Language): string {
  if (rows === null) return WORDS.unknown[language];
  return `${isInPart ? '≥ ' : ''}${rows.toLocaleString('en-US')}`;
}

/** Only between what is known whole. */
export function changeText(now: RowCount, before: RowCount): string {
  if (now.rows === null || before.rows === null || now.isInPart || before.isInPart) return '–';
  const change = now.rows - before.rows;
  return change > 0 ? `+${change.toLocaleString('en-US')}` : change.toLocaleString('en-US').replace('-', '−');
}
