import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { NotPlain, openPlain } from '../../files/read-plain.ts';
import { mapInOrder } from '../pool.ts';
import { UNSEALED } from './bundle.ts';

/** Path → hex SHA-256, as `sha256sum` writes and checks it. */
export type Manifest = ReadonlyMap<string, string>;

const FILES_AHEAD = 32;

/**
 * Every file of the bundle but the seal itself. What is no file, or cannot be read, has no hash: `onUnreadable` is told
 * why, in words that follow its path.
 */
export async function hashFiles(
  folder: string,
  onUnreadable: (path: string, why: string) => void = () => {},
): Promise<Manifest> {
  const hashes = new Map<string, string>();
  const paths = (await listFiles(folder)).filter((path) => !UNSEALED.includes(path));
  const read = mapInOrder(paths, FILES_AHEAD, async (path) => {
    try {
      return { path, hash: await hashFile(join(folder, path)) };
    } catch (error) {
      if (!(error instanceof NotPlain)) throw error;
      onUnreadable(path, error.message);
      return { path, hash: '' };
    }
  });
  for await (const { path, hash } of read) hashes.set(path, hash);
  return hashes;
}

/** Relative, with slashes, in the order of their bytes. */
async function listFiles(folder: string, below = ''): Promise<readonly string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const lists = await Promise.all(
    entries.map((entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? listFiles(folder, path) : [path];
    }),
  );
  return lists.flat().sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** No file of a bundle is as large: to read what is would take minutes. */
const MOST_BYTES = 4 * 1024 ** 3;

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const { file } = openPlain(path, MOST_BYTES);
  for await (const piece of createReadStream(path, { fd: file })) hash.update(piece);
  return hash.digest('hex');
}

export function formatManifest(manifest: Manifest): string {
  return [...manifest].map(([path, hash]) => `${hash}  ${path}\n`).join('');
}

/** Null when a line is none of `sha256sum`. */
export function parseManifest(text: string): Manifest | null {
  const manifest = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (!hash || !path) return null;
    manifest.set(path, hash);
  }
  return text.endsWith('\n') ? manifest : null;
}
