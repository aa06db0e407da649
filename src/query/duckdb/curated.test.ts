import { mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../../test/support/archive.ts';
import { MemoryTable } from '../../../test/support/memory-table.ts';
import { keepInBucket } from '../../archive/compact/bucket-place.ts';
import { compactCloudTrail } from '../../archive/compact/compact.ts';
import { type CuratedFiles, filesInFolder } from '../../archive/compact/files.ts';
import { keepInFolder } from '../../archive/compact/folder-place.ts';
import { mirrorBucket } from '../../archive/compact/mirror.ts';
import { openFolder } from '../../archive/folder-store.ts';
import { tableByName } from '../../archive/tables/catalog.ts';
import type { Scope } from '../../archive/tables/scope.ts';
import { isAccountId } from '../../domain/ids.ts';
import { allRows } from '../engine.ts';
import type { Query } from '../query.ts';
import { makeDuckDBEngine } from './engine.ts';

const ACCOUNTS = ['111111111111', '222222222222'].filter(isAccountId);
const DAYS = ['2026-10-01', '2026-10-02', '2026-10-03'];
const OCTOBER: Scope = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };

let archive = new ArchiveFolder();
beforeEach(() => {
  archive = new ArchiveFolder();
});
afterEach(() => archive.remove());

interface Place {
  readonly account?: string | undefined;
  readonly region?: string;
  readonly day?: string | undefined;
  readonly unique?: string;
}

function keyOf({ account = ACCOUNTS[0], region = 'us-east-1', day = '2026-10-01', unique = 'A' }: Place): string {
  const name = `${account}_CloudTrail_${region}_${day.replaceAll('-', '')}T0005Z_${unique.padEnd(16, 'A')}.json.gz`;
  return `AWSLogs/${account}/CloudTrail/${region}/${day.replaceAll('-', '/')}/${name}`;
}

let clock = Date.parse('2026-10-01T00:00:00Z');

/** Each time of writing is another one, as it is where nobody writes twice within a millisecond. */
function log(place: Place, ...names: readonly string[]): string {
  const key = keyOf(place);
  const Records = names.map((eventName, index) => ({
    eventTime: `${place.day ?? '2026-10-01'}T00:00:0${index}Z`,
    eventName,
    awsRegion: place.region ?? 'us-east-1',
    userIdentity: {
      type: 'AssumedRole',
      sessionContext: { webIdFederationData: { federatedProvider: 'x', attributes: { aud: eventName } } },
    },
    requestParameters: { name: eventName },
    ...(index === 0
      ? { resources: [{ ARN: `arn:aws:s3:::${eventName}`, accountId: '1', type: 'AWS::S3::Bucket' }] }
      : {}),
  }));
  archive.addGzip(key, JSON.stringify({ Records }));
  clock += 1000;
  utimesSync(join(archive.path, key), new Date(clock), new Date(clock));
  return key;
}

async function compact(root = archive.path): Promise<void> {
  await compactCloudTrail({ store: openFolder(archive.path), place: keepInFolder(root), workers: 1, emit: () => {} });
}

interface Asking {
  readonly scope?: Scope;
  readonly curated?: boolean;
  readonly root?: string;
  readonly files?: CuratedFiles;
}

async function ask(sql: string, { scope = OCTOBER, curated = true, root = archive.path, files }: Asking = {}) {
  const engine = makeDuckDBEngine({
    store: openFolder(archive.path),
    cache: archive.path,
    threads: 1,
    workers: 1,
    ...(curated ? { curated: files ?? filesInFolder(root) } : {}),
  });
  try {
    const query: Query = { sql, tables: [tableByName('cloudtrail')], scope, accounts: [], parameters: {} };
    const result = await engine.run(query);
    return { rows: await allRows(result), problems: result.problems, ...result.statistics() };
  } finally {
    await engine.close();
  }
}

const NAMES = 'SELECT eventname FROM cloudtrail ORDER BY 1';
const EVERYTHING = 'SELECT * FROM cloudtrail ORDER BY ALL';

async function names(options: { readonly scope?: Scope; readonly curated?: boolean } = {}): Promise<unknown> {
  return (await ask(NAMES, options)).rows.flat();
}

