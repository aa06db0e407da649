import { EXIT } from '../../domain/errors.ts';
import { reportById } from '../../reports/catalog.ts';
import { headings } from '../../reports/render/words.ts';
import type { Language, Report } from '../../reports/report.ts';
import { alignRows } from '../render/text.ts';
import type { Session } from '../session.ts';

export interface ShowOptions {
  readonly name: string;
  readonly language: Language;
}

export async function run({ terminal, options }: Session, { name, language }: ShowOptions): Promise<number> {
  const report = reportById(name);
  // The command line let no other name pass.
  if (report === undefined) throw new Error(`There is no report ${name}.`);
  terminal.out(options.json ? `${JSON.stringify(report, null, 2)}\n` : describe(report, language));
  return EXIT.done;
}

function describe(report: Report, language: Language): string {
  const facts = alignRows([
    ['severity', report.severity],
    ['for', report.audience],
    ...(report.cis === undefined ? [] : [['benchmark', `CIS AWS Foundations ${report.cis}`]]),
    ['tables', report.tables.join(', ')],
    ...Object.entries(report.parameters ?? {}).map(([key, value]) => [`--set ${key}=`, [value].flat().join(',')]),
  ]);
  const titles = headings(report, language);
  const columns = alignRows(report.columns.map((name, index) => [`  ${name}`, titles[index] ?? '']));
  return [report.title[language], report.question[language], '', ...facts, '', ...columns, '', report.sql].join('\n');
}
