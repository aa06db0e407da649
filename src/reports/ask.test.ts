import { describe, expect, it } from 'vitest';
import { Interruption, MetsukeError } from '../domain/errors.ts';
import type { Engine, QueryResult, Row } from '../query/engine.ts';
import type { Query } from '../query/query.ts';
import { resultOf } from './answer.ts';
import { type AskOptions, tryReport } from './ask.ts';
import { reportById } from './catalog.ts';
import { basisLines } from './render/basis-words.ts';
import type { Report } from './report.ts';

const OPTIONS: AskOptions = {
  scope: { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  accounts: [],
  parameters: {},
  limit: 10,
  now: '2026-11-15T00:00:00Z',
};
const ANY: Query = { sql: '', tables: [], scope: OPTIONS.scope, accounts: [], parameters: {} };
const REPORT = reportById('root-use') as Report;

function anEngine(run: () => Promise<QueryResult>): Engine {
  return { name: 'duckdb', prepare: async () => {}, run, estimate: async () => null, close: async () => {} };
}

function rows(found: readonly Row[], objects: number | null): Engine {
  return anEngine(async () => ({
    columns: ['time'],
    rows: (async function* () {
      yield* found;
    })(),
    problems: [],
    read: [
      {
        table: 'cloudtrail',
        look: async () => ({ objects, events: objects, copies: 0, late: 0, gaps: objects === null ? null : [] }),
      },
    ],
    statistics: () => ({ objects, bytes: 0, cost: null }),
  }));
}

function fails(error: Error): Engine {
  return anEngine(() => Promise.reject(error));
}

describe('a report beside others', () => {
  it.each([
    [
      'DuckDB',
      new Error('Out of Memory Error: could not allocate\n\nLINE 1'),
      'Out of Memory Error: could not allocate',
    ],
    ['Athena', new MetsukeError('query-failed', 'SYNTAX_ERROR'), 'SYNTAX_ERROR'],
    ['AWS', new MetsukeError('access-denied', 'You may not.'), 'You may not.'],
  ])('that %s refuses is not evaluated, with the reason', async (_name, error, reason) => {
    const outcome = await tryReport(REPORT, fails(error), OPTIONS);
    expect(outcome).toEqual({ report: REPORT, period: OPTIONS.scope, reason });
    expect(resultOf(outcome)).toBe('not-evaluated');
  });

  it.each([
    ['a person', new MetsukeError('not-confirmed', 'No.')],
    ['an interruption', new Interruption('Ctrl-C')],
    ['a mistake of the program', new TypeError('undefined is not a function')],
  ])('does not go on after %s', async (_name, error) => {
    await expect(tryReport(REPORT, fails(error), OPTIONS)).rejects.toBe(error);
  });

  it.each([
    ['rows', [['now']], 1, 'found'],
    ['logs without a row', [], 1, 'nothing'],
    ['no logs', [], 0, 'no-logs'],
    ['an engine that does not tell what it read', [], null, 'incomplete'],
  ])('of %s', async (_name, found, objects, result) => {
    expect(resultOf(await tryReport(REPORT, rows(found, objects), OPTIONS))).toBe(result);
  });
});

describe('a report about events that a trail records only where it is told to', () => {
  const optional = reportById('vpc-endpoint-activity') as Report;

  /** Logs of which so many are events of the kind. */
  function logsWith(events: number): Engine {
    return {
      ...rows([], 1),
      run: async ({ sql }) => rows(sql.startsWith('SELECT count') ? [[events]] : [], 1).run(ANY),
    };
  }

  it('does not say that nothing happened where none were recorded', async () => {
    const outcome = await tryReport(optional, logsWith(0), OPTIONS);
    expect(resultOf(outcome)).toBe('incomplete');
    if (!('basis' in outcome)) throw new Error('not answered');
    for (const [language, words] of [
      ['en', /The logs hold no network activity event/],
      ['ja', /ネットワークアクティビティイベントは、ログに 1 件もありません/],
    ] as const)
      expect(basisLines(outcome.basis, language).map(({ text }) => text)).toContainEqual(expect.stringMatching(words));
  });

  it('says so where there were some', async () => {
    expect(resultOf(await tryReport(optional, logsWith(3), OPTIONS))).toBe('nothing');
  });
});