describe('a query over an archive that was compacted into a bucket', () => {
  const table = new MemoryTable();
  beforeEach(async () => {
    table.objects.clear();
    log({}, 'a', 'b');
    log({ day: '2026-10-02' }, 'c');
    const place = keepInBucket(table.bucket, () => clock);
    await compactCloudTrail({ store: openFolder(archive.path), place, workers: 1, emit: () => {} });
  });
  const askBucket = () => ask(NAMES, { files: mirrorBucket(table.bucket, join(archive.path, 'mirror')) });
  const key = 'curated/cloudtrail/dt=2026-10-01/part-0.parquet';

  it('opens its parts, and log files that are new', async () => {
    expect(await askBucket()).toMatchObject({ objects: 2, rows: [['a'], ['b'], ['c']], problems: [] });
    log({ unique: 'B' }, 'added');
    expect(await askBucket()).toMatchObject({ objects: 3, rows: [['a'], ['added'], ['b'], ['c']], problems: [] });
  });

  it.each<[string, () => void]>([
    ['is gone', () => table.objects.delete(key)],
    ['is one of the same size that another compaction is about to make', () => table.objects.get(key)?.fill(1, 4, 99)],
  ])('reads the log files of a day whose part %s, and says so', async (_name, change) => {
    change();
    expect(await askBucket()).toMatchObject({
      objects: 2,
      rows: [['a'], ['b'], ['c']],
      problems: [{ key, problem: expect.stringContaining('is not what its manifest says; the log files') }],
    });
  });
});

const part = (day = '2026-10-01'): string => join(archive.path, `curated/cloudtrail/dt=${day}/part-0.parquet`);
const NOTE = expect.objectContaining({ key: expect.stringContaining('dt=2026-10-01') });

describe('a query over an archive that was compacted', () => {
  it('opens the compacted table instead of the log files', async () => {
    for (const unique of ['A', 'B', 'C']) log({ unique }, unique, `${unique}2`);
    expect(await ask(NAMES)).toMatchObject({ objects: 3 });
    await compact();
    expect(await ask(NAMES)).toMatchObject({ objects: 1, rows: [['A'], ['A2'], ['B'], ['B2'], ['C'], ['C2']] });
    expect(await ask(NAMES, { curated: false })).toMatchObject({ objects: 3 });
  });

  it('gives the same values of the same types, lists and maps among them', async () => {
    log({}, 'a', 'b');
    const raw = await ask(EVERYTHING);
    const types = `SELECT DISTINCT typeof(t) FROM cloudtrail AS t`;
    const rawTypes = await ask(types);
    await compact();
    expect((await ask(EVERYTHING)).rows).toEqual(raw.rows);
    expect((await ask(types)).rows).toEqual(rawTypes.rows);
    log({ unique: 'B' }, 'c');
    expect((await ask(types)).rows).toEqual(rawTypes.rows);
    expect((await ask(EVERYTHING)).rows).toEqual((await ask(EVERYTHING, { curated: false })).rows);
  });

  it('finds what was added since', async () => {
    log({}, 'a');
    await compact();
    log({ unique: 'B' }, 'added');
    log({ day: '2026-10-02' }, 'next day');
    expect(await names()).toEqual(['a', 'added', 'next day']);
  });

  it('has a log file that has changed since once, as it is now', async () => {
    log({}, 'a', 'b');
    log({ unique: 'B' }, 'c');
    await compact();
    log({}, 'a', 'b', 'changed');
    expect(await names()).toEqual(['a', 'b', 'c', 'changed']);
  });

  it('leaves out what is not in the archive any more, as it would without a compacted table', async () => {
    const gone = log({}, 'gone');
    log({ unique: 'B' }, 'b');
    await compact();
    rmSync(join(archive.path, gone));
    expect(await names()).toEqual(['b']);
  });

  it('gives only the accounts, regions and days that are asked about', async () => {
    for (const account of ACCOUNTS) {
      for (const region of ['us-east-1', 'us-west-2']) {
        for (const day of DAYS) log({ account, region, day }, `${account} ${region} ${day}`);
      }
    }
    await compact();
    log({ account: ACCOUNTS[1], region: 'us-west-2', day: '2026-10-02' }, 'changed');
    const scope: Scope = {
      from: '2026-10-01T00:00:00Z',
      to: '2026-10-03T00:00:00Z',
      accounts: ACCOUNTS.slice(1),
      regions: ['us-west-2'],
    };
    expect(await names({ scope })).toEqual(['222222222222 us-west-2 2026-10-01', 'changed']);
    expect(await names({ scope, curated: false })).toEqual(['222222222222 us-west-2 2026-10-01', 'changed']);
  });

  it('still tells which log files could not be read', async () => {
    log({}, 'a');
    const broken = keyOf({ unique: 'B' });
    archive.addBytes(broken, 'not gzip');
    await compact();
    expect(await ask(NAMES)).toMatchObject({
      objects: 1,
      problems: [{ key: broken, problem: 'is neither gzip nor JSON' }],
    });
  });
});

