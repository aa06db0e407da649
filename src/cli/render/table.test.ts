import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aView, stillOn, withoutCodes } from '../../../test/support/view.ts';
import { widthOf } from './pieces.ts';
import { layRows } from './rows.ts';
import { type Column, renderTable } from './table.ts';
import { commandLines, paragraph } from './wrap.ts';

/** What nobody may find cut in two, and what surrounds it. */
const ID = fc.oneof(
  fc.constantFrom('i-0123456789abcdef0', 'ami-00112233445566778', '111111111111', '203.0.113.254', '2001:db8::ff00:42'),
  fc.constantFrom('2026-10-14 03:00:00', '2026-10-14T03:00:00Z', '2026-10-14', 'ap-northeast-1', 'us-gov-west-1'),
  fc.constantFrom('5b0f6f1c-1a2b-4c3d-9e8f-001122334455', 'o-8m3k2xq1zz', 'ou-ab12-cdefgh34'),
);
const NAME = fc.constantFrom(
  'dev',
  '開発環境のアカウント',
  '監査、ログ。',
  'Ａ社 👨‍👩‍👧 チーム',
  'é́ cafe\u0301',
  'Log Archive',
);
const ARN = fc.constantFrom(
  'arn:aws:sts::111111111111:assumed-role/AWSReservedSSO_AdministratorAccess_0123456789abcdef/hanako.yamada@example.com',
  'arn:aws:cloudformation:ap-northeast-1:111111111111:stackset/AWSOrganizations-AccountBaseline:5b0f6f1c-1a2b-4c3d-9e8f-001122334455',
  'arn:aws:ec2:ap-northeast-1:111111111111:instance/i-0123456789abcdef0',
);
const SENTENCE = fc
  .array(fc.oneof(NAME, ID, fc.lorem({ maxCount: 3 })), { maxLength: 8 })
  .map((words) => words.join(' '));
const CELL = fc.oneof(NAME, ID, ARN, SENTENCE, fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constant(''));

const WIDTHS = fc.oneof(fc.integer({ min: 60, max: 240 }), fc.constantFrom(60, 80, 100, 120, 160, 240));

const TABLE = fc.integer({ min: 1, max: 9 }).chain((count) =>
  fc.record({
    columns: fc.array(
      fc.record({
        title: fc.constantFrom('Account', 'Time (UTC)', 'Actor', '送信元', 'User agent'),
        priority: fc.integer({ min: -2, max: 2 }),
        isOptional: fc.boolean(),
      }),
      { minLength: count, maxLength: count },
    ),
    rows: fc.array(fc.array(CELL, { minLength: count, maxLength: count }), { minLength: 1, maxLength: 6 }),
  }),
);

const RUNS = { numRuns: 150 };

function render(
  { columns, rows }: { columns: readonly Column[]; rows: readonly (readonly string[])[] },
  width: number,
) {
  const view = aView({ width, color: true });
  const painted = rows.map((cells, index) => ({ cells, paint: index % 2 === 0 ? view.style.red : undefined }));
  return renderTable({ columns, rows: painted }, view).split('\n');
}

/** Letters in their order, however they were wrapped. */
const letters = (text: string): string => text.replaceAll(/[\s]/gu, '');

