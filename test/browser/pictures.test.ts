import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../documents/markdown.ts';
import { CHROMIUM } from './chromium.ts';

const ASSETS = join(ROOT, 'docs', 'assets');
const pictures = readdirSync(ASSETS, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.svg'));

/** Fonts as different as readers have them: with the letters of a terminal, narrower ones, and none of a fixed width. */
const FONTS = ['DejaVu Sans Mono', 'Noto Sans Mono CJK JP', 'serif'];
/** What a page of GitHub shows in full. */
const WIDEST = 830;

describe.skipIf(CHROMIUM === undefined)('pictures in Chromium (chromium is not installed)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  it.each(pictures)('%s stands on a light and on a dark page, as wide as the page shows', async (file) => {
    const svg = readFileSync(join(ASSETS, file), 'utf8');
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme, viewport: { width: 900, height: 1_400 } });
      const background = colorScheme === 'light' ? '#ffffff' : '#0d1117';
      const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
      await page.setContent(`<body style="margin:20px;background:${background}"><img src="${source}"></body>`);
      const size = await page.locator('img').evaluate((image) => {
        const { naturalWidth, naturalHeight } = image as unknown as Record<string, number>;
        return { width: naturalWidth ?? 0, height: naturalHeight ?? 0 };
      });
      expect(size.width).toBeGreaterThan(300);
      expect(size.width).toBeLessThanOrEqual(WIDEST);
      expect(size.height).toBeGreaterThan(100);
      const kept = process.env.METSUKE_SCREENSHOTS;
      if (kept !== undefined) {
        mkdirSync(kept, { recursive: true });
        await page.screenshot({ path: join(kept, `${file.replace('/', '-')}-${colorScheme}.png`), fullPage: true });
      }
      await page.close();
    }
  });

  it.each(pictures)(
    '%s keeps its columns with every font: no word touches the next one or leaves the window',
    async (file) => {
      const svg = readFileSync(join(ASSETS, file), 'utf8');
      for (const font of FONTS) {
        const page = await browser.newPage();
        await page.setContent(svg.replace(/font-family="[^"]*"/, `font-family="${font}"`));
        const lines = await page.locator('g[data-line]').evaluateAll((groups) =>
          groups.map((group) =>
            // In the page, whose types the program does not have.
            // biome-ignore lint/suspicious/noExplicitAny: elements of a browser
            [...(group as any).children].map((word: any) => {
              const { x, width } = word.getBBox();
              return { text: word.textContent as string, from: x as number, to: (x + width) as number };
            }),
          ),
        );
        const window = await page
          .locator('svg > rect')
          .evaluate((rect) => Number((rect as unknown as Named).getAttribute('width')));
        for (const words of lines) {
          for (const [index, word] of words.entries()) {
            expect(word.to, `${font}: ${word.text}`).toBeLessThanOrEqual((words[index + 1]?.from ?? window) + 1);
          }
        }
        await page.close();
      }
    },
  );
});

interface Named {
  getAttribute(name: string): string | null;
}
