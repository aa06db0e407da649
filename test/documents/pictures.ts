import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { widthOf } from '../../src/cli/render/pieces.ts';
import { drawTerminal, textOf } from './draw.ts';
import { ROOT } from './markdown.ts';
import { comparable, type Session, withoutColours } from './session.ts';

export type PictureLanguage = 'en' | 'ja';

/** A picture of a README: commands of its session, and what the terminal showed. */
export interface Picture {
  readonly file: string;
  readonly title: string;
  /** Absent: there is none in Japanese, since what it shows is English in the organization of the demo. */
  readonly japaneseTitle?: string;
  lines(session: Session, language: PictureLanguage): readonly string[];
}

const PLAN = 'metsuke plan';
const APPLY = 'metsuke apply --yes';
const STATUS = 'metsuke status';
const REPORT = 'metsuke report run console-login-without-mfa --from 2020-01-01';

export const PICTURES: readonly Picture[] = [
  {
    file: 'plan.svg',
    title: 'metsuke plan, apply, and a second plan after one changed line',
    japaneseTitle: 'metsuke plan と、1 行変えた後の plan',
    lines: (session, language) => [
      ...shown(session, PLAN, 0),
      '',
      // Before its last line stand the plan, which is above, and a line for each step. An apply is run once, in English.
      ...(language === 'en' ? [`$ ${APPLY}`, ...outputOf(session, APPLY, 0).slice(-1), ''] : []),
      ...session.steps.filter(({ command }) => command.startsWith("echo 'logs:")).map(({ command }) => `$ ${command}`),
      ...shown(session, PLAN, 1),
    ],
  },
  {
    file: 'status.svg',
    title: 'metsuke status: what is deployed where, and whether it is healthy',
    japaneseTitle: 'metsuke status: どこに何があり、健全か',
    lines: (session) => shown(session, STATUS, 0),
  },
  {
    file: 'mail.svg',
    title: 'The mail that says that the root user of an account signed in',
    // Below `--` stands the link with which SNS ends a subscription.
    lines: (session) => untilLine(shown(session, 'metsuke sandbox mail show', 0), '--'),
  },
  {
    file: 'report.svg',
    title: 'metsuke report run: who signed in to the console without a second factor',
    japaneseTitle: 'metsuke report run: 多要素認証なしでコンソールにサインインした人',
    lines: (session) => shown(session, REPORT, 0),
  },
];

const JAPANESE = 'METSUKE_LANG=ja ';
/** How often what is shown in Japanese too is run for it: these only read. */
const ALSO_IN_JAPANESE: ReadonlyMap<string, number> = new Map([
  [PLAN, 2],
  [STATUS, 1],
  [REPORT, 1],
]);

/** The commands of a session, and right behind those that pictures show the same in Japanese. */
export function withJapanese(commands: readonly string[]): readonly string[] {
  const runs = new Map<string, number>();
  return commands.flatMap((command) => {
    const before = runs.get(command) ?? 0;
    runs.set(command, before + 1);
    return before < (ALSO_IN_JAPANESE.get(command) ?? 0) ? [command, `${JAPANESE}${command}`] : [command];
  });
}

/** Of a session with both: the one that a reader of that language sees. */
export function sessionIn(language: PictureLanguage, { home, steps }: Session): Session {
  const kept = steps.filter((step, index) => {
    const isJapanese = step.command.startsWith(JAPANESE);
    const hasJapanese = steps[index + 1]?.command === `${JAPANESE}${step.command}`;
    return language === 'en' ? !isJapanese : !hasJapanese;
  });
  return { home, steps: kept.map((step) => ({ ...step, command: step.command.replace(JAPANESE, '') })) };
}

export function pathOf({ file }: Picture, language: PictureLanguage): string {
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
  const lines = step.output.trimEnd().split('\n');
  return lines.filter((line) => !PROGRESS.test(withoutColours(line))).flatMap(wrapped);
}

/** What is said of long work where nothing can be redrawn: only on a slow machine. */
const PROGRESS = / · (?:\d+ (?:m|分) )?\d+ (?:s|秒)$/;

function untilLine(lines: readonly string[], end: string): readonly string[] {
  const index = lines.indexOf(end);
  const kept = index === -1 ? lines : lines.slice(0, index);
  return kept.at(-1) === '' ? kept.slice(0, -1) : kept;
}

const COLUMNS = 96;

/** Long lines break after a blank, as in a mail program; an address is cut, never broken. Coloured ones never do: the program has fitted them. */
function wrapped(line: string): readonly string[] {
  if (widthOf(withoutColours(line)) <= COLUMNS) return [line];
  const indent = /^ */.exec(line)?.[0] ?? '';
  const rows: string[] = [];
  for (const piece of withoutColours(line).split(/(?<= )/)) {
    const row = rows.at(-1);
    if (row !== undefined && widthOf((row + piece).trimEnd()) <= COLUMNS) rows[rows.length - 1] = row + piece;
    else rows.push(rows.length === 0 ? piece : indent + piece);
  }
  return rows.map((row) => cutAt(row.trimEnd(), COLUMNS));
}

function cutAt(row: string, columns: number): string {
  if (widthOf(row) <= columns) return row;
  let end = row.length;
  while (widthOf(row.slice(0, end)) > columns - 1) end -= 1;
  return `${row.slice(0, end)}…`;
}
