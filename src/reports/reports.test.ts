import { describe, expect, it } from 'vitest';
import { askReport } from '../../test/support/ask-report.ts';
import type { Content, Examples } from '../../test/support/report-examples.ts';
import { TABLES } from '../archive/tables/catalog.ts';
import type { Row } from '../query/engine.ts';
import { REPORTS } from './catalog.ts';
import { REPORT_IDS } from './ids.ts';
import type { Report } from './report.ts';

async function rowsOf(report: Report, content: Content): Promise<readonly Row[]> {
  return (await askReport(report, content)).rows;
}

it('has every report once, in the order of its list', () => {
  expect(REPORTS.map(({ id }) => id)).toEqual(REPORT_IDS);
});

describe.each(REPORTS.map((report) => [report.id, report] as const))('%s', async (id, report) => {
  const { examples }: { readonly examples: Examples } = await import(`./${id}/examples.ts`);

  it.each(Object.entries(examples.fires))('finds: %s', async (_name, content) => {
    expect((await rowsOf(report, content)).length).toBeGreaterThan(0);
  });

  it.each(Object.entries(examples.silent))('says nothing of: %s', async (_name, content) => {
    expect(await rowsOf(report, content)).toEqual([]);
  });

  it('gives the columns that it promises, also over nothing', async () => {
    expect(await askReport(report, () => {})).toEqual({ columns: report.columns, rows: [] });
  });

  it('reads the tables that it names, and no other', () => {
    const read = TABLES.map(({ name }) => name).filter((name) => new RegExp(`\\b${name}\\b`).test(report.sql));
    expect(report.tables).toEqual(read);
  });
});
