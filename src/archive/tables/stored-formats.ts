import type { StoredTable } from './table.ts';

type Format = Pick<StoredTable, 'serde' | 'serdeParameters' | 'inputFormat' | 'outputFormat'>;

const TEXT = {
  inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
} as const;

/** One JSON object a line. An object where a column is text becomes its JSON. */
export const JSON_LINES: Format = {
  ...TEXT,
  serde: 'org.openx.data.jsonserde.JsonSerDe',
  serdeParameters: { 'ignore.malformed.json': 'true', 'case.insensitive': 'true' },
};

/** The groups of an expression are the columns. */
export function matching(expression: string): Format {
  return {
    ...TEXT,
    serde: 'org.apache.hadoop.hive.serde2.RegexSerDe',
    serdeParameters: { 'input.regex': expression },
  };
}
