import { Argument } from '@commander-js/extra-typings';
import { makeSuggestion } from '../../config/suggest.ts';
import { MetsukeError } from '../../domain/errors.ts';
import { say } from '../../domain/say.ts';
import { REPORT_IDS, type ReportId } from '../../reports/ids.ts';

const ALL = 'all';

/** Choices for completion; their own message would list forty names. */
export const reportArgument = new Argument('<report>', say`its name`)
  .choices(REPORT_IDS)
  .argParser((name) => known(name, REPORT_IDS));

export const reportsArgument = new Argument('<reports...>', say`their names, or all`)
  .choices([...REPORT_IDS, ALL])
  .argParser<readonly (ReportId | typeof ALL)[]>((name, before) => [
    ...(before ?? []),
    known(name, [...REPORT_IDS, ALL] as const),
  ]);

function known<Name extends string>(text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  throw new MetsukeError('usage', say`There is no report "${text}".`, {
    hint: makeSuggestion(text, names) ?? say`See what there is: metsuke report list`,
  });
}
