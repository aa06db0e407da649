import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { S3 } from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openFolder } from '../../src/archive/folder-store.ts';
import { TABLES, tableByName } from '../../src/archive/tables/catalog.ts';
import { type ArchivePlace, trinoDdl } from '../../src/archive/tables/ddl.ts';
import type { Table } from '../../src/archive/tables/table.ts';
import { makeDuckDBEngine } from '../../src/query/duckdb/engine.ts';
import { allRows, type Engine } from '../../src/query/engine.ts';
import { makeTrinoEngine } from '../../src/query/trino.ts';
import { REPORTS } from '../../src/reports/catalog.ts';
import type { Report } from '../../src/reports/report.ts';
import { queryOf, type RunOptions, runReport } from '../../src/reports/run.ts';
import { ArchiveFolder } from '../support/archive.ts';
import { awsOf } from '../support/aws.ts';
import { RECORDED_EVENTS, whyNoRecordedEvents } from '../support/recorded-events.ts';
import type { Content, Examples } from '../support/report-examples.ts';
import { startSandbox, type TestSandbox } from '../support/sandbox.ts';
import { prepareTrino, startTrino, type Trino } from '../support/trino.ts';

const absent = await prepareTrino();
const HOME = 'ap-northeast-1';
/** The days of the examples: the fewer, the fewer folders there are to list. */
const PERIOD = { from: '2026-10-14T00:00:00Z', to: '2026-10-17T00:00:00Z' };

/** Of the recorded events, and reports that find much among them. */
const RECORDED = { from: '2023-07-10T00:00:00Z', to: '2023-07-11T00:00:00Z' };
const OVER_RECORDED = ['unauthorized-calls', 'events-by-source-ip', 'snapshot-or-image-shared'];

/** An archive with the examples of reports, of which no two have an object of the same key. */
interface Layer {
  readonly archive: ArchiveFolder;
  readonly keys: Set<string>;
  readonly reports: Set<Report>;
}

const ASKED: RunOptions = { scope: PERIOD, accounts: [], parameters: {} };

async function makeLayers(): Promise<readonly Layer[]> {
  const layers: Layer[] = [];
  for (const report of REPORTS) {
    const { examples }: { readonly examples: Examples } = await import(`../../src/reports/${report.id}/examples.ts`);
    for (const content of [...Object.values(examples.fires), ...Object.values(examples.silent)]) {
      const own = keysOf(content);
      const free = layers.find(({ keys }) => own.every((key) => !keys.has(key)));
      const layer = free ?? { archive: new ArchiveFolder(), keys: new Set(), reports: new Set() };
      if (free === undefined) layers.push(layer);
      content(layer.archive);
      for (const key of own) layer.keys.add(key);
      layer.reports.add(report);
    }
  }
  for (const { archive } of layers) archive.mergeLogFiles();
  return layers;
}

