import { EXIT } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { reportById } from '../../reports/catalog.ts';
import type { Language } from '../../reports/language.ts';
import { headings } from '../../reports/render/words.ts';
import type { Report } from '../../reports/report.ts';
import { layRows } from '../render/rows.ts';
import { paragraph } from '../render/wrap.ts';
import type { Session } from '../session.ts';
import type { Screen } from '../terminal.ts';

export interface ShowOptions {
  readonly name: string;
  readonly language: Language;
}

export async function run({ terminal, options }: Session, { name, language }: ShowOptions): Promise<number> {
  const report = reportById(name);
  // The command line let no other name pass.
  if (report === undefined) throw new Error(`There is no report ${name}.`);
  terminal.out(
    options.json ? `${JSON.stringify(report, null, 2)}\n` : describe(report, language, terminal.view.screen),
  );
  return EXIT.done;
}

function describe(report: Report, language: Language, screen: Screen): string {
  const facts = [
    [say`severity`, report.severity],
    [say`for`, report.audience],
    ...(report.cis === undefined ? [] : [[say`benchmark`, say`CIS AWS Foundations ${report.cis}`]]),
    [say`tables`, report.tables.join(', ')],
    ...Object.entries(report.parameters ?? {}).map(([key, value]) => [`--set ${key}=`, [value].flat().join(',')]),
  ].map((cells) => ({ cells }));
  const titles = headings(report, language);
  const columns = report.columns.map((name, index) => ({ cells: [name, titles[index] ?? ''] }));
  return [
    ...paragraph(report.title[language], screen),
    ...paragraph(report.question[language], screen),
    '',
    ...layRows(facts, { screen }).flat(),
    '',
    ...layRows(columns, { screen, indent: '  ' }).flat(),
    '',
    // To be copied: its lines are as they were written.
    report.sql,
  ].join('\n');
}
