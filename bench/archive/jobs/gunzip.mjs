// Nothing but inflating, in as many threads: node gunzip.mjs FOLDER THREADS
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';

if (isMainThread) {
  const [folder, threads] = process.argv.slice(2);
  const files = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.gz'))
    .map((name) => join(folder, name));
  const share = (index) => files.filter((_, at) => at % Number(threads) === index);
  for (let index = 0; index < Number(threads); index += 1)
    new Worker(new URL(import.meta.url), { workerData: share(index) });
} else {
  for (const file of workerData) {
    const body = readFileSync(file);
    // As our own reader calls it: the size is said at the end, so that nothing is copied twice.
    gunzipSync(body, { chunkSize: body.readUInt32LE(body.length - 4) + 1 });
  }
}
