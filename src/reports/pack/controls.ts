import { localDate } from '../../domain/local-time.ts';
import { forHtml } from '../../domain/text/media.ts';
import { isAnswered, type Outcome, resultOf } from '../answer.ts';
import { rowsOf } from '../compare.ts';
import type { Framework, MappedControl } from '../frameworks/framework.ts';
import type { Language, Text } from '../language.ts';
import { breakable } from '../render/cell.ts';
import { renderCsv } from '../render/csv.ts';
import { emptyText } from '../render/words.ts';
import { countText } from './counts.ts';
import { isExpired } from './exceptions.ts';
import type { PackControls, PackInput } from './input.ts';
import { WORDS } from './words.ts';

/** A requirement with all that is known of it. */
interface Row {
  readonly requirement: string;
  readonly controls: readonly MappedControl[];
  readonly outcomes: readonly Outcome[];
}

/** Each requirement of each framework: what AWS Config recorded, what the reports found, where that stands, and what does not count. */
export function renderControls(input: PackInput): string {
  const { controls, reader } = input;
  if (controls === null) return '';
  const { language } = reader;
  const parts = controls.frameworks.map((framework) => renderFramework(framework, controls, input));
  return `<h1 class="chapter">${WORDS.controls[language]}</h1>
<p class="about">${WORDS.controlsNote[language]}</p>
${isReadInPart(input) ? `<p class="warning">${WORDS.statesInPart[language]}</p>\n` : ''}${parts.join('\n')}`;
}

/** States are of the same objects as the reports about nothing but compliance, which name those that could not be read. */
function isReadInPart({ outcomes }: PackInput): boolean {
  return outcomes
    .filter(isAnswered)
    .some(
      ({ report, basis }) => report.tables.every((table) => table === 'config_compliance') && basis.skipped.length > 0,
    );
}

/** Every requirement, mapped or not, for programs. */
export function controlsAsCsv(input: PackInput, { frameworks, states }: PackControls): string {
  const columns = [
    'framework',
    'requirement',
    'mapped',
    'control',
    'rule',
    'noncompliant',
    'compliant',
    'report',
    'result',
  ];
  const rows = frameworks.flatMap((framework) =>
    framework.requirements.flatMap((requirement) => {
      const { controls, outcomes } = rowOf(requirement, framework, input.outcomes);
      const isMapped = isKnown({ requirement, controls, outcomes });
      const about = [framework.id, requirement, isMapped] as const;
      const ofRules = controls.map(({ control, rule }) => {
        const state = rule === null ? undefined : states?.get(rule);
        return [...about, control, rule, state?.nonCompliant ?? null, state?.compliant ?? null, null, null];
      });
      const ofReports = outcomes.map((each) => [...about, null, null, null, null, each.report.id, resultOf(each)]);
      return isMapped ? [...ofRules, ...ofReports] : [[...about, null, null, null, null, null, null]];
    }),
  );
  return renderCsv({ columns, rows });
}

function renderFramework(framework: Framework, controls: PackControls, input: PackInput): string {
  const { language } = input.reader;
  const title = `<h2>${framework.title[language]}</h2>`;
  const rows = framework.requirements.map((requirement) => rowOf(requirement, framework, input.outcomes));
  const mapped = rows.filter(isKnown);
  const unmapped = rows.filter((row) => !isKnown(row)).map(({ requirement }) => requirement);
  const rest =
    unmapped.length === 0
      ? ''
      : `<p><strong>${WORDS.notMapped[language]} (${unmapped.length}):</strong> ${unmapped.join(', ')}</p>`;
  if (mapped.length === 0) return `${title}\n<p class="warning">${WORDS.noMapping[language]}</p>\n${rest}`;
  const heads = [WORDS.requirement, WORDS.rules, WORDS.reportsOf, WORDS.evidence, WORDS.exceptionsOf];
  const body = mapped.map((row) => renderRow(row, controls, input)).join('\n');
  const head = heads.map((each) => `<th scope="col">${each[language]}</th>`).join('');
  return `${title}
${sources(framework, language)}
<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>
${rest}`;
}

