import { forMarkdown } from '../../domain/text/media.ts';
import type { Value } from '../../query/engine.ts';
import { isAnswered, type Outcome } from '../answer.ts';
import type { Language } from '../language.ts';
import { basisLines } from './basis-words.ts';
import { emptyText, headings, periodText, rowCountText } from './words.ts';

export function renderMarkdown(answer: Outcome, language: Language): string {
  const { report } = answer;
  const lines = [`## ${report.title[language]}`, '', report.question[language], '', periodText(answer, language), ''];
  if (!isAnswered(answer)) return [...lines, forMarkdown(emptyText(answer, language)), ''].join('\n');
  const basis = basisLines(answer.basis, language).map(({ text }) => `- ${forMarkdown(text)}`);
  if (answer.rows.length === 0) return [...lines, emptyText(answer, language), '', ...basis, ''].join('\n');
  const titles = headings(answer, language).map(forMarkdown);
  const table = [titles, titles.map(() => '---'), ...answer.rows.map((row) => row.map(markdownCell))];
  return [
    ...lines,
    ...table.map((cells) => `| ${cells.join(' | ')} |`),
    '',
    rowCountText(answer, language),
    '',
    ...basis,
    '',
  ].join('\n');
}

function markdownCell(value: Value): string {
  return typeof value === 'string' ? forMarkdown(value) : String(value ?? '');
}
