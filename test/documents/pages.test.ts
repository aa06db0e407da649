import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linksOf, plainText, ROOT, readDocument, sectionsOf } from './markdown.ts';

const pages = pagesIn('docs');
const japanese = pagesIn('docs/ja');

/** Pages whose Japanese says less than their English, or is not there yet. One that has caught up must go from here. */
const BEHIND: ReadonlySet<string> = new Set([
  'archive.md',
  'cloudtrail.md',
  'config.md',
  'configuration.md',
  'guardduty.md',
  'guardrails.md',
  'inventory.md',
  'leaving.md',
  'log-collection.md',
  'machine-images.md',
  'patching.md',
  'reports.md',
  'sessions.md',
]);

describe('the Japanese page', () => {
  it.each(pages)('of %s has the same headings', (page) => {
    const depths = (path: string) =>
      existsSync(join(ROOT, path)) ? sectionsOf(readDocument(path)).map(({ depth }) => depth) : [];
    const isEqual = JSON.stringify(depths(`docs/ja/${page}`)) === JSON.stringify(depths(`docs/${page}`));
    expect(isEqual).toBe(!BEHIND.has(page));
  });

  it.each(japanese)('%s has an English one', (page) => {
    expect(pages).toContain(page);
  });
});

describe('a link', () => {
  const documents = ['README.md', 'README.ja.md', 'CONTRIBUTING.md', 'sandbox/README.md'];
  it.each([...documents, ...pages.map((page) => `docs/${page}`), ...japanese.map((page) => `docs/ja/${page}`)])(
    'of %s leads to a page, and to a heading that is there',
    (document) => {
      const broken = linksOf(readDocument(document)).filter(
        (target) => !/^(https?|mailto):/.test(target) && !isThere(target, document),
      );
      expect(broken).toEqual([]);
    },
  );
});

function isThere(target: string, from: string): boolean {
  const [path = '', anchor] = decodeURI(target).split('#');
  const file = path === '' ? from : normalize(join(dirname(from), path));
  if (!existsSync(join(ROOT, file))) return false;
  if (anchor === undefined || statSync(join(ROOT, file)).isDirectory()) return true;
  return anchorsOf(file).has(anchor);
}

/** As GitHub makes them of headings. */
function anchorsOf(file: string): ReadonlySet<string> {
  const titles = readDocument(file)
    .filter((token) => token.type === 'heading')
    .map(plainText);
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder)).filter((file) => file.endsWith('.md'));
}