describe('what is damaged is told, and the log files are read instead', () => {
  beforeEach(async () => {
    log({}, 'a', 'b');
    log({ day: '2026-10-02' }, 'c');
    await compact();
  });

  it.each<[string, () => void]>([
    ['a part that is gone', () => rmSync(part())],
    ['a part that was cut off', () => writeFileSync(part(), readFileSync(part()).subarray(0, 1000))],
    ['a part of zeros', () => writeFileSync(part(), Buffer.alloc(readFileSync(part()).length))],
    ['a part whose data is overwritten', () => writeFileSync(part(), readFileSync(part()).fill(0xff, 4, 2000))],
    [
      'a manifest that is no JSON',
      () => writeFileSync(join(archive.path, 'curated-manifest/cloudtrail/dt=2026-10-01.json'), '{"format": 1'),
    ],
    [
      'a manifest of another form',
      () => writeFileSync(join(archive.path, 'curated-manifest/cloudtrail/dt=2026-10-01.json'), 'null'),
    ],
  ])('%s', async (_name, damage) => {
    damage();
    const { rows, problems, objects } = await ask(EVERYTHING);
    expect(rows).toEqual((await ask(EVERYTHING, { curated: false })).rows);
    expect(problems).toEqual([NOTE]);
    // The log file of the first day, and the part of the second.
    expect(objects).toBe(2);
  });

  it('a compaction that was never finished is none', async () => {
    rmSync(join(archive.path, 'curated-manifest/cloudtrail/dt=2026-10-01.json'));
    mkdirSync(join(archive.path, 'curated/.compacting'), { recursive: true });
    expect(await ask(NAMES)).toMatchObject({ rows: [['a'], ['b'], ['c']], problems: [] });
  });

  it('an error in the query is none of the table', async () => {
    await expect(ask('SELECT nothing FROM cloudtrail')).rejects.toThrow('nothing');
  });
});

const place = fc.record({
  account: fc.constantFrom(...ACCOUNTS),
  day: fc.constantFrom(...DAYS),
  unique: fc.constantFrom('A', 'B'),
});
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('write' as const), place, rows: fc.integer({ min: 0, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('compact' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('damage' as const), day: fc.constantFrom(...DAYS) }) },
);

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

async function take(each: Step, number: number): Promise<void> {
  if (each.do === 'compact') await compact();
  if (each.do === 'remove') rmSync(join(archive.path, keyOf(each.place)), { force: true });
  if (each.do === 'damage') rmSync(part(each.day), { force: true });
  if (each.do === 'write') log(each.place, ...Array.from({ length: each.rows }, (_, row) => `${number} ${row}`));
}

it('may lie in a folder whose name has an apostrophe', async () => {
  log({}, 'GetUser');
  const root = join(archive.path, "o'brien");
  await compact(root);
  const { rows, problems } = await ask('SELECT eventname FROM cloudtrail', { root });
  expect({ rows, problems }).toEqual({ rows: [['GetUser']], problems: [] });
});

it('whatever happens to log files and parts, every event that is in the log files is there once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      for (const name of readdirSync(archive.path)) rmSync(join(archive.path, name), { recursive: true });
      for (const [number, each] of steps.entries()) await take(each, number);
      expect((await ask(EVERYTHING)).rows).toEqual((await ask(EVERYTHING, { curated: false })).rows);
    }),
    { numRuns: 25 },
  );
});
