import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../test/support/hostile-strings.ts';
import { aPosture } from '../../../test/support/posture.ts';
import type { Posture } from '../posture/schema.ts';
import { renderPage } from './render-page.ts';

const assets = { script: 'const end = "</script>";', style: 'body{}' };
const options = { assets, language: 'en', opening: 'Opening …' } as const;

/** Every name that others choose is an attack, one after another. */
function hostile(text: string): Posture {
  const posture = aPosture();
  return {
    ...posture,
    organization: { ...posture.organization, id: text },
    accounts: posture.accounts.map((account) => ({ ...account, name: text })),
    units: posture.units.map((unit) => ({ ...unit, name: text, path: text })),
  };
}

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}

function elementsOf(node: Node): readonly Node[] {
  return [node, ...(node.childNodes ?? []).flatMap(elementsOf)].filter(({ nodeName }) => !nodeName.startsWith('#'));
}

describe('the page', () => {
  it.each(Object.entries(HOSTILE))('holds %s as data and nothing else', (_attack, text) => {
    const elements = elementsOf(parse(renderPage(hostile(text), options).html) as unknown as Node);
    expect(elements.map(({ nodeName }) => nodeName).join(' ')).toBe(
      'html head meta meta meta meta meta meta link title style body div p script script',
    );
    expect(elements.flatMap(({ attrs = [] }) => attrs.filter(({ name }) => name.startsWith('on')))).toEqual([]);
    const data = elements.find(({ attrs }) => attrs?.some(({ value }) => value === 'posture'))?.childNodes?.[0]?.value;
    expect(data).toMatch(/^[\w+/=]+$/);
    const read = JSON.parse(gunzipSync(Buffer.from(data ?? '', 'base64')).toString()) as Posture;
    expect(read).toEqual(JSON.parse(JSON.stringify(hostile(text))));
  });

  it('lets in its own script and style by their hashes, and reaches nothing', () => {
    const { html, policy } = renderPage(aPosture(), options);
    const [, script = ''] = /<script>([\s\S]*)<\/script>/.exec(html.slice(html.indexOf('<script>'))) ?? [];
    expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
    expect(policy).toContain("connect-src 'none'");
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(html).toContain(`content="${policy}"`);
  });
});
