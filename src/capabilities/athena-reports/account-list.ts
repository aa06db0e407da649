import type { KnownAccount } from '../../domain/known-account.ts';

/** A parameter of CloudFormation holds 4,096 bytes, a stack 200 parameters. */
const PARAMETER_BYTES = 4_096;
const PARAMETERS_A_VIEW = 48;
/** Glue lets the text of a view have 409,600 bytes, which Base64 makes of three quarters of that. */
export const VIEWS = 4;

/** `AccountNames2x17`: the seventeenth piece of the second list. */
export function accountNameParameters(view: number): readonly string[] {
  return Array.from({ length: PARAMETERS_A_VIEW }, (_, index) => `AccountNames${view}x${index + 1}`);
}

/** What such a list is written with: nothing that means anything to SQL, JSON or CloudFormation. */
export const ACCOUNT_LIST_PATTERN = '^[0-9A-Za-z%,;._~*!()-]*$';

/**
 * The accounts as parameters: `id,name,unit;` one after another, with names percent-encoded. Where that is too much for all
 * of them, which 10,000 accounts with names of usual length are not, all are without names.
 */
export function accountNameValues(accounts: readonly KnownAccount[]): Readonly<Record<string, string>> {
  const sorted = [...accounts].sort((a, b) => (a.id < b.id ? -1 : 1));
  const named = spread(sorted.map(({ id, name, unit }) => `${id},${encoded(name)},${encoded(unit)};`));
  const lists = named.length <= VIEWS ? named : spread(sorted.map(({ id }) => `${id},,;`));
  return Object.fromEntries(lists.flatMap((list, index) => pieces(list, accountNameParameters(index + 1))));
}

/** The rows of one list again, in Trino's dialect. */
export function accountListSql(list: string): string {
  const column = (place: number, name: string) => `CAST(url_decode(parts[${place}]) AS varchar) AS ${name}`;
  return `SELECT ${column(1, 'account')}, ${column(2, 'name')}, ${column(3, 'unit')}
FROM (SELECT split(entry, ',') AS parts FROM UNNEST(split('${list}', ';')) AS t(entry) WHERE entry <> '')`;
}

function encoded(text: string): string {
  return encodeURIComponent(text).replaceAll("'", '%27');
}

/** As many entries in a list as there is room for: none is cut in two by the end of a view. */
function spread(entries: readonly string[]): readonly string[] {
  const lists: string[] = [];
  for (const entry of entries) {
    const last = lists.at(-1);
    if (last === undefined || last.length + entry.length > PARAMETERS_A_VIEW * PARAMETER_BYTES) lists.push(entry);
    else lists[lists.length - 1] = last + entry;
  }
  return lists;
}

function pieces(list: string, names: readonly string[]): readonly (readonly [string, string])[] {
  return names
    .map((name, index) => [name, list.slice(index * PARAMETER_BYTES, (index + 1) * PARAMETER_BYTES)] as const)
    .filter(([, piece]) => piece !== '');
}
