// Runs in a thread: hasher.ts starts it and speaks with it.
import { parentPort } from 'node:worker_threads';
import { hashInflatedHere } from './inflate.ts';

if (parentPort === null) throw new Error('This file runs in a worker thread.');
const port = parentPort;

/** Answers come in the order of the questions. */
port.on('message', (body: Uint8Array) => port.postMessage(hashInflatedHere(body)));
