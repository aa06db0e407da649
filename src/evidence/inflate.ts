import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';

const gunzipWhole = promisify(gunzip);

/** What inflates to more is inflated piece by piece, so that many at a time need little memory. */
const WHOLE_BYTES = 8 * 1024 * 1024;
const PIECE_BYTES = 256 * 1024;

/** Hex SHA-256 of the inflated content; null when it cannot be inflated. */
export async function hashInflated(body: Uint8Array): Promise<string | null> {
  try {
    const size = sizeOf(body);
    if (size > WHOLE_BYTES) return await hashInPieces(body);
    return createHash('sha256')
      .update(await gunzipWhole(body, { chunkSize: roomFor(size) }))
      .digest('hex');
  } catch {
    return null;
  }
}

/** The last four bytes of a gzip member are the size of its content: a hint, since anybody may have written them. */
function sizeOf(body: Uint8Array): number {
  if (body.length < 18) return 0;
  return new DataView(body.buffer, body.byteOffset).getUint32(body.length - 4, true);
}

/** All of the content at once is half as much work as 16 KB at a time. One byte more, else zlib asks for another round. */
function roomFor(size: number): number {
  return Math.max(1_024, size + 1);
}

async function hashInPieces(body: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  const inflated = createGunzip({ chunkSize: PIECE_BYTES });
  inflated.end(body);
  for await (const piece of inflated) hash.update(piece);
  return hash.digest('hex');
}

/** Null when it cannot be inflated. */
export async function inflate(body: Uint8Array): Promise<Uint8Array | null> {
  try {
    return await gunzipWhole(body);
  } catch {
    return null;
  }
}
