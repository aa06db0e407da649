import { forTerminal } from '../../domain/text/media.ts';
import type { Problem } from '../../query/engine.ts';
import type { Terminal } from '../terminal.ts';

const MOST = 20;

/** What is missing from the rows must be known to whoever reads them. */
export function tellProblems(problems: readonly Problem[], { err, errStyle }: Terminal): void {
  const byKey = [...new Map(problems.map(({ key, problem }) => [key, problem]))];
  for (const [key, problem] of byKey.slice(0, MOST))
    err(`${errStyle.yellow('skipped')} ${forTerminal(`${key} ${problem}`)}\n`);
  if (byKey.length > MOST) err(`${errStyle.yellow('skipped')} ${byKey.length - MOST} more objects\n`);
}
