import { createHash } from 'node:crypto';
import type { Row, Value } from '../../query/engine.ts';
import type { Answer } from '../answer.ts';
import { headings } from './words.ts';

/** A row by the names of its columns, without what says nothing. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

export function factsOf({ columns }: Pick<Answer, 'columns'>, row: Row): Facts {
  const pairs = columns.map((name, index) => [name, row[index] ?? null] as const);
  return Object.fromEntries(pairs.filter((pair): pair is [string, Exclude<Value, null>] => isSaid(pair[1])));
}

function isSaid(value: Value): boolean {
  return value !== null && value !== '';
}

/** The same row of the same report has the same one in every run. Rows of one event differ: a tool keeps one of those that it takes for the same. */
export function fingerprintOf({ report }: Answer, facts: Facts): string {
  return createHash('sha256')
    .update(`${report.id}\n${JSON.stringify(facts)}`)
    .digest('hex');
}

/** `Event: CreateUser · Actor: root · …`, in English as tools are read. */
export function sentenceOf({ report, columns }: Answer, facts: Facts): string {
  const titles = headings({ columns }, 'en');
  const told = columns.flatMap((name, index) =>
    facts[name] === undefined || name === 'event_id' ? [] : [`${titles[index]}: ${facts[name]}`],
  );
  return `${report.title.en}. ${told.join(' · ')}`;
}

/** The column of the row that is there first. */
export function textOf(facts: Facts, ...names: readonly string[]): string | undefined {
  const found = names.map((name) => facts[name]).find((value) => value !== undefined);
  return found === undefined ? undefined : String(found);
}
