import { visible } from './text/visible.ts';

/** English template → translation. `{0} cannot be written ({1}).`: the placeholders may stand in another order. */
export type Catalogue = Readonly<Record<string, string>>;

type Values = readonly unknown[];

let catalogue: Catalogue | undefined;
let told: readonly Told[] | undefined;

/** Once, before anything is said: texts of modules are made when they are loaded. English needs no catalogue. */
export function speak(translations: Catalogue | undefined): void {
  catalogue = translations;
  told = undefined;
}

/** For what has its texts in both languages beside each other. */
export function spokenLanguage(): 'en' | 'ja' {
  return catalogue === undefined ? 'en' : 'ja';
}

/** A text for a person, in their language: say`${file} cannot be written (${code}).` The English template is the key. */
export function say(strings: TemplateStringsArray, ...values: Values): string {
  return translate(keyOf(strings), values);
}

/** A text that is compared, saved or sealed stays English; where a person reads it, `retell` translates it. */
export function note(strings: TemplateStringsArray, ...values: Values): string {
  return fill(keyOf(strings), values);
}

/** `1 account`, `3 accounts`: a count has one key, `{0} accounts`. */
export function sayCount(count: number, one: string, many = `${one}s`): string {
  return catalogue === undefined ? `${count} ${count === 1 ? one : many}` : translate(`{0} ${many}`, [count]);
}

/** What `note` wrote, in this process or in another one, in the language of the reader. */
export function retell(english: string): string {
  if (catalogue === undefined) return english;
  const exact = catalogue[english];
  if (exact !== undefined) return exact;
  told ??= templatesOf(catalogue);
  for (const { pattern, translation } of told) {
    const values = pattern.exec(english)?.slice(1);
    // A value of one word is a name, never a text.
    if (values)
      return fill(
        translation,
        values.map((value) => (value.includes(' ') ? retell(value) : value)),
      );
  }
  return english;
}

interface Told {
  readonly pattern: RegExp;
  readonly translation: string;
}

const PLACEHOLDER = /\{(\d+)\}/g;

/** The most exact first: `{0} {1}` fits everything. */
function templatesOf(translations: Catalogue): readonly Told[] {
  return Object.entries(translations)
    .filter(([template]) => template.search(PLACEHOLDER) >= 0 && literals(template) > 5)
    .sort(([a], [b]) => literals(b) - literals(a))
    .map(([template, translation]) => ({ pattern: patternOf(template), translation }));
}

/** `{0} failed` is for counts alone: words of others may end like that. */
function patternOf(template: string): RegExp {
  const escaped = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
  const value = literals(template) < SHORT ? '([\\d,.]+)' : '(.+?)';
  return new RegExp(`^${escaped.replace(PLACEHOLDER, value)}$`, 's');
}

const SHORT = 10;

function literals(template: string): number {
  return template.replace(PLACEHOLDER, '').length;
}

/** `${a} of ${b}` → `{0} of {1}` */
function keyOf(strings: readonly string[]): string {
  return strings.reduce((key, part, index) => `${key}{${index - 1}}${part}`);
}

function translate(key: string, values: Values): string {
  return fill(catalogue?.[key] ?? key, values);
}

/** A value is a name or a message of others, more often than not: it stays on its line and hides nothing. */
function fill(template: string, values: Values): string {
  return template.replace(PLACEHOLDER, (all, index) =>
    Number(index) < values.length ? visible(String(values[Number(index)])) : all,
  );
}