function rowOf(requirement: string, framework: Framework, outcomes: readonly Outcome[]): Row {
  const controls = framework.controls[requirement] ?? [];
  return {
    requirement,
    controls,
    outcomes: framework.isOfReports ? outcomes.filter(({ report }) => report.cis === requirement) : [],
  };
}

function isKnown({ controls, outcomes }: Row): boolean {
  return controls.length + outcomes.length > 0;
}

function renderRow(row: Row, { states }: PackControls, input: PackInput): string {
  const { language } = input.reader;
  const rules = row.controls.map((each) => `<li>${ruleState(each, states, language)}</li>`);
  const reports = row.outcomes.map((each) => `<li>${reportState(each, language)}</li>`);
  const cells = [
    row.requirement,
    rules.length === 0 ? '' : `<ul class="plain">${rules.join('')}</ul>`,
    reports.length === 0 ? '' : `<ul class="plain">${reports.join('')}</ul>`,
    evidenceOf(row, states).map(breakable).join('<br>'),
    exceptionsOf(row, input).map(forHtml).join('<br>'),
  ];
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function ruleState(
  { control, rule, parts }: MappedControl,
  states: PackControls['states'],
  language: Language,
): string {
  const name = `${control}${parts === undefined ? '' : ` (${parts.join(', ')})`}`;
  if (rule === null) return `${name}: <span class="warning">${WORDS.noRule[language]}</span>`;
  const state = states?.get(rule);
  const about = `${name}: ${breakable(rule)}, `;
  if (states === null) return `${about}<span class="warning">${WORDS.unreadRules[language]}</span>`;
  if (state === undefined) return `${about}<span class="warning">${WORDS.noResult[language]}</span>`;
  const bad = countOfState(state.nonCompliant, WORDS.nonCompliant, language);
  const good = countOfState(state.compliant, WORDS.compliant, language);
  return `${about}${state.nonCompliant > 0 ? `<span class="warning">${bad}</span>` : bad}, ${good}`;
}

function countOfState(count: number, word: Text, language: Language): string {
  const number = count.toLocaleString('en-US');
  return language === 'ja' ? `${word.ja} ${number}` : `${number} ${word.en}`;
}

function reportState(outcome: Outcome, language: Language): string {
  const { id, title } = outcome.report;
  const link = `<a href="#${id}">${forHtml(title[language])}</a>`;
  const result = resultOf(outcome);
  if (result === 'found') return `${link}: <span class="warning">${countText(rowsOf(outcome), language)}</span>`;
  const text = forHtml(emptyText(outcome, language));
  return `${link}: ${result === 'nothing' ? text : `<span class="warning">${text}</span>`}`;
}

/** Files of this pack. */
function evidenceOf({ controls, outcomes }: Row, states: PackControls['states']): readonly string[] {
  const isRecorded = controls.some(({ rule }) => rule !== null && states?.has(rule));
  return [
    ...(isRecorded ? ['data/controls.csv'] : []),
    ...outcomes.filter(isAnswered).map(({ report }) => `data/${report.id}.csv`),
  ];
}

function exceptionsOf({ controls }: Row, { exceptions, madeAt, reader }: PackInput): readonly string[] {
  const rules = new Set(controls.map(({ rule }) => rule));
  const today = localDate(madeAt, reader.timeZone);
  return (exceptions ?? [])
    .filter((each) => each.rule !== null && rules.has(each.rule) && !isExpired(each, today))
    .map(({ rule, where, expires }) => `${rule}: ${where.join(', ')} (${expires})`);
}

function sources({ sources: all }: Framework, language: Language): string {
  const items = all.map(
    ({ title, address, readOn }) => `${forHtml(title)}, ${breakable(address)}, ${WORDS.readOn[language]} ${readOn}`,
  );
  return `<p class="about">${WORDS.source[language]}: ${items.join('; ')}</p>`;
}
