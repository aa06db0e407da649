import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Hashed, hashInflatedHere, hashInPieces } from './inflate.ts';

/** Hashes what log files inflate to, in threads: it is most of the work of a verification. */
export interface Hasher {
  /** Hex SHA-256; null when the body cannot be inflated. */
  hash(body: Uint8Array): Promise<string | null>;
  close(): Promise<void>;
}

/** Where the build puts the worker, seen from a chunk as from the command's entry. */
const WORKER = fileURLToPath(new URL('./hash-worker.js', import.meta.url));

const MOST_THREADS = 4;

/** Threads begin at once: they start up while the first answer of the archive is awaited. */
export function makeHasher(): Hasher {
  // Run from its sources the program has no file that a thread could begin with.
  const threads = existsSync(WORKER) ? startThreads() : [];
  return {
    async hash(body) {
      const [idlest] = [...threads].sort((a, b) => a.waiting() - b.waiting());
      const answer: Hashed = idlest ? await idlest.ask(body) : hashInflatedHere(body);
      return answer === 'too-large' ? hashInPieces(body) : answer;
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}

interface Thread {
  ask(body: Uint8Array): Promise<Hashed>;
  readonly waiting: () => number;
  close(): Promise<unknown>;
}

function startThreads(): readonly Thread[] {
  return Array.from({ length: Math.min(MOST_THREADS, availableParallelism()) }, startThread);
}

interface Question {
  readonly body: Uint8Array;
  readonly resolve: (answer: Hashed) => void;
  readonly reject: (error: unknown) => void;
}

/** Whoever asks while the thread is busy is answered with all others who do: a message costs as much as a small file. */
function startThread(): Thread {
  const worker = new Worker(WORKER);
  let asked: readonly Question[] = [];
  let waiting: Question[] = [];
  let failure: { readonly error: unknown } | null = null;
  worker.on('message', (answers: readonly Hashed[]) => {
    for (const [index, { resolve }] of asked.entries()) resolve(answers[index] ?? null);
    askNext();
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('A worker ended before its work was done.')));
  // Keeps the process alive only while somebody waits for an answer.
  worker.unref();
  return {
    ask(body) {
      if (failure) return Promise.reject(failure.error);
      return new Promise((resolve, reject) => {
        waiting.push({ body, resolve, reject });
        if (asked.length === 0) askNext();
      });
    },
    waiting: () => asked.length + waiting.length,
    close: () => worker.terminate(),
  };

  function askNext(): void {
    asked = waiting;
    waiting = [];
    if (asked.length === 0) return worker.unref();
    worker.ref();
    worker.postMessage(asked.map(({ body }) => body));
  }

  function fail(error: unknown): void {
    failure = { error };
    for (const { reject } of [...asked, ...waiting]) reject(error);
    asked = waiting = [];
  }
}
