import { gunzipSync } from 'node:zlib';
import { say } from '../../domain/say.ts';

/** So much in one object is no log file but an attack on who opens it: each thread that reads needs the memory for one. */
export const MAX_INFLATED = 256 * 1024 ** 2;
/** At a time, of what says that it is larger than that. */
const PIECE = 1024 ** 2;
/** Deflate cannot do better than this. */
const MAX_RATIO = 1032;

/** Why a file cannot be read, in words that follow its key. */
export class Unreadable extends Error {}

/** The content of a log file, whatever gzip wrote it: with a name in the header, in several members, or not at all. */
export function inflate(body: Uint8Array): Uint8Array {
  if (body.length === 0) throw new Unreadable(say`is empty`);
  if (body[0] === OPENING_BRACE) return body;
  if (body[0] !== 0x1f || body[1] !== 0x8b) throw new Unreadable(say`is neither gzip nor JSON`);
  try {
    return gunzipSync(body, { chunkSize: expectedSize(body), maxOutputLength: MAX_INFLATED });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new Unreadable(tooLarge());
    throw new Unreadable(say`cannot be inflated: ${(error as Error).message}`);
  }
}

function tooLarge(): string {
  return say`inflates to more than ${MAX_INFLATED / 1024 ** 2} MiB, and no log file does: look who put it there`;
}

const OPENING_BRACE = 0x7b;

/** What gzip says at the end of a member, unless it is a lie: then only time is lost. */
function expectedSize(body: Uint8Array): number {
  if (body.length < 18) return 1024;
  const said = new DataView(body.buffer, body.byteOffset + body.length - 4).getUint32(0, true);
  if (said > MAX_INFLATED) return PIECE;
  return Math.max(1024, Math.min(said + 1, body.length * MAX_RATIO));
}
