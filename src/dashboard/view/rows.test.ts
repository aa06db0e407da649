import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../test/support/hostile-strings.ts';
import { aPosture, DEV, PROD, STG } from '../../../test/support/posture.ts';
import { adviseOn } from './advice.ts';
import { calendarRows } from './calendar.ts';
import { sortRows, toCsv, toJson, VIOLATION_COLUMNS } from './columns.ts';
import { makeDirectory } from './directory.ts';
import { adviceText } from './headline.ts';
import { baseStates, makeMatrix } from './matrix.ts';
import { formatPlace, parsePlace } from './place.ts';
import { filterRows, violationRows } from './rows.ts';

const posture = aPosture();
const directory = makeDirectory(posture);
const rows = violationRows(posture, directory);
const ids = (found: typeof rows) => found.map(({ id }) => id).sort();

describe('rows of what does not comply', () => {
  it('are the worst first', () => {
    expect(rows.map(({ rule, name }) => `${rule} ${name}`)).toEqual([
      'restricted-ssh dev',
      'restricted-ssh prod',
      'restricted-ssh stg',
      'access-keys-rotated dev',
    ]);
  });

  it.each([
    [{ account: DEV }, ['alice', 'sg-1']],
    [{ rule: 'restricted-ssh', q: 'PROD' }, ['sg-2']],
    [{ severity: 'high' }, ['sg-1', 'sg-2', 'sg-3']],
    [{ unit: 'Workloads' }, ['alice', 'sg-1', 'sg-2', 'sg-3']],
    [{ unit: 'Work' }, []],
    [{ q: 'ssh dev' }, ['sg-1']],
    [{ q: 'dev ALICE' }, ['alice']],
    [{ q: 'aws::test prod' }, ['sg-2']],
    [{ q: 'nothing like that' }, []],
    [{}, ['alice', 'sg-1', 'sg-2', 'sg-3']],
  ] as const)('are filtered by %j', (filter, expected) => {
    expect(ids(filterRows(rows, filter))).toEqual(expected);
  });

  it('are sorted up and down by a column, and not by one that does not exist', () => {
    const names = (sort: string) => sortRows(rows, VIOLATION_COLUMNS, sort).map(({ id }) => id);
    expect(names('resource')).toEqual(['alice', 'sg-1', 'sg-2', 'sg-3']);
    expect(names('-resource')).toEqual(['sg-3', 'sg-2', 'sg-1', 'alice']);
    expect(names('nothing')).toEqual(rows.map(({ id }) => id));
  });

  it('say that AWS counted further than it lists', () => {
    const cells = [
      { rule: 'r', account: DEV, region: 'x', state: 'non-compliant', count: null, resources: null },
    ] as const;
    const many = violationRows(
      { ...posture, compliance: { state: 'read', at: '', foreign: 0, rules: [], cells: [...cells] } },
      directory,
    );
    expect(many).toMatchObject([{ id: '', rule: 'r', count: 25, isAtLeast: true }]);
    expect(parse(toCsv(many, VIOLATION_COLUMNS), { columns: true })).toMatchObject([{ resource: '(≥25)' }]);
  });
});

describe('an export', () => {
  it('has the rows in sight, in the order in sight', () => {
    const shown = filterRows(rows, { account: DEV });
    expect(parse(toCsv(shown, VIOLATION_COLUMNS), { columns: true })).toMatchObject([
      { rule: 'restricted-ssh', resource: 'sg-1', name: 'dev', severity: '8' },
      { rule: 'access-keys-rotated', resource: 'alice' },
    ]);
    expect(JSON.parse(toJson(shown, VIOLATION_COLUMNS))).toMatchObject([{ resource: 'sg-1' }, { resource: 'alice' }]);
  });

  it.each(Object.entries(HOSTILE))('has no formula in it: %s', (_attack, text) => {
    const [, cells = []] = parse(
      toCsv([{ ...rows[0], id: text } as (typeof rows)[number]], VIOLATION_COLUMNS),
    ) as string[][];
    expect(cells).toHaveLength(VIOLATION_COLUMNS.length);
    for (const cell of cells) expect(cell).not.toMatch(/^[\s\t]*[=+\-@＝＋－＠]/u);
  });
});

