import { say } from '../../domain/say.ts';
import type { Problem } from '../../query/engine.ts';
import type { Terminal } from '../terminal.ts';
import { paragraph } from './wrap.ts';

const MOST = 20;

/** What is missing from the rows must be known to whoever reads them. */
export function tellProblems(problems: readonly Problem[], { err, errView }: Pick<Terminal, 'err' | 'errView'>): void {
  const { style, screen } = errView;
  const byKey = [...new Map(problems.map(({ key, problem }) => [key, problem]))];
  const told = byKey.slice(0, MOST).map(([key, problem]) => `${key} ${problem}`);
  const more = byKey.length > MOST ? [say`${byKey.length - MOST} more objects`] : [];
  for (const text of [...told, ...more]) {
    const lines = paragraph([{ text: say`skipped`, paint: style.yellow }, ` ${text}`], {
      width: screen.width,
      rest: '  ',
    });
    err(lines.map((line) => `${line}\n`).join(''));
  }
}
