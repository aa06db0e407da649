import type { DuckDBValue } from '@duckdb/node-api';
import type { Value } from '../engine.ts';

/** Numbers, texts and truth as they are; moments as ISO 8601; whatever has parts as DuckDB prints it. */
export function plainValue(value: DuckDBValue): Value {
  switch (typeof value) {
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    default:
      return value === null || value === undefined ? null : String(value);
  }
}
