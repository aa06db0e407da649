import { describe, expect, it } from 'vitest';
import { explainError } from './explain.ts';

const nearest = (text: string): string => `nearest to ${text}`;

describe('an error of an engine', () => {
  it.each([
    [
      'DuckDB: a column',
      'Binder Error: Referenced column "eventnam" not found in FROM clause!',
      'There is no column eventnam in cloudtrail.',
      'nearest to eventnam',
    ],
    [
      'DuckDB: a field',
      'Binder Error: Could not find key "arnn" in struct',
      'There is no column arnn in cloudtrail.',
      'nearest to arnn',
    ],
    [
      'DuckDB: a table',
      'Catalog Error: Table with name cloudtrial does not exist!',
      'There is no table cloudtrial.',
      'nearest to cloudtrial',
    ],
    [
      'Trino: a column',
      "line 1:8: Column 'eventnam' cannot be resolved",
      'There is no column eventnam in cloudtrail.',
      'nearest to eventnam',
    ],
    [
      'Trino: a table',
      "line 1:15: Table 'hive.logs.cloudtrial' does not exist",
      'There is no table cloudtrial.',
      'nearest to cloudtrial',
    ],
    [
      'Trino: a function',
      "line 1:8: Function 'foo' not registered",
      'There is no function foo.',
      'Queries are written in the dialect of Trino.',
    ],
    [
      'anything else, shortened',
      'Parser Error: syntax error at or near "FORM"\n\nLINE 1: WITH …',
      'Parser Error: syntax error at or near "FORM"',
      'Queries are written in the dialect of Trino, which is that of Athena.',
    ],
  ])('%s', (_name, said, message, hint) => {
    expect(explainError(new Error(said), 'SELECT 1 FROM cloudtrail', nearest)).toMatchObject({ message, hint });
  });
});
