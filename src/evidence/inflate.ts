import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { createGunzip, gunzip, gunzipSync } from 'node:zlib';

const gunzipWhole = promisify(gunzip);

/** What inflates to more is inflated piece by piece, so that many at a time need little memory. */
const WHOLE_BYTES = 8 * 1024 * 1024;
const PIECE_BYTES = 256 * 1024;
const SMALL_BYTES = 256 * 1024;
/** No digest is as large: it lists the log files of an hour. Forty-eight may be read at a time. */
const DIGEST_BYTES = 32 * 1024 * 1024;
/** No log file is as large: what inflates without end is not waited for. */
const MOST_BYTES = 1024 ** 3;

/** Hex SHA-256 of the inflated content; null when it cannot be inflated. */
export type Hashed = string | null | 'too-large';

/** Whether it says of itself that it has to be inflated piece by piece. */
export function isLarge(body: Uint8Array): boolean {
  return sizeOf(body) > WHOLE_BYTES;
}

/** Keeps the thread that it runs in busy. */
export function hashInflatedHere(body: Uint8Array): Hashed {
  const size = sizeOf(body);
  if (size > WHOLE_BYTES) return 'too-large';
  try {
    // All of it at once is half as much work as 16 KB at a time. One byte more, else zlib asks for another round.
    const options = { chunkSize: Math.max(1_024, size + 1), maxOutputLength: WHOLE_BYTES };
    return createHash('sha256').update(gunzipSync(body, options)).digest('hex');
  } catch (error) {
    return isTooLarge(error) ? 'too-large' : null;
  }
}

/** The last four bytes of a gzip member are the size of its content: a hint, since anybody may have written them. */
function sizeOf(body: Uint8Array): number {
  if (body.length < 18) return 0;
  return new DataView(body.buffer, body.byteOffset).getUint32(body.length - 4, true);
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

/** The same for content of any size. */
export async function hashInPieces(body: Uint8Array): Promise<string | null> {
  const hash = createHash('sha256');
  const inflated = createGunzip({ chunkSize: PIECE_BYTES });
  inflated.end(body);
  try {
    let bytes = 0;
    for await (const piece of inflated as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > MOST_BYTES) return null;
      hash.update(piece);
    }
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/** Null when it cannot be inflated, or to more than any digest has. */
export async function inflate(body: Uint8Array): Promise<Uint8Array | null> {
  try {
    const size = sizeOf(body);
    // As most digests are: a thread of its own takes a millisecond for what is done in less than a tenth of it.
    if (size < SMALL_BYTES)
      return gunzipSync(body, { chunkSize: Math.max(1_024, size + 1), maxOutputLength: SMALL_BYTES });
  } catch (error) {
    if (!isTooLarge(error)) return null;
  }
  try {
    return await gunzipWhole(body, { maxOutputLength: DIGEST_BYTES });
  } catch {
    return null;
  }
}
