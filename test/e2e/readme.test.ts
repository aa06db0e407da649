import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeBlocks, readDocument, type Typed, typedIn } from '../documents/markdown.ts';
import {
  PICTURES,
  type Picture,
  type PictureLanguage,
  pathOf,
  readPicture,
  sessionIn,
  withJapanese,
  writePicture,
} from '../documents/pictures.ts';
import { comparable, runSession, type Session } from '../documents/session.ts';
import { runCli } from '../support/cli.ts';

/** Commands that are not executed here, and why. Everything else that a README lets a reader type is. */
const NOT_RUN: ReadonlyMap<string, string> = new Map([
  ['npm run verify', 'it runs this test'],
  ['npm run demo', 'test/e2e/demo.test.ts runs it'],
]);

const python = process.env.METSUKE_PYTHON ?? 'python3';

/** README.ja.md lets its readers type the same: test/documents/readmes.test.ts compares them. */
describe('README.md', () => {
  const typed = codeBlocks(readDocument('README.md')).flatMap(typedIn);
  const executed = typed.filter(({ command }) => !NOT_RUN.has(command));
  let folder: string;
  let session: Session;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'metsuke-readme-'));
    session = await runSession(withJapanese(executed.map(({ command }) => command)), {
      folder,
      python,
      environment: { METSUKE_LANG: 'en' },
    });
    if (process.env.METSUKE_README_OUT) writeFileSync(process.env.METSUKE_README_OUT, JSON.stringify(session, null, 1));
  });
  afterAll(async () => {
    // Its last command did this, unless the session broke.
    await runCli(['sandbox', 'down'], { folder: join(folder, 'home', 'rehearsal') });
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets a reader type commands that do what it shows, in order', () => {
    const { steps } = sessionIn('en', session);
    const wrong = executed.flatMap((one, index) => whatIsWrong(one, executed[index + 1], steps[index]));
    expect(wrong).toEqual([]);
  });

  it.each(PICTURES)('shows in $file what the program of this commit shows', (picture) => {
    expectPicture(picture, 'en', picture.title);
  });

  it.each(PICTURES.filter(({ japaneseTitle }) => japaneseTitle !== undefined))(
    'shows in $file the same in Japanese',
    (picture) => expectPicture(picture, 'ja', picture.japaneseTitle ?? ''),
  );

  function expectPicture(picture: Picture, language: PictureLanguage, title: string): void {
    const path = pathOf(picture, language);
    const lines = picture.lines(sessionIn(language, session), language);
    if (process.env.METSUKE_PICTURES === 'draw') writePicture(path, lines, title);
    expect(readPicture(path), `${path} shows something else: npm run pictures`).toEqual(lines.flatMap(comparable));
  }
});

/** A command fails only where the reader is shown its exit code. */
function whatIsWrong(
  { command, shown }: Typed,
  next: Typed | undefined,
  step: Session['steps'][number] | undefined,
): readonly string[] {
  if (step === undefined) return [`${command} was not run`];
  const expectedCode = next?.command === 'echo $?' ? Number(next.shown[0]) : 0;
  const missing = missingLines(shown, step.output);
  return [
    ...(step.code === expectedCode ? [] : [`$ ${command}\nends with ${step.code}:\n${step.output}`]),
    ...missing.map((line) => `$ ${command}\ndoes not say "${line}" there, but:\n${comparable(step.output).join('\n')}`),
  ];
}

/** Lines that are not in the output after the one before. A line may be the part of one. */
function missingLines(shown: readonly string[], output: string): readonly string[] {
  const lines = comparable(output);
  let from = 0;
  return shown
    .flatMap((line) => comparable(line))
    .filter((line) => {
      const found = lines.findIndex((candidate, index) => index >= from && candidate.includes(line));
      if (found !== -1) from = found + 1;
      return found === -1;
    });
}
