import { afterAll, expect, it } from 'vitest';
import { ArchiveFolder } from '../../../test/support/archive.ts';
import { makeDuckDBEngine } from '../../query/duckdb/engine.ts';
import { allRows } from '../../query/engine.ts';
import { openFolder } from '../folder-store.ts';
import { EVERYTHING } from './scope.ts';
import { sessionLogs } from './session-logs.ts';

const archive = new ArchiveFolder();
afterAll(() => archive.remove());

async function linesOf(transcript: string | Uint8Array) {
  archive.addBytes('session-logs/111111111111/ap-northeast-1/hanako-1.log', transcript);
  const engine = makeDuckDBEngine({ store: openFolder(archive.path), cache: archive.path, threads: 1, workers: 1 });
  const sql = 'SELECT sessionid, content FROM session_logs';
  const query = { sql, tables: [sessionLogs], scope: EVERYTHING, accounts: [], parameters: {} };
  const rows = await allRows(await engine.run(query));
  await engine.close();
  expect(new Set(rows.map(([session]) => session))).toEqual(new Set(['hanako-1']));
  return rows.map(([, content]) => content);
}

it.each([
  ['a progress that is written over', '$ get\r\n10%\r20%\r\ndone\r\n', ['$ get', '10%', '20%', 'done']],
  ['a last line without an end', 'a\n\nb', ['a', 'b']],
  ['what would separate or quote fields', '"a\u0001b", c\n', ['"a\u0001b", c']],
])('a transcript is read line by line: %s', async (_name, transcript, lines) => {
  expect(await linesOf(transcript)).toEqual(lines);
});

it('bytes that are no text hide nothing of what is', async () => {
  expect(await linesOf(Buffer.from([0x61, 0xff, 0x62, 0x0a, 0x63]))).toEqual(['a?b', 'c']);
});
