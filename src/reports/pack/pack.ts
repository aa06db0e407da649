import { forHtml } from '../../domain/text/media.ts';
import { isAnswered } from '../answer.ts';
import { renderCsv } from '../render/csv.ts';
import { page, renderSection } from '../render/html.ts';
import { zonedText } from '../render/reader.ts';
import { TOPICS } from '../report.ts';
import { TOPIC_WORDS } from '../topic-words.ts';
import { controlsAsCsv, renderControls } from './controls.ts';
import { renderCover } from './cover.ts';
import { packAsData } from './data.ts';
import { renderExceptions } from './exceptions.ts';
import type { PackInput } from './input.ts';
import { renderSummary } from './summary.ts';
import { WORDS } from './words.ts';

export interface PackFile {
  /** Below the folder of the pack. */
  readonly path: string;
  readonly text: string;
}

/** What an auditor is handed for a period: one page to read and print, and every table as CSV. */
export function makePack(input: PackInput): readonly PackFile[] {
  const tables = input.outcomes
    .filter(isAnswered)
    .map((answer) => ({ path: `data/${answer.report.id}.csv`, text: renderCsv(answer) }));
  const controls =
    input.controls === null ? [] : [{ path: 'data/controls.csv', text: controlsAsCsv(input, input.controls) }];
  const data = { path: 'pack.json', text: `${JSON.stringify(packAsData(input), null, 2)}\n` };
  return [{ path: `report-${input.period.name}.html`, text: renderPage(input) }, data, ...controls, ...tables];
}

function renderPage(input: PackInput): string {
  const { outcomes, period, reader, source, version } = input;
  const { language } = reader;
  const title = `${WORDS.title[language]} ${period.name}`;
  const chapters = TOPICS.flatMap((topic) => {
    const sections = outcomes.filter(({ report }) => report.topic === topic);
    if (sections.length === 0) return [];
    const body = sections.map((outcome) => renderSection(outcome, reader)).join('\n');
    return [`<h1 class="chapter">${TOPIC_WORDS[topic][language]}</h1>\n${body}`];
  });
  const body = [
    `<h1>${forHtml(title)}</h1>`,
    renderCover(input),
    renderSummary(input),
    renderControls(input),
    renderExceptions(input),
    ...chapters,
  ].join('\n');
  return page({
    title: `${title} · ${source}`,
    language,
    footer: `metsuke ${version} · ${zonedText(input.madeAt, reader)}`,
    body,
  });
}
