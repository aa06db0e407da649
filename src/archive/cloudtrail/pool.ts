import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type BatchOptions, type LogInput, type LogOutput, makeBatchReader } from './batch.ts';

/** Reads batches of log files, one after another. */
export interface Reader {
  read(files: readonly LogInput[]): Promise<readonly LogOutput[]>;
  /** The file of what was read since the last time. */
  finish(): Promise<string | undefined>;
  close(): Promise<void>;
}

/** Where the build puts the worker, seen from a chunk as from the command's entry. */
const WORKER = fileURLToPath(new URL('../archive/cloudtrail/worker.js', import.meta.url));

/** A thread. Run from its sources the program has no file that a thread could begin with, and reads by itself. */
export function startReader(options: BatchOptions): Reader {
  return existsSync(WORKER) ? startThread(options) : readHere(options);
}

function readHere(options: BatchOptions): Reader {
  const reader = makeBatchReader(options);
  return { read: async (files) => reader.read(files), finish: async () => reader.finish(), close: async () => {} };
}

function startThread(options: BatchOptions): Reader {
  const worker = new Worker(WORKER, { workerData: options });
  const waiting: { resolve: (message: Message) => void; reject: (error: unknown) => void }[] = [];
  let failure: unknown;
  worker.on('message', (message: Message) => waiting.shift()?.resolve(message));
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('A worker ended before its work was done.')));
  return {
    read: async (files) => (await ask(files)).outputs ?? [],
    finish: async () => (await ask(null)).path,
    close: async () => {
      await worker.terminate();
    },
  };

  function ask(message: readonly LogInput[] | null): Promise<Message> {
    if (failure !== undefined) return Promise.reject(failure);
    worker.postMessage(message, transferable(message));
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  }

  function fail(error: unknown): void {
    failure = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  }
}

interface Message {
  readonly outputs?: readonly LogOutput[];
  readonly path?: string;
}

/** Bodies that own their memory go over without a copy. */
function transferable(files: readonly LogInput[] | null): ArrayBuffer[] {
  return (files ?? []).flatMap(({ body }) =>
    body !== undefined && body.buffer instanceof ArrayBuffer && body.byteLength === body.buffer.byteLength
      ? [body.buffer]
      : [],
  );
}
