import { readAssets } from '../../dashboard/server/assets.ts';
import { GENERATOR, type PageOptions, renderPage } from '../../dashboard/server/render-page.ts';
import { tell } from '../../dashboard/view/words/tell.ts';
import { EXIT, MetsukeError } from '../../domain/errors.ts';
import { say, spokenLanguage } from '../../domain/say.ts';
import { isOwn } from '../../files/is-own.ts';
import { requireWritable, writeWhole } from '../../files/write-whole.ts';
import { interrupts } from '../interrupts.ts';
import { type PostureChoice, readPostureOf } from '../read-posture.ts';
import { paragraph } from '../render/wrap.ts';
import type { Session } from '../session.ts';
import { packageFolder } from '../version.ts';

export interface DashboardOptions extends PostureChoice {
  readonly out?: string;
  readonly port: number;
  readonly open: boolean;
}

/** The page as one file, or for a browser of this machine until Ctrl-C. */
export async function run(session: Session, options: DashboardOptions): Promise<number> {
  const language = spokenLanguage();
  const page = { assets: readAssets(packageFolder()), language, opening: tell(language, 'loading') };
  return options.out === undefined
    ? serve(session, options, page)
    : write(session, { ...options, out: options.out }, page);
}

async function write(
  session: Session,
  options: DashboardOptions & { readonly out: string },
  page: PageOptions,
): Promise<number> {
  await requireOurs(options.out);
  await requireWritable(options.out);
  const { html } = renderPage(await readPostureOf(session, options), page);
  await writeWhole(options.out, html);
  const kilobytes = Math.ceil(Buffer.byteLength(html) / 1024);
  if (session.options.json) session.terminal.out(`${JSON.stringify({ file: options.out, kilobytes })}\n`);
  else {
    const text = say`Written: ${options.out} (${kilobytes} kB). It needs no network and no Metsuke.`;
    session.terminal.out(`${paragraph(text, session.terminal.view.screen).join('\n')}\n`);
  }
  return EXIT.done;
}

/** A page that Metsuke wrote may be replaced; any other file is somebody's. */
async function requireOurs(file: string): Promise<void> {
  if (await isOwn(file, GENERATOR)) return;
  throw new MetsukeError('file-failed', say`${file} is there, and is no page of Metsuke.`, {
    hint: say`Name another file with --out.`,
  });
}

async function serve(session: Session, options: DashboardOptions, page: PageOptions): Promise<number> {
  const { servePage } = await import('../../dashboard/server/serve.ts');
  const read = () => readPostureOf(session, options);
  const first = await read();
  const refused = say`This page is for the browser that was given its whole address.`;
  const served = await servePage({ ...page, first, read, refused }, options.port).catch((error: Error) => {
    throw new MetsukeError('usage', say`Port ${options.port} cannot be used: ${error.message}`, {
      hint: say`Name another one with --port, or leave it out.`,
      cause: error,
    });
  });
  if (session.options.json) session.terminal.out(`${JSON.stringify({ address: served.address })}\n`);
  else session.terminal.out(`${served.address}\n`);
  session.terminal.err(
    say`The dashboard is there until Ctrl-C, for this machine only. The address is its key: keep it to yourself.\n`,
  );
  if (options.open) await openBrowser(served.address);
  await interrupts.during(untilInterrupted, say`Left at once.`);
  await served.close();
  return EXIT.done;
}

function untilInterrupted(): Promise<void> {
  const { signal } = interrupts;
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

const OPENERS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** A machine without a browser keeps the address that was printed. */
async function openBrowser(address: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const [program = 'xdg-open', ...parameters] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...parameters, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
