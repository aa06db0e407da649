// Runs in a thread: hasher.ts starts it and speaks with it.
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { makeMachine } from '../archive/cloudtrail/machine.ts';
import { type Hashed, hashInflatedHere, isLarge } from './inflate.ts';

if (parentPort === null) throw new Error('This file runs in a worker thread.');
const port = parentPort;
const machine = makeMachine({ columns: [], keys: [] });

/** The archive's own reader inflates what CloudTrail writes in half the time of zlib, which does all else. */
function hash(body: Uint8Array): Hashed {
  if (isLarge(body)) return 'too-large';
  machine.room(body.length).set(body);
  if (!machine.inflate(body.length)) return hashInflatedHere(body);
  return createHash('sha256').update(machine.content()).digest('hex');
}

/** Answers come in the order of the questions. */
port.on('message', (bodies: readonly Uint8Array[]) => port.postMessage(bodies.map(hash)));
