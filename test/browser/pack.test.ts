import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printPdf } from '../../src/cli/chromium.ts';
import { FRAMEWORKS } from '../../src/reports/frameworks/catalog.ts';
import { makePack } from '../../src/reports/pack/pack.ts';
import { ROOT } from '../documents/markdown.ts';
import { runCli } from '../support/cli.ts';
import { anAnswer, aPack } from '../support/pack.ts';
import { CHROMIUM } from './chromium.ts';

const ROLE = 'AWSReservedSSO_PowerUserAccess_684929d36734b46d';
/** As wide as rows become: a long actor, target and error, and an event id. */
const ROW = [
  '2026-10-14T03:00:00Z',
  '111111111111',
  'ap-northeast-1',
  `arn:aws:sts::111111111111:assumed-role/${ROLE}/hanako@example.com`,
  'DeleteAccountPublicAccessBlock',
  'arn:aws:cloudtrail:ap-northeast-1:111111111111:trail/aws-organizations-organization-trail',
  '2001:db8:85a3::8a2e:370:7334',
  'Client.UnauthorizedOperation',
  'a44c3097-150e-47f5-a327-88e8eb0ba546',
];
const NAMES = new Map([['111111111111', '本番 基幹システム']]);

let browser: Browser;
let folder: string;

async function open(language: 'en' | 'ja', media: 'screen' | 'print'): Promise<Page> {
  const outcomes = [
    anAnswer(
      'root-use',
      Array.from({ length: 60 }, () => ROW),
    ),
    anAnswer('iam-policy-changes', []),
  ];
  const states = new Map([['restricted-ssh', { nonCompliant: 1, compliant: 5 }]]);
  const reader = { language, timeZone: 'Asia/Tokyo', names: NAMES };
  const input = aPack({ outcomes, reader, controls: { frameworks: FRAMEWORKS, states } });
  const file = join(folder, `${language}.html`);
  writeFileSync(file, makePack(input)[0]?.text ?? '');
  // What is left of A4 across between the margins, at 96 dots an inch.
  const page = await browser.newPage({ viewport: { width: media === 'print' ? 1032 : 1280, height: 700 } });
  await page.emulateMedia({ media });
  await page.goto(pathToFileURL(file).href);
  return page;
}

/** Of a browser, whose types the program does not have. */
interface Box {
  readonly scrollWidth: number;
  readonly clientWidth: number;
}

describe.skipIf(CHROMIUM === undefined)('the pack in Chromium (chromium is not installed)', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'metsuke-pack-'));
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['en', 'ja'] as const)('fits the paper across, in %s', async (language) => {
    const page = await open(language, 'print');
    const widths = await page.locator('body').evaluate((body) => {
      const { scrollWidth, clientWidth } = body as unknown as Box;
      return { scrollWidth, clientWidth };
    });
    expect(widths.scrollWidth).toBeLessThanOrEqual(widths.clientWidth);
    await page.close();
  });

  it('breaks no id, name, time or word', async () => {
    const page = await open('ja', 'print');
    // A text that is broken has more than one line.
    const broken = await page.locator('#root-use td').evaluateAll((cells) =>
      // In the page, whose types the program does not have.
      // biome-ignore lint/suspicious/noExplicitAny: elements of a browser
      cells.flatMap((cell: any) => {
        const range = cell.ownerDocument.createRange();
        return [...cell.childNodes].flatMap((node) => {
          range.selectNodeContents(node);
          const lines = new Set([...range.getClientRects()].map(({ top }: { top: number }) => Math.round(top)));
          return node.nodeType === 3 && lines.size > 1 ? [node.textContent as string] : [];
        });
      }),
    );
    expect(broken).toEqual([]);
    await page.close();
  });

  it('is printed to PDF by the command line, with more than one page', async () => {
    const page = await open('en', 'print');
    await page.close();
    const pdf = join(folder, 'en.pdf');
    await printPdf(CHROMIUM ?? '', join(folder, 'en.html'), pdf);
    const text = readFileSync(pdf, 'latin1');
    expect(text.slice(0, 5)).toBe('%PDF-');
    expect(text.match(/\/Type ?\/Page\b/g)?.length).toBeGreaterThan(3);
  });

  it('has pictures of a month in the demo organization', async (context) => {
    if (process.env['METSUKE_PICTURES'] !== 'draw') context.skip('npm run pictures draws them');
    const run = (...parameters: readonly string[]) => runCli(parameters, { folder });
    // A month in Japan, which begins and ends at 15:00 UTC, and some days of the one before.
    const days = ['--days', '40', '--until', '2026-11-02T00:00:00Z'];
    expect((await run('sandbox', 'activity', ...days, '--out', 'made')).code).toBe(0);
    const archive = ['--archive', 'made/archive', '--time-zone', 'Asia/Tokyo'];
    for (const language of ['en', 'ja'] as const) {
      const asked = ['--month', '2026-10', '--language', language, '--out', language];
      expect((await run('report', 'pack', 'monthly', ...archive, ...asked)).code).toBe(0);
      await draw(language);
    }
  });
});

async function draw(language: 'en' | 'ja'): Promise<void> {
  const images = join(ROOT, 'docs', 'images');
  mkdirSync(images, { recursive: true });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 }, colorScheme: 'light' });
  await page.goto(pathToFileURL(join(folder, language, 'report-2026-10.html')).href);
  await page.screenshot({ path: join(images, `pack-${language}.png`) });
  await page.setViewportSize({ width: 1032, height: 730 });
  await page.emulateMedia({ media: 'print' });
  // Where the control view begins.
  const top = await page
    .locator('h1.chapter')
    .first()
    .evaluate((chapter) => (chapter as unknown as { offsetTop: number }).offsetTop);
  await page.evaluate((to) => (globalThis as unknown as { scrollTo(x: number, y: number): void }).scrollTo(0, to), top);
  await page.screenshot({ path: join(images, `pack-print-${language}.png`) });
  await page.close();
}
