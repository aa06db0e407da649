import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { widthOf } from '../../src/cli/render/pieces.ts';
import { drawTerminal, textOf } from './draw.ts';
import { ROOT } from './markdown.ts';
import { comparable, type Session, withoutColours } from './session.ts';

/** A picture of a README: commands of its session, and what the terminal showed. */
export interface Picture {
  readonly file: string;
  readonly title: string;
  lines(session: Session): readonly string[];
}

const PLAN = 'metsuke plan';
const APPLY = 'metsuke apply --yes';

export const PICTURES: readonly Picture[] = [
  {
    file: 'plan.svg',
    title: 'metsuke plan, apply, and a second plan after one changed line',
    lines: (session) => [
      ...shown(session, PLAN, 0),
      '',
      // Before its last line stand the plan, which is above, and a line for each step.
      `$ ${APPLY}`,
      ...outputOf(session, APPLY, 0).slice(-1),
      '',
      ...session.steps.filter(({ command }) => command.startsWith("echo 'logs:")).map(({ command }) => `$ ${command}`),
      ...shown(session, PLAN, 1),
    ],
  },
  {
    file: 'status.svg',
    title: 'metsuke status: what is deployed where, and whether it is healthy',
    lines: (session) => shown(session, 'metsuke status', 0),
  },
  {
    file: 'mail.svg',
    title: 'The mail that says that the root user of an account signed in',
    // Below `--` stands the link with which SNS ends a subscription.
    lines: (session) => untilLine(shown(session, 'metsuke sandbox mail show 2', 0), '--'),
  },
];

export function pathOf({ file }: Picture, language: 'en' | 'ja'): string {
  return join('docs', 'assets', ...(language === 'en' ? [] : [language]), file);
}

/** Where the committed picture and the program differ, without what differs in every run. */
export function readPicture(path: string): readonly string[] {
  const file = join(ROOT, path);
  return existsSync(file) ? textOf(readFileSync(file, 'utf8')).flatMap(comparable) : [`${path} is missing`];
}

export function writePicture(path: string, lines: readonly string[], title: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), drawTerminal(lines, title));
}

function shown(session: Session, command: string, which: number): readonly string[] {
  return [`$ ${command}`, ...outputOf(session, command, which)];
}

function outputOf(session: Session, command: string, which: number): readonly string[] {
  const step = session.steps.filter((one) => one.command === command)[which];
  if (step === undefined) throw new Error(`No README runs "${command}" ${which + 1} times.`);
  return step.output.trimEnd().split('\n').flatMap(wrapped);
}

function untilLine(lines: readonly string[], end: string): readonly string[] {
  const index = lines.indexOf(end);
  const kept = index === -1 ? lines : lines.slice(0, index);
  return kept.at(-1) === '' ? kept.slice(0, -1) : kept;
}

const COLUMNS = 96;

/** Long lines break after a blank or a slash, as in a mail program. Coloured ones never do: the program has fitted them. */
function wrapped(line: string): readonly string[] {
  if (widthOf(withoutColours(line)) <= COLUMNS) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const rows: string[] = [];
  for (const piece of withoutColours(line).split(/(?<=[ /])/)) {
    const row = rows.at(-1);
    if (row !== undefined && widthOf((row + piece).trimEnd()) <= COLUMNS) rows[rows.length - 1] = row + piece;
    else rows.push(rows.length === 0 ? piece : indent + piece);
  }
  return rows.map((row) => row.trimEnd());
}
