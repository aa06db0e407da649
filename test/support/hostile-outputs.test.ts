// biome-ignore-all lint/suspicious/noControlCharactersInRegex: these are what the attacks consist of
import { describe, expect, it } from 'vitest';
import { ATTACKS, effectsIn, type Form } from './hostile-outputs.ts';

const texts = ATTACKS.map(({ text }) => text);
const raw: Readonly<Record<Form, string>> = {
  text: texts.join('\n'),
  json: `["\u202e"]${texts[0]}`,
  csv: texts.map((text) => `"${text.replaceAll('"', '""')}",x`).join('\r\n'),
  markdown: texts.join('\n\n'),
  html: texts.map((text) => `<p title="${text}">${text}</p>`).join('\n'),
};

describe('what an attack does to an output that nobody cleaned', () => {
  it.each(Object.keys(raw) as Form[])('is seen in %s', (form) => {
    expect(effectsIn(form, raw[form]).length).toBeGreaterThan(1);
  });

  it.each(texts.filter((text) => /[\u0000-\u0009\u000b-\u001f\u202e]/.test(text)))(
    'is seen of each that hides: %j',
    (text) => {
      expect(effectsIn('text', `name: ${text}`)).not.toEqual([]);
    },
  );

  it.each([
    ['csv', '"=1+1",x\r\n'],
    ['markdown', 'see ![](https://evil.example/pixel.png)'],
    ['html', '<p><img src=x></p>'],
    ['text', 'dev\nDone. 0 changes.'],
  ] as const)('is seen in %s: %j', (form, output) => expect(effectsIn(form, output)).not.toEqual([]));
});

it('an ordinary output has none', () => {
  expect(effectsIn('text', '7 accounts: 6 governed\n  ~ logging-resource  log\n')).toEqual([]);
  expect(effectsIn('csv', 'a,b\r\n-1,2026-10-01\r\n')).toEqual([]);
  expect(effectsIn('json', '{"a": 1}\n')).toEqual([]);
  expect(effectsIn('markdown', '## Report\n\n| a | b |\n| --- | --- |\n| `[x](y)` | z |\n')).toEqual([]);
  expect(effectsIn('html', '<!doctype html><title>x</title><a href="#a">a</a>')).toEqual([]);
});
