/** Types of columns, in the words of Trino. `json` is JSON as text: what differs from event to event stays text. */
export type DataType = 'varchar' | 'bigint' | 'double' | 'boolean' | 'json' | ArrayType | RowType | MapType;

interface ArrayType {
  readonly array: DataType;
}

interface RowType {
  readonly row: readonly Field[];
}

/** From text to text. */
interface MapType {
  readonly map: 'varchar';
}

/** A column, or a field of one, by the name that it has in AWS's JSON. Its SQL name is the same in lower case. */
export interface Field {
  readonly name: string;
  readonly type: DataType;
}

export function field(name: string, type: DataType = 'varchar'): Field {
  return { name, type };
}

export function texts(...names: readonly string[]): readonly Field[] {
  return names.map((name) => field(name));
}

/** `row(type varchar, arn varchar)` */
export function trinoType(type: DataType): string {
  if (typeof type === 'string') return type === 'json' ? 'varchar' : type;
  if ('array' in type) return `array(${trinoType(type.array)})`;
  if ('map' in type) return 'map(varchar, varchar)';
  return `row(${type.row.map(({ name, type: inner }) => `${name.toLowerCase()} ${trinoType(inner)}`).join(', ')})`;
}

/** `struct<type:string,arn:string>`: what Glue calls a type. */
export function hiveType(type: DataType): string {
  if (typeof type === 'string') return type === 'json' || type === 'varchar' ? 'string' : type;
  if ('array' in type) return `array<${hiveType(type.array)}>`;
  if ('map' in type) return 'map<string,string>';
  return `struct<${type.row.map(({ name, type: inner }) => `${name.toLowerCase()}:${hiveType(inner)}`).join(',')}>`;
}

/** `STRUCT("type" VARCHAR, "arn" VARCHAR)`, with the names of the JSON, by which DuckDB's reader finds the values. */
export function duckdbType(type: DataType): string {
  if (typeof type === 'string') return type.toUpperCase();
  if ('array' in type) return `${duckdbType(type.array)}[]`;
  if ('map' in type) return 'MAP(VARCHAR, VARCHAR)';
  return `STRUCT(${type.row.map(({ name, type: inner }) => `"${name}" ${duckdbType(inner)}`).join(', ')})`;
}
