import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { createGunzip, gunzip } from 'node:zlib';

const gunzipWhole = promisify(gunzip);

/** Above this size (gzipped) content is inflated piece by piece, so that many at a time need little memory. */
const WHOLE_BYTES = 256 * 1024;

/** Hex SHA-256 of the inflated content; null when it cannot be inflated. */
export async function hashInflated(body: Uint8Array): Promise<string | null> {
  try {
    if (body.length > WHOLE_BYTES) return await hashInPieces(body);
    return createHash('sha256')
      .update(await gunzipWhole(body))
      .digest('hex');
  } catch {
    return null;
  }
}

async function hashInPieces(body: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  const inflated = createGunzip({ chunkSize: 256 * 1024 });
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
