import type { Posture } from '../../dashboard/posture/schema.ts';
import { type Advice, adviseOn } from '../../dashboard/view/advice.ts';
import { type Directory, makeDirectory } from '../../dashboard/view/directory.ts';
import { adviceText, headline } from '../../dashboard/view/headline.ts';
import { type Language, tell } from '../../dashboard/view/words/tell.ts';
import { spokenLanguage } from '../../domain/say.ts';
import type { View } from '../terminal.ts';
import { layRows } from './rows.ts';
import { prose } from './wrap.ts';

/** What is wrong, where, and what to do first; one line a cause. */
export function renderPosture(posture: Posture, view: View): string {
  const language = spokenLanguage();
  const directory = makeDirectory(posture);
  const advice = adviseOn(posture);
  const [what = '', ...more] = headline(posture, advice, { language, directory });
  const isBad = advice.some(({ urgency }) => urgency === 'bad');
  const lines = [
    ...prose(what, view.screen).map((line) => (isBad ? view.style.red(line) : line)),
    ...more.flatMap((line) => prose(line, view.screen)),
    ...(advice.length === 0 ? [] : ['', tell(language, 'first')]),
    ...layRows(
      advice.map((one) => rowOf(one, { language, directory })),
      { screen: view.screen, indent: '  ' },
    ).flat(),
  ];
  return `${lines.join('\n')}\n`;
}

const MARKS = { bad: '✕', unknown: '?', soon: '·' } as const;

function rowOf(advice: Advice, given: { readonly language: Language; readonly directory: Directory }) {
  const { urgency, since, command } = advice;
  const day = since === null ? '' : tell(given.language, 'since', { at: since.slice(0, 10) });
  return { cells: [MARKS[urgency], adviceText(advice, given), day, command ?? ''] };
}
