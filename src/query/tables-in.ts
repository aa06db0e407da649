import { TABLES } from '../archive/tables/catalog.ts';
import type { Table } from '../archive/tables/table.ts';
import { tokensOf } from './tokens.ts';

/** Tables that a statement mentions. One too many costs time only. */
export function tablesIn(sql: string): readonly Table[] {
  const names = new Set(
    (tokensOf(sql) ?? []).flatMap(({ kind, text }) =>
      kind === 'word' || kind === 'quoted' ? [text.toLowerCase()] : [],
    ),
  );
  return TABLES.filter(({ name }) => names.has(name));
}
