import { cloudtrail } from './cloudtrail.ts';
import type { Table, TableName } from './table.ts';

export const TABLES: readonly Table[] = [cloudtrail];

export function tableByName(name: TableName): Table {
  const table = TABLES.find((each) => each.name === name);
  if (table === undefined) throw new Error(`There is no table ${name}.`);
  return table;
}
