// DuckDB by itself: a sorted COPY for each delivery day: node copy.mjs FOLDER OUT THREADS DAY...
import { mkdirSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { WHOLE_EVENT_TYPE } from '../queries.mjs';

const [folder, out, threads, ...days] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
for (const day of days) {
  mkdirSync(`${out}/dt=${day}`, { recursive: true });
  const files = `${folder}/**/${day.replaceAll('-', '/')}/*.json.gz`;
  await connection.run(`COPY (
    SELECT r.*, regexp_extract(filename, '/(\\d{12})/CloudTrail/', 1) AS account FROM (
      SELECT unnest("Records") AS r, filename FROM read_json('${files}', columns = {Records: '${WHOLE_EVENT_TYPE}[]'},
        format = 'unstructured', filename = true))
    ORDER BY account, r."eventTime"
  ) TO '${out}/dt=${day}/part-0.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 100000)`);
}
