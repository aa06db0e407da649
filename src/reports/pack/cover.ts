import { forHtml } from '../../domain/text/media.ts';
import { isAnswered } from '../answer.ts';
import { renderBasis } from '../render/html.ts';
import { accountText, type Reader, zonedText } from '../render/reader.ts';
import { severityText } from '../render/severity-words.ts';
import { periodText } from '../render/words.ts';
import { changeText, countBySeverity, countText } from './counts.ts';
import type { PackInput } from './input.ts';
import { judge } from './verdict.ts';
import { WORDS } from './words.ts';

/** The first page: of what, of when, how far it goes, what became of it since the period before, and who answers for it. */
export function renderCover(input: PackInput): string {
  return `<div class="cover">
${facts(input)}
<h2>${WORDS.basis[input.reader.language]}</h2>
${completeness(input)}
${bySeverity(input)}
${signOff(input.reader)}
</div>`;
}

function facts(input: PackInput): string {
  const { period, before, reader, source, madeAt, version } = input;
  const { language } = reader;
  const lines: readonly (readonly [keyof typeof WORDS, string])[] = [
    ['period', spanText(period, reader)],
    ...(before === null ? [] : [['before', spanText(period.before, reader)] as const]),
    ['organization', source],
    ['scope', scopeText(input)],
    ['made', zonedText(madeAt, reader)],
    ['tool', `metsuke ${version}`],
  ];
  const rows = lines.map(
    ([name, text]) => `<tr><th scope="row">${WORDS[name][language]}</th><td>${forHtml(text)}</td></tr>`,
  );
  return `<table class="facts"><tbody>${rows.join('\n')}</tbody></table>`;
}

function spanText(period: PackInput['period']['before'], { language, timeZone }: Reader): string {
  return periodText({ period }, language, timeZone).replace(/^対象期間 /, '');
}

/** So many accounts are named on a cover; the rest is counted. */
const MOST_ACCOUNTS = 20;

function scopeText({ scope: { units, accounts }, reader }: PackInput): string {
  const { language } = reader;
  const comma = language === 'ja' ? '、' : ', ';
  if (accounts === null) return WORDS.wholeOrganization[language];
  const named = accounts.slice(0, MOST_ACCOUNTS).map((id) => accountText(id, reader));
  const rest = accounts.length - named.length;
  const more = rest === 0 ? [] : [language === 'ja' ? `ほか ${rest} 件` : `and ${rest} more`];
  const of = units.length === 0 ? '' : `${WORDS.units[language]}: ${units.join(comma)} · `;
  return `${of}${WORDS.accounts[language]}: ${[...named, ...more].join(comma)}`;
}

/** An auditor must know what was not looked at. */
function completeness({ outcomes, reader }: PackInput): string {
  const { language, timeZone } = reader;
  const { kind, basis } = judge(outcomes);
  const verdict = `<p${kind === 'complete' ? '' : ' class="warning"'}>${WORDS[kind][language]}</p>`;
  if (basis === undefined) return verdict;
  const answers = outcomes.filter(isAnswered);
  const keys = new Map(answers.flatMap(({ problems }) => problems.map(({ key, problem }) => [key, problem] as const)));
  const items = [...keys].map(([key, problem]) => `<li>${forHtml(`${key} ${problem}`)}</li>`);
  return [
    verdict,
    renderBasis(basis, reader),
    ...(timeZone === 'UTC' ? [] : [`<p class="about">${WORDS.utcDays[language]}</p>`]),
    ...(items.length === 0 ? [] : [`<p>${WORDS.incomplete[language]}</p>\n<ul>${items.join('')}</ul>`]),
  ].join('\n');
}

function bySeverity(input: PackInput): string {
  const { language } = input.reader;
  const isCompared = input.before !== null;
  const heads = [WORDS.severity, WORDS.reports, WORDS.now, ...(isCompared ? [WORDS.earlier, WORDS.change] : [])];
  const rows = countBySeverity(input).map(({ severity, reports, now, before }) => {
    const compared = before === null ? [] : [countText(before, language), changeText(now, before)];
    const numbers = [reports.toLocaleString('en-US'), countText(now, language), ...compared];
    return `<tr><th scope="row">${severityText(severity, language)}</th>${numbers.map((text) => `<td class="number">${text}</td>`).join('')}</tr>`;
  });
  return `<h2>${WORDS.findings[language]}</h2>
<table><thead><tr>${heads.map((head, index) => `<th scope="col"${index === 0 ? '' : ' class="number"'}>${head[language]}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>
<p class="about">${WORDS.comparisonNote[language]}</p>`;
}

function signOff({ language }: Reader): string {
  const heads = [WORDS.role, WORDS.name, WORDS.date, WORDS.signature].map(
    (head) => `<th scope="col">${head[language]}</th>`,
  );
  const rows = [WORDS.prepared, WORDS.reviewed, WORDS.approved].map(
    (role) => `<tr><th scope="row">${role[language]}</th><td></td><td></td><td></td></tr>`,
  );
  return `<h2>${WORDS.signOff[language]}</h2>
<table class="signatures"><thead><tr>${heads.join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>
<h3>${WORDS.remarks[language]}</h3>
<div class="remarks"></div>`;
}