describe('the matrix', () => {
  const make = (filter: Parameters<typeof filterRows>[1]) =>
    makeMatrix(posture, directory, { rows, filter, base: baseStates(posture) });

  it('has a column for each rule that something breaks, and a row for each governed account by unit', () => {
    const { rules, groups } = make({});
    expect(rules.map(({ name }) => name)).toEqual(['restricted-ssh', 'access-keys-rotated']);
    expect(groups.map(({ unit, accounts }) => [unit, accounts.map(({ name }) => name)])).toEqual([
      ['Workloads', ['dev', 'prod', 'stg']],
    ]);
    const cells = groups[0]?.accounts.map(({ cells: of }) => of.get('access-keys-rotated')?.state);
    expect(cells).toEqual(['violated', 'silent', 'compliant']);
    expect(groups[0]?.cells.get('restricted-ssh')).toEqual({ state: 'violated', count: 2 });
  });

  it('calls nothing compliant that a filter hides', () => {
    const [group] = make({ q: 'sg-2' }).groups;
    expect(group?.accounts.map(({ account }) => account)).toEqual([PROD]);
    expect(group?.accounts[0]?.cells.get('restricted-ssh')).toEqual({ state: 'violated', count: 1 });
    const hidden = make({ q: 'alice' }).groups[0]?.accounts.find(({ account }) => account === STG);
    expect(hidden).toBeUndefined();
  });
});

describe('resources that are not listed', () => {
  const cell = { rule: 'restricted-ssh', region: 'us-east-1', state: 'non-compliant', resources: null } as const;
  const cells = [
    { ...cell, account: DEV, count: null },
    { ...cell, account: PROD, count: 7 },
  ];
  const { compliance } = posture;
  if (compliance.state === 'not-read') throw new Error('not read');
  const unlisted = { ...posture, compliance: { ...compliance, cells } };

  it('are counted in the matrix as AWS counts them, not as one', () => {
    const base = baseStates(unlisted);
    const [group] = makeMatrix(unlisted, directory, {
      rows: violationRows(unlisted, directory),
      filter: {},
      base,
    }).groups;
    const counts = group?.accounts.map(({ cells: of }) => of.get('restricted-ssh'));
    expect(counts).toEqual([
      { state: 'violated', count: 25, isAtLeast: true },
      { state: 'violated', count: 7 },
      undefined,
    ]);
    expect(group?.cells.get('restricted-ssh')).toEqual({ state: 'violated', count: 32, isAtLeast: true });
  });

  it('are told as at least so many where AWS counts no further', () => {
    const advice = adviseOn(unlisted).map((one) => adviceText(one, { language: 'en', directory }));
    expect(advice).toContain('restricted-ssh: at least 32 resources do not comply, in dev, prod');
  });
});

describe('the calendar', () => {
  it('tells days with logs from gaps and from days on which nothing is known, and an account without any', () => {
    const { evidence } = posture;
    if (evidence.state === 'not-read') throw new Error('not read');
    const [first, second, third] = calendarRows({ ...evidence, withoutLogs: [STG] }, directory);
    expect([first?.name, first?.states.filter((state) => state === 'gap').length]).toEqual(['prod', 27]);
    expect([second?.name, new Set(second?.states)]).toEqual(['stg', new Set(['gap'])]);
    expect([third?.name, third?.daysWithLogs, third?.states.at(0)]).toEqual(['dev', 2, 'quiet']);
  });
});

describe('an address', () => {
  it('leads back to where it was made, whatever is searched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (q, rule) => {
        const place = { view: 'compliance', q: q || undefined, rule: rule || undefined, severity: 'high' } as const;
        expect(formatPlace(parsePlace(formatPlace(place)))).toBe(formatPlace(place));
        expect(parsePlace(formatPlace(place)).q).toBe(place.q);
      }),
    );
  });

  it('that is unknown leads to the overview', () => {
    expect(parsePlace('#/nowhere?severity=none&x=1')).toEqual({ view: 'overview' });
    expect(parsePlace('')).toEqual({ view: 'overview' });
  });
});
