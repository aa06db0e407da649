import type { Pages } from './parquet.ts';

/** A text column of a row group, read back by what the format of Parquet says: one cell a row. */
export function decodeTexts({ dictionary, data }: Pages, rows: number): (string | null)[] {
  const bytes = Buffer.from(data);
  const levelsEnd = 4 + bytes.readUInt32LE(0);
  const present = decodeHybrid(bytes.subarray(4, levelsEnd), 1, rows);
  const count = present.filter((level) => level === 1).length;
  const values = dictionary
    ? indexed(decodePlain(Buffer.from(dictionary.bytes), dictionary.size), bytes.subarray(levelsEnd), count)
    : decodePlain(bytes.subarray(levelsEnd), count);
  let next = 0;
  return present.map((level) => {
    if (level === 0) return null;
    next += 1;
    return values[next - 1] ?? '(missing)';
  });
}

function indexed(dictionary: readonly string[], bytes: Buffer, count: number): readonly string[] {
  return decodeHybrid(bytes.subarray(1), bytes[0] ?? 0, count).map((index) => dictionary[index] ?? '(no such index)');
}

function decodePlain(bytes: Buffer, count: number): readonly string[] {
  const values: string[] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    const length = bytes.readUInt32LE(at);
    values.push(bytes.toString('utf8', at + 4, at + 4 + length));
    at += 4 + length;
  }
  if (at !== bytes.length) throw new Error(`${bytes.length - at} bytes are left over.`);
  return values;
}

/** Runs of one value, and groups of eight values packed by bits. */
function decodeHybrid(bytes: Buffer, width: number, count: number): readonly number[] {
  const values: number[] = [];
  for (let at = 0; values.length < count; ) {
    let header = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at] ?? 0;
      at += 1;
      header |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if ((header & 1) === 0) {
      for (let i = 0; i < header >> 1; i += 1) values.push(bytes.readUIntLE(at, Math.ceil(width / 8)));
      at += Math.ceil(width / 8);
      continue;
    }
    for (let i = 0; i < (header >> 1) * 8; i += 1) values.push(bitsAt(bytes, at * 8 + i * width, width));
    at += (header >> 1) * width;
  }
  return values.slice(0, count);
}

function bitsAt(bytes: Buffer, from: number, width: number): number {
  let value = 0;
  for (let bit = 0; bit < width; bit += 1) {
    const at = from + bit;
    value |= (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) << bit;
  }
  return value;
}
