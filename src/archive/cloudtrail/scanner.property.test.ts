import { createHash } from 'node:crypto';
import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_COLUMNS, KEY_COLUMNS } from './columns.ts';
import { decodeTexts } from './decode-pages.test-support.ts';
import { type Appended, makeScanner } from './scanner.ts';

type Cell = string | null;

let written: Cell[][] = [];
const scanner = makeScanner({
  columns: EVENT_COLUMNS,
  keys: KEY_COLUMNS,
  hash: true,
  write: ({ rows, pages }) => {
    const columns = EVENT_COLUMNS.map((_, column) => decodeTexts(pages(column), rows));
    for (let row = 0; row < rows; row += 1) written.push(columns.map((column) => column[row] ?? null));
  },
});

/** What the scanner makes of files, one row an event, one cell a column. */
function scan(...bodies: readonly Uint8Array[]): { appended: readonly Appended[]; rows: Cell[][] } {
  written = [];
  const place = { account: '111111111111', region: 'us-east-1', timestamp: '2026/10/01' };
  const appended = bodies.map((body, index) =>
    scanner.append({ body, ...place, source_key: `${index}`, source_number: '' }),
  );
  scanner.flush();
  return { appended, rows: written };
}

/** The same by JSON.parse. Text that is JSON is compared as JSON, since nobody promises how it is spaced. */
function expected(json: string): Cell[][] {
  return JSON.parse(json).Records.map((event: unknown) => EVENT_COLUMNS.map(({ path }) => cellOf(event, path)));
}

function cellOf(event: unknown, path: readonly string[]): Cell {
  let value = event;
  for (const key of path) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    value = isObject && Object.hasOwn(value as object, key) ? (value as Record<string, unknown>)[key] : null;
  }
  if (value === null) return null;
  return typeof value === 'string' ? Buffer.from(value as string).toString() : `JSON ${JSON.stringify(value)}`;
}

function alike(row: readonly Cell[], like: readonly Cell[]): Cell[] {
  return row.map((cell, index) =>
    like[index]?.startsWith('JSON ') ? `JSON ${JSON.stringify(JSON.parse(cell ?? ''))}` : cell,
  );
}

function expectSame(json: string, body: Uint8Array = gzipSync(json)): void {
  const { appended, rows } = scan(body);
  const like = expected(json);
  expect(appended).toEqual([{ rows: like.length, sha256: createHash('sha256').update(json).digest('hex') }]);
  expect(rows.map((row, index) => alike(row, like[index] ?? []))).toEqual(like);
}

const TREES = new Set(EVENT_COLUMNS.flatMap(({ path }) => path));
const ourKey = fc.constantFrom(...TREES);
const nearlyOurKey = fc.oneof(
  ourKey.map((key) => `${key}s`),
  ourKey.map((key) => key.slice(0, -1)),
  ourKey.map((key) => key.toLowerCase()),
  fc.constantFrom('__proto__', 'constructor', 'Records', '', 'k'.repeat(64), 'k'.repeat(200)),
);
/** What ends strings and objects, in rows that are longer than what is looked at at once. */
const structure = fc
  .array(fc.constantFrom('\\', '\\', '"', '{', '}', '[', ']', 'x'.repeat(7)), { maxLength: 150 })
  .map((characters) => characters.join(''));
const text = fc.oneof(
  structure,
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string().map((each) => `\\"${each}\\`),
  fc.constantFrom('{"eventName":"x"}', ']}', '"', '\\', '\ud800', '\u0000', '\udc00\ud800', '秘密', '\u2028', 'null'),
  fc.nat(9000).map((size) => 'x'.repeat(size)),
);
const scalar = fc.oneof(
  { weight: 4, arbitrary: text },
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(1.5, -2e21, 0),
);
const { value: anyValue } = fc.letrec<{ value: unknown; object: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  object: fc.dictionary(fc.oneof(ourKey, nearlyOurKey, text), tie('value'), { maxKeys: 5 }),
}));

/** An event with callers as CloudTrail nests them, keys that only look like ours, and ours where they do not belong. */
const event = fc
  .tuple(
    fc.dictionary(fc.oneof({ weight: 3, arbitrary: ourKey }, nearlyOurKey, text), anyValue, { maxKeys: 12 }),
    fc.option(
      fc.record(
        {
          type: scalar,
          userName: anyValue,
          arn: scalar,
          userIdentity: anyValue,
          sessionContext: fc.oneof(
            anyValue,
            fc.record(
              { sessionIssuer: fc.dictionary(ourKey, anyValue), attributes: fc.dictionary(ourKey, scalar) },
              { requiredKeys: [] },
            ),
          ),
        },
        { requiredKeys: [] },
      ),
    ),
  )
  .map(([fields, userIdentity]) => (userIdentity === null ? fields : { ...fields, userIdentity }));

const events = fc.array(event, { maxLength: 6 });