/** Of objects whose key is always the same: log files of CloudTrail get new names. */
function keysOf(content: Content): readonly string[] {
  const archive = new ArchiveFolder();
  content(archive);
  const keys = filesBelow(archive.path).filter((key) => !key.includes('/CloudTrail/'));
  archive.remove();
  return keys;
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

const KEY_PREFIX = /^o-1\//;

async function upload(s3: S3, bucket: string, folder: string): Promise<void> {
  await s3.createBucket({ Bucket: bucket, CreateBucketConfiguration: { LocationConstraint: HOME } });
  const atOnce = pLimit(8);
  await Promise.all(
    filesBelow(folder).map((key) =>
      atOnce(() =>
        s3.putObject({ Bucket: bucket, Key: key.replace(KEY_PREFIX, ''), Body: readFileSync(join(folder, key)) }),
      ),
    ),
  );
}

function placeOf(bucket: string, folder: string): ArchivePlace {
  const keys = filesBelow(folder).join('\n');
  const all = (expression: RegExp) => [...new Set([...keys.matchAll(expression)].map(([, value = '']) => value))];
  return {
    logs: `s3://${bucket}/`,
    trail: `s3://${bucket}/`,
    accessLogs: `s3://${bucket}/s3-access-logs/`,
    findings: `s3://${bucket}/`,
    organization: '',
    accounts: all(/\b(\d{12})\//g),
    regions: all(/\/(?:region=)?([a-z]{2}-[a-z]+-\d)\//g),
    firstDay: '2026-10-01',
  };
}

describe('Trino', () => {
  let sandbox: TestSandbox;
  let trino: Trino;
  let layers: readonly Layer[];
  /** DuckDB over each layer, which reads it once for all of its reports. */
  let engines: readonly Engine[];

  beforeAll(async () => {
    if (absent !== null) return;
    sandbox = await startSandbox();
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = sandbox.environment;
    const { endpoint } = sandbox;
    [trino, layers] = await Promise.all([
      startTrino({ endpoint, region: HOME, accessKeyId, secretAccessKey }),
      makeLayers(),
    ]);
    engines = await Promise.all(layers.map(openLayer));
    const { s3 } = awsOf(sandbox, sandbox.managementAccountId);
    for (const [index, { archive }] of layers.entries()) {
      await upload(s3, `logs-${index}`, archive.path);
      await trino.execute(`CREATE SCHEMA hive.layer_${index}`);
      for (const statement of statementsFor(placeOf(`logs-${index}`, archive.path))) {
        await trino.execute(statement.replace('CREATE TABLE ', `CREATE TABLE hive.layer_${index}.`));
      }
    }
  });

  beforeEach((context) => {
    if (absent !== null) context.skip(absent);
  });

  afterAll(async () => {
    for (const engine of engines ?? []) await engine.close();
    for (const { archive } of layers ?? []) archive.remove();
    await trino?.stop();
    await sandbox?.stop();
  });

  /** As `metsuke query ddl trino` prints them; the semicolon is for the client. */
  function statementsFor(place: ArchivePlace, tables: readonly Table[] = TABLES): readonly string[] {
    return [...new Set(tables.map((table) => trinoDdl(table, place).replace(/;$/, '')))];
  }

  async function openLayer({ archive, reports }: Layer): Promise<Engine> {
    const engine = makeDuckDBEngine({ store: openFolder(archive.path), cache: archive.path, threads: 1 });
    await engine.prepare([...reports].map((report) => queryOf(report, ASKED)));
    return engine;
  }

  async function answer(engine: Engine, report: Report, options = ASKED): Promise<readonly string[]> {
    const rows = await allRows(await runReport(report, engine, options));
    // What the order of a report leaves open is no difference.
    return rows.map((row) => JSON.stringify(row)).sort();
  }

  it.each(REPORTS.map((report) => [report.id, report] as const))(
    'gives the same rows as DuckDB: %s',
    async (_id, report) => {
      let found = 0;
      for (const [index, duckdb] of engines.entries()) {
        if (!layers[index]?.reports.has(report)) continue;
        const url = `${trino.catalog}/layer_${index}`;
        const [theirs, ours] = await Promise.all([
          answer(makeTrinoEngine({ url, user: 'tests', fetch, sleep: async () => {} }), report),
          answer(duckdb, report),
        ]);
        expect(theirs).toEqual(ours);
        found += ours.length;
      }
      expect(found).toBeGreaterThan(0);
    },
  );

  it('gives the same rows over recorded events', async (context) => {
    if (whyNoRecordedEvents !== null) context.skip(whyNoRecordedEvents);
    await upload(awsOf(sandbox, sandbox.managementAccountId).s3, 'recorded', RECORDED_EVENTS);
    await trino.execute('CREATE SCHEMA hive.recorded');
    const place = { ...placeOf('recorded', RECORDED_EVENTS), firstDay: RECORDED.from.slice(0, 10) };
    const [statement = ''] = statementsFor(place, [tableByName('cloudtrail')]);
    await trino.execute(statement.replace('CREATE TABLE ', 'CREATE TABLE hive.recorded.'));
    const theirs = makeTrinoEngine({ url: `${trino.catalog}/recorded`, user: 'tests', fetch, sleep: async () => {} });
    const ours = makeDuckDBEngine({ store: openFolder(RECORDED_EVENTS), cache: RECORDED_EVENTS, threads: 1 });
    const reports = REPORTS.filter(({ id }) => OVER_RECORDED.includes(id));
    expect(reports).toHaveLength(OVER_RECORDED.length);
    const asked = { ...ASKED, scope: RECORDED };
    await ours.prepare(reports.map((report) => queryOf(report, asked)));
    const expected = [];
    for (const report of reports) expected.push(await answer(ours, report, asked));
    await ours.close();
    // At once, since each waits more than it works.
    expect(await Promise.all(reports.map((report) => answer(theirs, report, asked)))).toEqual(expected);
    for (const rows of expected) expect(rows.length).toBeGreaterThan(0);
  });

  it('leaves no statement running when rows are not wanted any more', async () => {
    const engine = makeTrinoEngine({ url: `${trino.catalog}/layer_0`, user: 'tests', fetch, sleep: async () => {} });
    const sql = 'SELECT a.n FROM UNNEST(sequence(1, 10000)) AS a(n) CROSS JOIN UNNEST(sequence(1, 10000)) AS b(n)';
    const { rows } = await engine.run({ sql, tables: [], scope: PERIOD, accounts: [], parameters: {} });
    for await (const _ of rows) break;
    expect(await trino.running()).toBe(0);
  });
});
