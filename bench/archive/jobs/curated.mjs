// The three reports over Parquet, each apart: node curated.mjs OUT THREADS
import { DuckDBInstance } from '@duckdb/node-api';
import { REPORTS } from '../queries.mjs';

const [out, threads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const files = `${out}/curated/cloudtrail/*/*.parquet`;
await connection.run(`CREATE VIEW cloudtrail AS SELECT * FROM read_parquet('${files}', hive_partitioning = true)`);
const reports = [];
for (const report of REPORTS) {
  const times = [];
  let rows;
  for (let i = 0; i < 5; i += 1) {
    const begun = performance.now();
    rows = (await connection.runAndReadAll(report)).getRowsJson();
    times.push(performance.now() - begun);
  }
  const words = new Set(report.toLowerCase().match(/[a-z_]+(?:\.[a-z]+)?/g));
  const read = await connection.runAndReadAll(
    `SELECT replace(path_in_schema, ', ', '.') AS path, sum(total_compressed_size)::BIGINT FROM parquet_metadata('${files}') GROUP BY 1`,
  );
  const bytes = read
    .getRows()
    .filter(([path]) => words.has(path))
    .reduce((sum, [, size]) => sum + Number(size), 0);
  reports.push({ seconds: times.sort((a, b) => a - b)[2] / 1000, bytes, rows });
}
process.stdout.write(JSON.stringify({ reports }));
