import { beforeAll, describe, expect, it } from 'vitest';
import { askExamples } from '../../test/support/ask-examples.ts';
import { askReport } from '../../test/support/ask-report.ts';
import type { Examples } from '../../test/support/report-examples.ts';
import { TABLES } from '../archive/tables/catalog.ts';
import type { Row } from '../query/engine.ts';
import { REPORTS } from './catalog.ts';
import { REPORT_IDS } from './ids.ts';

it('has every report once, in the order of its list', () => {
  expect(REPORTS.map(({ id }) => id)).toEqual(REPORT_IDS);
});

describe.each(REPORTS.map((report) => [report.id, report] as const))('%s', async (id, report) => {
  const { examples }: { readonly examples: Examples } = await import(`./${id}/examples.ts`);

  const [fires, silent] = [Object.keys(examples.fires), Object.keys(examples.silent)];
  let rows: readonly (readonly Row[])[];
  beforeAll(async () => {
    rows = await askExamples(report, [...Object.values(examples.fires), ...Object.values(examples.silent)]);
  });

  it.each(fires.map((name, index) => [name, index] as const))('finds: %s', (_name, index) => {
    expect(rows[index]?.length).toBeGreaterThan(0);
  });

  it.each(silent.map((name, index) => [name, index] as const))('says nothing of: %s', (_name, index) => {
    expect(rows[fires.length + index]).toEqual([]);
  });

  it('gives the columns that it promises, also over nothing', async () => {
    expect(await askReport(report, () => {})).toEqual({ columns: report.columns, rows: [] });
  });

  it('reads the tables that it names, and no other', () => {
    const read = TABLES.map(({ name }) => name).filter((name) => new RegExp(`\\b${name}\\b`).test(report.sql));
    expect(report.tables).toEqual(read);
  });
});
