import { localDate } from '../../domain/local-time.ts';
import { forHtml } from '../../domain/text/media.ts';
import { breakable } from '../render/cell.ts';
import type { PackException, PackInput } from './input.ts';
import { WORDS } from './words.ts';

/** What does not count and what is left alone, with who answers for it, why and until when. */
export function renderExceptions({ exceptions, madeAt, reader }: PackInput): string {
  const { language, timeZone } = reader;
  const title = `<h2>${WORDS.exceptions[language]}</h2>`;
  if (exceptions === null) return `${title}\n<p class="warning">${WORDS.unknownExceptions[language]}</p>`;
  if (exceptions.length === 0) return `${title}\n<p>${WORDS.noExceptions[language]}</p>`;
  const today = localDate(madeAt, timeZone);
  const heads = [WORDS.what, WORDS.where, WORDS.owner, WORDS.reason, WORDS.expires];
  const stated = (text: string | null): string =>
    text === null ? `<span class="warning">${WORDS.notStated[language]}</span>` : forHtml(text);
  const rows = exceptions.map(({ rule, where, owner, reason, expires }) => {
    const late = isExpired({ expires }, today) ? ` <span class="warning">${WORDS.expired[language]}</span>` : '';
    const what = rule === null ? WORDS.excluded[language] : breakable(rule);
    const cells = [what, breakable(where.join(', ')), stated(owner), stated(reason), `${stated(expires)}${late}`];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  const head = heads.map((each) => `<th scope="col">${each[language]}</th>`).join('');
  return `${title}\n<table><thead><tr>${head}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

export function isExpired({ expires }: Pick<PackException, 'expires'>, today: string): boolean {
  return expires !== null && expires < today;
}
