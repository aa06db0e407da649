import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { ACCOUNT, call } from '../../test/support/events.ts';
import { makeDuckDBEngine } from '../query/duckdb/engine.ts';
import { allRows } from '../query/engine.ts';
import { readCoverage } from './coverage.ts';
import { openFolder } from './folder-store.ts';
import { tableByName } from './tables/catalog.ts';

let archive = new ArchiveFolder();
afterEach(() => {
  archive.remove();
  archive = new ArchiveFolder();
});

const SCOPE = { from: '2026-10-14T00:00:00Z', to: '2026-10-15T00:00:00Z' };
const CONTENT = JSON.stringify({ Records: [call('iam', 'ListUsers')] });

function logFile(prefix: string, region: string, content: string | Uint8Array, ending = '.json.gz'): void {
  const name = `${ACCOUNT}_CloudTrail_${region}_20261014T0305Z_AAAAAAAAAAAAAAAA${ending}`;
  archive.addBytes(`${prefix}AWSLogs/${ACCOUNT}/CloudTrail/${region}/2026/10/14/${name}`, content);
}

/** As many events as a report reads, and as many files as the status counts. */
async function counts() {
  const store = openFolder(archive.path);
  const engine = makeDuckDBEngine({ store, cache: archive.path, threads: 1, workers: 1 });
  const query = { sql: 'SELECT count(*) FROM cloudtrail', scope: SCOPE, accounts: [], parameters: {} };
  const result = await engine.run({ ...query, tables: [tableByName('cloudtrail')] });
  const [[events] = []] = await allRows(result);
  await engine.close();
  const { accounts } = await readCoverage({ store, firstDay: '2026-10-14', lastDay: '2026-10-14' });
  const files = accounts.flatMap(({ regions }) => regions.flatMap(({ days }) => days.map((day) => day.files)));
  return { events, files: files.reduce((sum, count) => sum + count, 0), problems: result.problems.length };
}

describe('what the status counts, a report reads', () => {
  it.each(['ap-northeast-1', 'us-gov-west-1', 'cn-north-1', 'us-isob-east-1', 'eu-isoe-west-1', 'eusc-de-east-1'])(
    'in %s',
    async (region) => {
      logFile('', region, gzipSync(CONTENT));
      expect(await counts()).toEqual({ events: 1, files: 1, problems: 0 });
    },
  );

  it.each(['', 'o-1/', 'logs/of/all/accounts/we/have/', `${ACCOUNT}/`, '2026/', 'trails/2026/a/'])(
    'below the prefix "%s"',
    async (prefix) => {
      logFile(prefix, 'us-east-1', gzipSync(CONTENT));
      expect(await counts()).toEqual({ events: 1, files: 1, problems: 0 });
    },
  );

  it('that somebody has inflated', async () => {
    logFile('', 'us-east-1', CONTENT, '.json');
    expect(await counts()).toEqual({ events: 1, files: 1, problems: 0 });
  });

  it('and neither takes another name for a log file; the report says so', async () => {
    logFile('', 'us-east-1', gzipSync(CONTENT), '-copy.json.gz');
    expect(await counts()).toEqual({ events: 0, files: 0, problems: 1 });
  });
});

describe('a damaged end of a file loses nothing before it', () => {
  const good = gzipSync(CONTENT);
  it.each([
    ['zeros', Buffer.alloc(20), 0],
    ['text', Buffer.from('garbage at the end'), 1],
    ['the beginning of another member', gzipSync(CONTENT).subarray(0, 40), 1],
    ['a damaged header', Buffer.from([0x1f, 0x8b, 8, 0, 1, 2, 3]), 1],
  ])('of %s', async (_what, end, problems) => {
    logFile('', 'us-east-1', Buffer.concat([good, end]));
    expect(await counts()).toEqual({ events: 1, files: 1, problems });
  });
});
