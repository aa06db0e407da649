import { say } from '../../domain/say.ts';
import { countOf } from '../../domain/text/phrases.ts';
import type { View } from '../terminal.ts';
import type { Paint } from './pieces.ts';
import { commandLines, paragraph } from './wrap.ts';

/** Something that did not work somewhere. */
export interface Occurrence {
  /** What did not work: the title of a step, a stack set. */
  readonly what: string;
  /** Null: it has no account of its own. */
  readonly account: string | null;
  /** The account as a person knows it: `dev (444444444444)`. */
  readonly name: string;
  readonly region: string | null;
  readonly reason: string;
  readonly advice?: string;
  readonly command?: string;
  /** It was not tried there, because of the same in other places. */
  readonly notTried?: true;
}

/** The same reason, advice and command, wherever they were met. */
export interface Cause {
  readonly whats: readonly string[];
  readonly names: readonly string[];
  readonly regions: readonly string[];
  readonly reason: string;
  readonly advice: string | undefined;
  readonly command: string | undefined;
  readonly count: number;
  /** How many of them were not tried. */
  readonly notTried: number;
}

/** Equal for occurrences of one cause. */
export function causeKey(one: Pick<Occurrence, 'account' | 'name' | 'reason' | 'advice' | 'command'>): string {
  return [one.reason, one.advice, one.command].map((text) => withoutPlace(text ?? '', one)).join('\n');
}

/** One cause for all places in which the same is to be said and done, in the order in which they were met. */
export function causesOf(occurrences: readonly Occurrence[]): readonly Cause[] {
  const groups = new Map<string, Occurrence[]>();
  for (const one of occurrences) {
    const key = causeKey(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map(makeCause);
}

function makeCause(group: readonly Occurrence[]): Cause {
  const [first] = group;
  const names = unique(group.flatMap(({ account, name }) => (account === null ? [] : [name])));
  const said = (text: string | undefined): string | undefined =>
    text === undefined || first === undefined || names.length < 2 ? text : withoutPlace(text, first);
  return {
    whats: unique(group.map(({ what }) => what)),
    names,
    regions: unique(group.flatMap(({ region }) => region ?? [])),
    reason: said(first?.reason) ?? '',
    advice: said(first?.advice),
    command: said(first?.command),
    count: group.length,
    notTried: group.filter((one) => one.notTried).length,
  };
}

/** AWS names the account in its reasons, and every answer of it has another id. */
export function withoutPlace(text: string, { account, name }: Pick<Occurrence, 'account' | 'name'>): string {
  const plain = text.replaceAll(REQUEST_ID, '…');
  if (account === null) return plain;
  // A name alone may be any letter of any word.
  return (name.includes(account) ? plain.replaceAll(name, ACCOUNT) : plain).replaceAll(account, ACCOUNT);
}

/** Where a text named one of many accounts. */
export const ACCOUNT = '<account>';
const REQUEST_ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** `dev (444444444444) ap-northeast-1`, `40 accounts (p01 (…), p02 (…), p03 (…) and 37 more)` */
export function placesOf({ names, regions }: Pick<Cause, 'names' | 'regions'>): string {
  if (names.length === 0) return '';
  const where = regions.length > 2 ? countOf(regions.length, 'region') : regions.join(', ');
  return `${accountsOf(names)} ${where}`.trimEnd();
}

export function accountsOf(names: readonly string[]): string {
  return manyOf(names, countOf(names.length, 'account'));
}

/** One is named; a few are counted and named; of many the first are named. */
export function manyOf(names: readonly string[], count: string): string {
  const [only = ''] = names;
  if (names.length === 1) return only;
  const shown = names.slice(0, isCutShort(names) ? FIRST_NAMED : MOST_NAMED).join(', ');
  return isCutShort(names) ? say`${count} (${shown} and ${names.length - FIRST_NAMED} more)` : say`${count} (${shown})`;
}

/** Not all of them are named. */
export function isCutShort(names: readonly string[]): boolean {
  return names.length > MOST_NAMED;
}

const MOST_NAMED = 5;
const FIRST_NAMED = 3;

/** `failed config-recorder  dev (444444444444) ap-northeast-1: reason`, below it what to do, and the command to copy. */
export function causeLines(
  cause: Cause,
  label: { text: string; paint: Paint },
  { style, screen }: View,
): readonly string[] {
  const { width } = screen;
  const whats = cause.whats.length > MOST_NAMED ? countOf(cause.whats.length, 'change') : cause.whats.join(', ');
  const places = cause.notTried > 0 ? say`${placesOf(cause)}, ${cause.notTried} of them not tried` : placesOf(cause);
  const text = `  ${places === '' ? '' : `${places}: `}${cause.reason}`;
  return [
    ...paragraph([label, ' ', { text: whats, paint: style.bold }, text], { width, rest: INDENT }),
    ...(cause.advice === undefined ? [] : paragraph(cause.advice, { width, first: INDENT })),
    ...(cause.command === undefined ? [] : commandLines(cause.command, { width, first: `${INDENT}  ` })),
  ];
}

const INDENT = '       ';

/** For a line that says so itself. */
export function withoutNotTried(reason: string): string {
  const prefix = say`Not tried:`;
  return reason.startsWith(prefix) ? reason.slice(prefix.length).trimStart() : reason;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
