// DuckDB by itself, in the form that was measured to be its best: node read-json.mjs FOLDER THREADS
import { DuckDBInstance } from '@duckdb/node-api';
import { EVENT_TYPE, REPORTS } from '../queries.mjs';

const [folder, threads] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads, preserve_insertion_order: 'false' });
const connection = await instance.connect();
await connection.run(`CREATE TABLE cloudtrail AS
  SELECT regexp_extract(filename, '/(\\d{12})/CloudTrail/', 1) AS account, r."eventTime" AS eventtime, r."eventSource" AS eventsource,
    r."eventName" AS eventname, r."awsRegion" AS awsregion, r."sourceIPAddress" AS sourceipaddress, r."userAgent" AS useragent,
    r."errorCode" AS errorcode, r."readOnly" AS readonly, r."userIdentity" AS useridentity
  FROM (SELECT unnest("Records") AS r, filename FROM read_json('${folder}/**/*.json.gz', columns = {Records: '${EVENT_TYPE}[]'},
    format = 'unstructured', filename = true))`);
const counted = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM cloudtrail');
const result = [];
for (const report of REPORTS) result.push((await connection.runAndReadAll(report)).getRowsJson());
process.stdout.write(JSON.stringify({ events: counted.getRows()[0][0], result }));
