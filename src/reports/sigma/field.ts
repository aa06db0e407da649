import { cloudtrail } from '../../archive/tables/cloudtrail.ts';
import type { DataType, Field } from '../../archive/tables/data-type.ts';
import { sqlText } from '../../archive/tables/sql-text.ts';
import { say } from '../../domain/say.ts';
import { Untranslatable } from './rule.ts';

/** A field of a rule, `requestParameters.userName`, in SQL. */
export interface Place {
  /** Its text, where it is one value. */
  readonly sql: string;
  /** Of JSON: the text of the list that may stand there, and in objects of it, by which key the value stands. */
  readonly list?: { readonly sql: string; readonly key?: string };
}

/** A field as SQL that gives a text. */
export function fieldSql(name: string): string {
  return placeOf(name).sql;
}

export function placeOf(name: string): Place {
  if (!/^[A-Za-z][\w.]*$/.test(name)) throw new Untranslatable(say`the field ${name} cannot be looked up`);
  const parts = name.split('.');
  let fields: readonly Field[] = cloudtrail.columns;
  for (const [index, part] of parts.entries()) {
    const found = fields.find((field) => field.name.toLowerCase() === part.toLowerCase());
    if (found === undefined) throw new Untranslatable(say`the table cloudtrail has no ${name}`);
    const column = parts
      .slice(0, index + 1)
      .join('.')
      .toLowerCase();
    const below = parts.slice(index + 1);
    if (found.type === 'json') return below.length === 0 ? { sql: column } : jsonPlace(column, below);
    if (below.length === 0 && found.type === 'varchar') return { sql: column };
    fields = fieldsOf(found.type);
  }
  throw new Untranslatable(say`the field ${name} is not one text`);
}

function jsonPlace(column: string, path: readonly string[]): Place {
  const sql = `json_extract_scalar(${column}, ${sqlText(pathTo(path))})`;
  // EC2 writes a list as an object with `items`.
  const items = path.indexOf('items');
  const list = items < 0 ? path : path.slice(0, items + 1);
  const key = items < 0 || items === path.length - 1 ? {} : { key: path.at(-1) ?? '' };
  return { sql, list: { sql: `json_format(json_extract(${column}, ${sqlText(pathTo(list))}))`, ...key } };
}

function pathTo(parts: readonly string[]): string {
  return `$.${parts.join('.')}`;
}

function fieldsOf(type: DataType): readonly Field[] {
  return typeof type === 'object' && 'row' in type ? type.row : [];
}

/** Everything in an event that is text, in SQL: where a word without a field is looked for. */
export function allTexts(fields: readonly Field[] = cloudtrail.columns, above = ''): readonly string[] {
  return fields.flatMap(({ name, type }) => {
    const column = `${above}${name.toLowerCase()}`;
    if (type === 'varchar' || type === 'json') return [column === 'timestamp' ? '"timestamp"' : column];
    return allTexts(fieldsOf(type), `${column}.`);
  });
}