describe('the scanner reads what JSON.parse reads', () => {
  it('as CloudTrail writes it', () => {
    fc.assert(
      fc.property(events, (Records) => expectSame(JSON.stringify({ Records }))),
      { numRuns: 300 },
    );
  });

  it('with characters escaped that need not be, in keys too', () => {
    const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
    const escapeAll = (string: string): string => string.replaceAll(/[a-zN\u0080-\uffff]/g, escaped);
    const inStrings = (json: string): string =>
      json.replaceAll(/"(?:[^"\\]|\\.)*"/gs, (each) => (each.includes('\\') ? each : escapeAll(each)));
    fc.assert(
      fc.property(events, (Records) => expectSame(inStrings(JSON.stringify({ Records })))),
      { numRuns: 60 },
    );
    expectSame(
      '{"Records":[{"event\\u004eame":"a","userIdentity":{"\\u0074ype":"Root"},"errorCode":"\\u00e9\\ud83d\\ude00\\n"}]}',
    );
    expectSame('{"Records":[{"eventName":"\\ud83d\\ude00 \\uD83D \\"\\/\\b\\f\\n\\r\\t\\\\"}]}');
  });

  it('with white space', () => {
    fc.assert(
      fc.property(events, fc.constantFrom(1, '\t', ' \n'), (Records, space) =>
        expectSame(JSON.stringify({ Records }, null, space)),
      ),
      { numRuns: 60 },
    );
    expectSame('{"Records":[]}\n');
  });

  it('with keys that are there twice', () => {
    const twice = fc.tuple(event, event).map(
      (both) =>
        `{${both
          .map((each) => JSON.stringify(each).slice(1, -1))
          .filter((inner) => inner !== '')
          .join(',')}}`,
    );
    fc.assert(
      fc.property(fc.array(twice, { maxLength: 4 }), (all) => expectSame(`{"Records":[${all}]}`)),
      { numRuns: 150 },
    );
    expectSame(
      '{"Records":[{"userIdentity":{"arn":"a","type":"Root"},"userIdentity":{"type":"Role"}},{"userIdentity":{"arn":"a"},"userIdentity":null}]}',
    );
    expectSame('{"Records":[{"eventName":"a"}],"Records":[{"eventName":"b"}]}');
  });

  it('in several members of gzip, and with a file name in its header', () => {
    fc.assert(
      fc.property(events, fc.double({ min: 0, max: 1, noNaN: true }), (Records, at) => {
        const json = JSON.stringify({ Records });
        const content = Buffer.from(json);
        const middle = Math.floor(content.length * at);
        expectSame(json, Buffer.concat([gzipSync(content.subarray(0, middle)), gzipSync(content.subarray(middle))]));
        expectSame(json, gzipWithName(content));
      }),
      { numRuns: 40 },
    );
  });

  it('when it is stored without gzip', () => {
    expectSame('{"Records":[{"eventName":"a"}]}', Buffer.from('{"Records":[{"eventName":"a"}]}'));
  });

  it('when an event is huge, and when there are very many', () => {
    const big = 'y"'.repeat(2_000_000);
    expectSame(
      JSON.stringify({
        Records: [{ eventName: 'a' }, { requestParameters: { big }, errorMessage: big }, { eventName: 'b' }],
      }),
    );
    const many = Array.from({ length: 40_000 }, (_, index) => ({
      eventID: `${index}`,
      eventName: `name ${index}`,
      userAgent: `agent ${index % 7}`,
    }));
    expectSame(JSON.stringify({ Records: many }));
  });

  it('in many files after one another', () => {
    fc.assert(
      fc.property(fc.array(events, { minLength: 2, maxLength: 5 }), (files) => {
        const all = files.map((Records) => JSON.stringify({ Records }));
        const { rows } = scan(...all.map((json) => gzipSync(json)));
        const like = all.flatMap(expected);
        expect(rows.map((row, index) => alike(row, like[index] ?? []))).toEqual(like);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the scanner survives', () => {
  it('bytes that are no UTF-8: each becomes what JSON.parse of the decoded text has', () => {
    const content = Buffer.concat([
      Buffer.from('{"Records":[{"eventName":"a'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('b"}]}'),
    ]);
    const { rows } = scan(gzipSync(content));
    expect(rows[0]?.[EVENT_COLUMNS.findIndex(({ name }) => name === 'eventname')]).toBe('a\ufffd\ufffdb');
  });

  it('a file that is cut off anywhere: all of it or nothing, and why', () => {
    const json = JSON.stringify({ Records: [{ eventName: 'a', userIdentity: { type: 'Root' } }, { eventName: 'b' }] });
    const body = gzipSync(json);
    for (let length = 0; length < body.length; length += 1) {
      const { appended } = scan(body.subarray(0, length));
      expect(appended[0]).toMatchObject({ rows: 0, problem: expect.any(String) });
    }
    for (let length = 0; length < json.length; length += 1) {
      const { appended } = scan(gzipSync(json.slice(0, length)));
      expect(appended[0]).toMatchObject({ rows: 0, problem: expect.any(String) });
    }
  });

  it('random bytes, and JSON in which some are changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { appended } = scan(
          bytes,
          gzipSync(bytes),
          gzipSync(Buffer.concat([Buffer.from('{"Records":['), bytes])),
        );
        expect(appended.map(({ rows }) => rows)).toEqual([0, 0, 0]);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(events, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), (Records, changes) => {
        const content = Buffer.from(JSON.stringify({ Records }));
        for (const [at, byte] of changes) content[at % content.length] = byte;
        const json = content.toString();
        const like = attempt(() => expected(json));
        const { appended, rows } = scan(gzipSync(content));
        if (like === undefined) return;
        expect(appended[0]?.problem).toBeUndefined();
        expect(rows.map((row, index) => alike(row, like[index] ?? []))).toEqual(like);
      }),
      { numRuns: 300 },
    );
  });
});

/** Undefined when JSON.parse or the shape of the file refuses. */
function attempt(run: () => Cell[][]): Cell[][] | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function gzipWithName(content: Uint8Array): Uint8Array {
  const header = Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3]);
  const trailer = Buffer.alloc(8);
  // The plain form of gzip ends with the same checksum and size.
  gzipSync(content).copy(trailer, 0, gzipSync(content).length - 8);
  return Buffer.concat([header, Buffer.from('events.json\0'), deflateRawSync(content), trailer]);
}
