import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'fflate';

/** Files of a folder as they travel inside of component documents. */
export interface Payload {
  /** Base64 of a gzipped tar archive, in parts of at most PART_LENGTH characters. */
  readonly parts: readonly string[];
  /** SHA-256 of the gzipped archive, in hexadecimal. */
  readonly sha256: string;
}

export interface PayloadFile {
  /** With slashes: `roles/hardening/tasks/main.yml`. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** A component document may have 16,000 characters, with what stands around a part. */
export const PART_LENGTH = 15_000;

export function readFiles(folder: string): readonly PayloadFile[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return { path: relative(folder, file).replaceAll(sep, '/'), content: readFileSync(file) };
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The same files give the same payload on any machine: no time, no owner, and a compressor in plain JavaScript, since
 * the one of Node.js differs with the processor.
 */
export function makePayload(files: readonly PayloadFile[]): Payload {
  const archive = gzipSync(makeTar(files), { level: 9, mtime: 0 });
  const text = Buffer.from(archive).toString('base64');
  const count = Math.ceil(text.length / PART_LENGTH);
  return {
    parts: Array.from({ length: count }, (_, index) => text.slice(index * PART_LENGTH, (index + 1) * PART_LENGTH)),
    sha256: createHash('sha256').update(archive).digest('hex'),
  };
}

const BLOCK = 512;

function makeTar(files: readonly PayloadFile[]): Uint8Array {
  const blocks = files.flatMap(({ path, content }) => [makeHeader(path, content.length), padded(content)]);
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK)]);
}

function padded(content: Uint8Array): Uint8Array {
  return Buffer.concat([content], Math.ceil(content.length / BLOCK) * BLOCK);
}

/** POSIX ustar: a regular file of root, mode 0644, without a time. */
function makeHeader(path: string, size: number): Uint8Array {
  if (Buffer.byteLength(path) > 100) throw new Error(`${path} is longer than a name in a tar archive can be`);
  const header = Buffer.alloc(BLOCK);
  header.write(path, 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  // The checksum is counted as if its own field were blanks.
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\x0000', 257);
  header.write('root', 265);
  header.write('root', 297);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}
