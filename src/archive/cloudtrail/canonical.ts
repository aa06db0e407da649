import { say } from '../../domain/say.ts';
import { Unreadable } from './inflate.ts';

/**
 * Any JSON that is a log file of CloudTrail, written as CloudTrail writes: without white space, each key once, no key
 * with an escape that it does not need. The slow way, for the files that are not written so already.
 */
export function makeCanonical(content: Uint8Array): Uint8Array {
  const records = recordsOf(parse(content));
  return Buffer.from(JSON.stringify({ Records: records }));
}

function parse(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content.buffer, content.byteOffset, content.length).toString('utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Unreadable(say`is not JSON: ${error.message}`);
    throw new Unreadable(say`cannot be read: ${(error as Error).message}`);
  }
}

function recordsOf(value: unknown): readonly object[] {
  const records = isObject(value) ? (value as { readonly Records?: unknown }).Records : undefined;
  if (!Array.isArray(records)) throw new Unreadable(say`has no Records: it is no log file of CloudTrail`);
  const wrong = records.findIndex((record) => !isObject(record));
  if (wrong !== -1) throw new Unreadable(say`has something else than an event as record ${wrong}`);
  return records;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
