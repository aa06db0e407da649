import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { MetsukeError } from '../domain/errors.ts';
import { say } from '../domain/say.ts';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
];
/** Where macOS installs them, outside of the path. */
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

type Environment = Readonly<Record<string, string | undefined>>;

/** The Chromium that METSUKE_CHROMIUM names, else one that is installed. */
export function findChromium({ METSUKE_CHROMIUM: named, PATH = '' }: Environment, elsewhere = ELSEWHERE): string {
  if (named !== undefined && named !== '') {
    if (isProgram(named)) return named;
    throw new MetsukeError('usage', say`METSUKE_CHROMIUM names ${named}, which is no program.`, { hint: WITHOUT });
  }
  const inPath = PATH.split(delimiter).flatMap((folder) =>
    // A relative folder would mean what lies where the command is run.
    folder === '' || folder.startsWith('.') ? [] : NAMES.map((name) => join(folder, name)),
  );
  const found = [...inPath, ...elsewhere].find(isProgram);
  if (found !== undefined) return found;
  throw new MetsukeError('usage', say`There is no Chromium, Chrome or Edge here that could print a PDF.`, {
    hint: WITHOUT,
  });
}

const WITHOUT = say`Install Chromium, name one with METSUKE_CHROMIUM, or leave --format out and print the page from a browser.`;

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const run = promisify(execFile);

/** Prints a page of ours, which loads nothing and runs no program. */
export async function printPdf(chromium: string, page: string, pdf: string): Promise<void> {
  const profile = await mkdtemp(join(tmpdir(), 'metsuke-print-'));
  try {
    await run(chromium, [...argumentsFor(profile, resolve(pdf)), pathToFileURL(resolve(page)).href]);
  } catch (cause) {
    throw notPrinted(chromium, cause);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  // It ends with 0 where it could not write, too.
  if (!existsSync(pdf)) throw notPrinted(chromium, undefined);
}

function argumentsFor(profile: string, pdf: string): readonly string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--disable-extensions',
    '--no-first-run',
    '--no-pdf-header-footer',
    '--disable-background-networking',
    `--user-data-dir=${profile}`,
    `--print-to-pdf=${pdf}`,
    // Chromium refuses its sandbox to root, as who containers run.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

function notPrinted(chromium: string, cause: unknown): MetsukeError {
  return new MetsukeError('file-failed', say`${chromium} did not print the page.`, {
    hint: say`Leave --format out, and print the page from a browser.`,
    cause,
  });
}