describe('a table', () => {
  it('is never wider than the terminal, and leaves no colour on behind a line', () => {
    fc.assert(
      fc.property(TABLE, WIDTHS, (table, width) => {
        for (const line of render(table, width)) {
          expect(widthOf(withoutCodes(line))).toBeLessThanOrEqual(width);
          expect(stillOn(line)).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('breaks no id, address, region or time', () => {
    const rows = fc.array(fc.tuple(ID, SENTENCE, ID, ARN, SENTENCE), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, WIDTHS, (cells, width) => {
        const columns = ['Account', 'What', 'Instance', 'Actor', 'Why'].map((title) => ({ title }));
        const lines = render({ columns, rows: cells }, width).map(withoutCodes);
        for (const [first, , third] of cells)
          for (const id of [first, third]) expect(lines.some((line) => line.includes(id))).toBe(true);
      }),
      RUNS,
    );
  });

  it('shows every cell, or says which columns it left out', () => {
    const values = fc.array(fc.tuple(ID, NAME, ARN, ID, SENTENCE), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(values, WIDTHS, (rows, width) => {
        const columns = [
          { title: 'A', priority: 1 },
          { title: 'B' },
          { title: 'C', priority: -1 },
          { title: 'Event id', isOptional: true },
          { title: 'E' },
        ];
        const text = render({ columns, rows }, width).map(withoutCodes).join('\n');
        const isLeftOut = text.includes('Not shown, because the terminal is too narrow: Event id.');
        const counts = countLetters(text);
        const expected = countLetters(
          rows.map((row) => row.filter((_, at) => at !== 3 || !isLeftOut).join('')).join(''),
        );
        for (const [letter, count] of expected) expect(counts.get(letter) ?? 0).toBeGreaterThanOrEqual(count);
      }),
      RUNS,
    );
  });

  it('is one line a row in a pipe, with every column', () => {
    fc.assert(
      fc.property(TABLE, ({ columns, rows }) => {
        const lines = renderTable({ columns, rows: rows.map((cells) => ({ cells })) }, aView()).split('\n');
        expect(lines).toHaveLength(rows.length + 1);
      }),
      RUNS,
    );
  });

  it('has borders of ASCII where the terminal knows nothing else', () => {
    const table = { columns: [{ title: 'A' }, { title: 'B' }], rows: [{ cells: ['one', 'two'] }] };
    expect(renderTable(table, aView({ width: 80, isAscii: true }))).toBe('A    B\n---  ---\none  two');
  });

  it('lets no text of others steer the terminal', () => {
    const evil = 'a\u001b[2Jb\nc\td';
    const text = renderTable({ columns: [{ title: 'A' }], rows: [{ cells: [evil] }] }, aView({ width: 80 }));
    expect(text).toContain(String.raw`a\x1b[2Jb\nc\td`);
  });
});

function countLetters(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const letter of letters(text)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}

describe('rows without a heading', () => {
  it('are never wider than the terminal, leave no colour on and lose nothing', () => {
    const rows = fc.array(fc.array(CELL, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(rows, WIDTHS, fc.constantFrom('', '  ', '    '), (cells, width, indent) => {
        const { style, screen } = aView({ width, color: true });
        const laid = layRows(
          cells.map((row) => ({ cells: row, paint: style.yellow })),
          { screen, indent },
        );
        for (const line of laid.flat()) {
          expect(widthOf(withoutCodes(line))).toBeLessThanOrEqual(width);
          expect(stillOn(line)).toEqual([]);
        }
        laid.forEach((lines, at) => {
          expect(letters(withoutCodes(lines.join('')))).toBe(letters((cells[at] ?? []).join('')));
        });
      }),
      RUNS,
    );
  });

  it('are aligned, with Japanese names twice as wide', () => {
    const rows = [
      ['+', '開発', 'x'],
      ['~', 'production', 'y'],
    ].map((cells) => ({ cells }));
    expect(layRows(rows, aView()).flat()).toEqual(['+  開発        x', '~  production  y']);
  });

  it('let a cell take the room of the empty ones behind it', () => {
    const rows = [
      ['a', 'a service principal', '', 'new'],
      ['b', 'dev', 'ap-northeast-1', 'new'],
    ].map((cells) => ({ cells }));
    expect(layRows(rows, aView()).flat()).toEqual(['a  a service principal  new', 'b  dev  ap-northeast-1  new']);
  });
});

describe('what is copied whole', () => {
  const address =
    'https://ap-northeast-1.console.aws.amazon.com/cloudtrailv2/home?region=ap-northeast-1#/events/4d5e6f70-0007-4d8e-9f90-a1b2c3d4e507';
  const hash = '0f1e2d3c4b5a6978'.repeat(4);

  it.each([
    ['an address', address],
    ['an address in brackets', `(${address}).`],
    ['a hash', hash],
  ])('%s is in one line in a paragraph, a row and a table', (_name, text) => {
    const { screen } = aView({ width: 40 });
    const said = `Look at this page ${text} and then tell the others of it`;
    expect(paragraph(said, { width: 40, first: '  ' }).join('\n')).toContain(text);
    expect(
      layRows([{ cells: ['a', said] }], { screen })
        .flat()
        .join('\n'),
    ).toContain(text);
    const table = { columns: [{ title: 'A' }, { title: 'B' }], rows: [{ cells: ['a', said] }] };
    expect(renderTable(table, aView({ width: 40 }))).toContain(text);
  });

  it('leaves the other words within the width', () => {
    const lines = paragraph(`Look at this page ${address} and then tell the others of it`, { width: 40, first: '  ' });
    expect(lines.filter((line) => widthOf(line) > 40)).toEqual([`  ${address}`]);
  });
});

describe('a paragraph', () => {
  it('does not begin a line with a closing mark of Japanese', () => {
    const text = '招待されたアカウントには，ロールがありません。'.repeat(6);
    const lines = paragraph(text, { width: 60 });
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line).not.toMatch(/^[，．。、」）]/);
  });
});

describe('a command', () => {
  const command = `aws cloudformation create-stack --stack-name X --template-body file://synth/templates/x.json --tags '[{"a b": 1}]' --parameters ParameterKey=AdministratorAccountIdOfTheWholeOrganization,ParameterValue=111111111111`;

  it('is one line where it fits', () => {
    expect(commandLines(command, { width: 300, first: '  ' })).toEqual([`  ${command}`]);
  });

  it.each([60, 80, 120])('can be copied into a shell from a terminal of %i columns', (width) => {
    const lines = commandLines(command, { width, first: '  ' });
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
    const asTheShellReads = lines.join('\n').replaceAll('\\\n', '').replaceAll(/ {2,}/g, ' ').trim();
    expect(asTheShellReads).toBe(command);
  });
});
