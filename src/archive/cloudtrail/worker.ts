// Runs in a thread: pool.ts starts it and speaks with it.
import { parentPort, workerData } from 'node:worker_threads';
import { type BatchOptions, type LogInput, makeBatchReader } from './batch.ts';

/** Files to read, or null when what was read is wanted as a file. */
export type ToWorker = readonly LogInput[] | null;

if (parentPort === null) throw new Error('This file runs in a worker thread.');
const port = parentPort;
const reader = makeBatchReader(workerData as BatchOptions);

port.on('message', (files: ToWorker) => {
  if (files !== null) port.postMessage({ outputs: reader.read(files) });
  else port.postMessage({ path: reader.finish() });
});
