import { cloudtrail } from '../../archive/tables/cloudtrail.ts';
import type { DataType, Field } from '../../archive/tables/data-type.ts';
import { sqlText } from '../../archive/tables/sql-text.ts';
import { say } from '../../domain/say.ts';
import { Untranslatable } from './rule.ts';

/** A field of a rule, `requestParameters.userName`, as SQL that gives a text. */
export function fieldSql(name: string): string {
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
    if (found.type === 'json') return below.length === 0 ? column : jsonValue(column, below);
    if (below.length === 0 && found.type === 'varchar') return column;
    fields = fieldsOf(found.type);
  }
  throw new Untranslatable(say`the field ${name} is not one text`);
}

function jsonValue(column: string, path: readonly string[]): string {
  return `json_extract_scalar(${column}, ${sqlText(`$.${path.join('.')}`)})`;
}

function fieldsOf(type: DataType): readonly Field[] {
  return typeof type === 'object' && 'row' in type ? type.row : [];
}
