// Our reader and the three reports: node read.js FOLDER THREADS hash|plain [LAST_DAY]
import { loadCloudTrail } from '../../../src/archive/cloudtrail/load.ts';
import { loadDuckDB } from '../../../src/archive/duckdb.ts';
import { openFolder } from '../../../src/archive/folder-store.ts';
import { REPORTS } from '../queries.mjs';

const [folder, threads, mode, lastDay] = process.argv.slice(2);
const loading = loadCloudTrail({
  store: openFolder(folder),
  sql: REPORTS.join(';'),
  hash: mode === 'hash',
  workers: Number(threads),
  ...(lastDay === undefined ? {} : { lastDay }),
});
const { DuckDBInstance } = loadDuckDB();
const loaded = await loading;
if (loaded.problems.length > 0) throw new Error(JSON.stringify(loaded.problems[0]));
const instance = await DuckDBInstance.create(':memory:', { threads, memory_limit: '100MB' });
const connection = await instance.connect();
const result = [];
for (const report of REPORTS) {
  const reader = await connection.runAndReadAll(`WITH cloudtrail AS (${loaded.select}) ${report}`);
  result.push(reader.getRowsJson());
}
loaded.close();
process.stdout.write(JSON.stringify({ events: loaded.rows, result }));
