import { HiveSQL, TrinoSQL } from 'dt-sql-parser';
import { describe, expect, it } from 'vitest';
import { TABLES, tableByName } from './catalog.ts';
import { type ArchivePlace, athenaDdl, trinoDdl } from './ddl.ts';

const place: ArchivePlace = {
  logs: 's3://logs/o-8m3k2xq1zz/',
  trail: 's3://logs/o-8m3k2xq1zz/',
  accessLogs: 's3://access-logs/',
  findings: 's3://findings/',
  organization: 'o-8m3k2xq1zz/',
  accounts: ['111111111111', '444444444444'],
  regions: ['ap-northeast-1', 'us-east-1'],
  firstDay: '2024-01-31',
};
const [hive, trino] = [new HiveSQL(), new TrinoSQL()];

describe.each(TABLES.map((table) => [table.name, table] as const))('the table %s', (_name, table) => {
  it('is made by a statement that Athena reads, which has the grammar of Hive', () => {
    const sql = athenaDdl(table, place);
    expect(hive.validate(sql).map(({ message }) => message)).toEqual([]);
    expect(sql).toMatchSnapshot();
  });

  it('is made by a statement that Trino reads', () => {
    const sql = trinoDdl(table, place);
    expect(trino.validate(sql).map(({ message }) => message)).toEqual([]);
    expect(sql).toMatchSnapshot();
  });
});

it('the gates refuse what is no statement', () => {
  const { name } = tableByName('cloudtrail');
  expect(hive.validate(`CREATE EXTERNAL TABLE ${name} (a string;`)).not.toEqual([]);
  expect(trino.validate(`CREATE TABLE ${name} (a varchar) WITH (b =);`)).not.toEqual([]);
});
