// The three reports as `metsuke report` runs them, each apart, from the listing of the archive on: node engine.js FOLDER OUT THREADS
import { filesInFolder } from '../../../src/archive/compact/files.ts';
import { openFolder } from '../../../src/archive/folder-store.ts';
import { tableByName } from '../../../src/archive/tables/catalog.ts';
import { makeDuckDBEngine } from '../../../src/query/duckdb/engine.ts';
import { allRows } from '../../../src/query/engine.ts';
import { REPORTS } from '../queries.mjs';

const [folder, curated, threads] = process.argv.slice(2);
const options = {
  store: openFolder(folder),
  cache: folder,
  curated: filesInFolder(curated),
  threads: Number(threads),
  workers: Number(threads),
};
const scope = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
const reports = [];
for (const sql of REPORTS) {
  const times = [];
  let rows;
  for (let i = 0; i < 5; i += 1) {
    const begun = performance.now();
    const engine = makeDuckDBEngine(options);
    const result = await engine.run({ sql, tables: [tableByName('cloudtrail')], scope, accounts: [], parameters: {} });
    rows = await allRows(result);
    if (result.problems.length > 0) throw new Error(JSON.stringify(result.problems[0]));
    await engine.close();
    times.push(performance.now() - begun);
  }
  reports.push({ seconds: times.sort((a, b) => a - b)[2] / 1000, rows });
}
process.stdout.write(JSON.stringify({ reports }));
