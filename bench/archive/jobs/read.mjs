// Our reader and three reports: node read.js FOLDER THREADS hash|plain
import { DuckDBInstance } from '@duckdb/node-api';
import { loadCloudTrail } from '../../../src/archive/cloudtrail/load.ts';
import { openFolder } from '../../../src/archive/folder-store.ts';
import { REPORTS } from '../queries.mjs';

const [folder = '', threads = '2', mode = 'plain'] = process.argv.slice(2);
const begun = performance.now();
const loaded = await loadCloudTrail({
  store: openFolder(folder),
  sql: REPORTS.join(';'),
  hash: mode === 'hash',
  workers: Number(threads),
});
const loadedAt = performance.now();
const loadedCpu = process.cpuUsage();
if (loaded.problems.length > 0) throw new Error(JSON.stringify(loaded.problems[0]));
const instance = await DuckDBInstance.create(':memory:', { threads, memory_limit: '100MB' });
const connection = await instance.connect();
const rows = [];
for (const report of REPORTS) {
  const result = await connection.runAndReadAll(`WITH cloudtrail AS (${loaded.select}) ${report}`);
  rows.push(result.getRowsJson());
}
loaded.close();
process.stdout.write(
  JSON.stringify({
    rows: loaded.rows,
    loadCpu: (loadedCpu.user + loadedCpu.system) / 1e6,
    allCpu: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
    read: loadedAt - begun,
    query: performance.now() - loadedAt,
    result: rows,
  }),
);
