import { describe, expect, it } from 'vitest';
import { aBasis } from '../../../test/support/basis.ts';
import { aView } from '../../../test/support/view.ts';
import type { Answer, Outcome } from '../../reports/answer.ts';
import { reportById } from '../../reports/catalog.ts';
import type { ReportId } from '../../reports/ids.ts';
import { REPORT_FORMATS } from '../commands/archive-options.ts';
import { renderReports } from './report-forms.ts';

const PERIOD = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };

function answer(id: ReportId, rows: number, objects = 7): Answer {
  const report = reportById(id);
  if (report === undefined) throw new Error(`There is no report ${id}.`);
  return {
    report,
    columns: ['event', 'calls'],
    rows: Array.from({ length: rows }, (_, index) => [`Event${index + 1}`, index]),
    isCut: false,
    period: PERIOD,
    engine: 'duckdb',
    problems: [],
    statistics: { objects, bytes: 1, cost: null },
    basis: aBasis({ tables: [{ table: 'cloudtrail', objects, events: objects, copies: 0 }] }),
  };
}

function unanswered(id: ReportId): Outcome {
  return { report: answer(id, 0).report, period: PERIOD, reason: 'the engine has no memory left' };
}

const ALL = [
  answer('root-use', 12),
  answer('top-errors', 0),
  answer('guardduty-findings', 0, 0),
  unanswered('access-log-anomalies'),
];
const ON_SCREEN = aView({ width: 100 });
const table = { format: 'table', language: 'en', version: '1' } as const;

describe('many reports on a terminal', () => {
  it('show the first rows of what was found, how to get the others, and a summary', async () => {
    const text = await renderReports(ALL, table, ON_SCREEN);
    expect(text).toContain('Event10 ');
    expect(text).not.toContain('Event11');
    expect(text).toContain('2 more: --out FOLDER writes all of them to files, --format csv prints them');
    expect(text).not.toContain('Nothing found.');
    expect(text).toMatch(/^1 of 4 reports found something: 12 rows\. 1 could not be evaluated\.$/m);
  });

  it('claim nothing of reports without logs, and of those that could not be evaluated', async () => {
    const text = await renderReports(ALL, table, ON_SCREEN);
    expect(text).toContain('Nothing found: top-errors\n');
    expect(text).toContain('No log of this period, so that nothing is known: guardduty-findings\n');
    expect(text).toContain('Not evaluated access-log-anomalies: the engine has no memory left\n');
  });

  it('name each other in one word where there is no log for any of them', async () => {
    const none = [answer('root-use', 0, 0), answer('top-errors', 0, 0)];
    const text = await renderReports(none, table, ON_SCREEN);
    expect(text).toContain('No log of this period, so that nothing is known: every report\n');
    expect(text).toMatch(/^0 of 2 reports found something: 0 rows\.$/m);
    const japanese = await renderReports(none, { ...table, language: 'ja' }, ON_SCREEN);
    expect(japanese).toContain('対象期間のログがないため判定できません: すべてのレポート\n');
    expect(japanese).toContain('2 レポート中、該当あり 0（0 件）。');
  });

  it('are counted by severity', async () => {
    const text = await renderReports(ALL, table, ON_SCREEN);
    expect(text).toMatch(/^Severity +Reports +Found something +Nothing found +No logs +Not evaluated +Rows$/m);
    expect(text).toMatch(/^high +\d/m);
  });
});

it('a pipe gets every row of every report, and the summary', async () => {
  const text = await renderReports(ALL, table, aView());
  expect(text).toContain('Event12 ');
  expect(text).toContain('There is no log of this period, so that nothing is known.');
  expect(text).toContain('Not evaluated: the engine has no memory left');
  expect(text).toContain('Summary');
});

it('one report has no summary, and more of its rows stand on a terminal', async () => {
  const text = await renderReports([answer('root-use', 120)], table, ON_SCREEN);
  expect(text).toContain('Event100 ');
  expect(text).not.toContain('Event101');
  expect(text).toContain('20 more: ');
  expect(text).not.toContain('Summary');
});

const TELLS: readonly string[] = REPORT_FORMATS.filter((format) => !['table', 'csv', 'ocsf'].includes(format));
it.each(REPORT_FORMATS.filter((format) => TELLS.includes(format)))(
  '%s names what could not be evaluated',
  async (format) => {
    const text = await renderReports(ALL, { format, language: 'en', version: '1' }, ON_SCREEN);
    expect(text).toContain('the engine has no memory left');
    expect(text).toContain('Event12');
  },
);
