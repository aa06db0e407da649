/** As much of Thrift's compact protocol as the headers of Parquet need. Fields are written in the order of their ids. */
export type Thrift =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly text: string }
  | { readonly struct: Fields }
  | { readonly list: readonly Thrift[] };

export type Fields = Readonly<Record<number, Thrift | undefined>>;

export function encodeStruct(fields: Fields): Buffer {
  const bytes: number[] = [];
  writeStruct(bytes, fields);
  return Buffer.from(bytes);
}

const TYPE = { i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;

function writeStruct(bytes: number[], fields: Fields): void {
  let previous = 0;
  // Numeric keys of an object come in ascending order.
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const id = Number(key);
    bytes.push(((id - previous) << 4) | typeOf(value));
    previous = id;
    writeValue(bytes, value);
  }
  bytes.push(0);
}

function typeOf(value: Thrift): number {
  if ('i32' in value) return TYPE.i32;
  if ('i64' in value) return TYPE.i64;
  if ('text' in value) return TYPE.binary;
  return 'list' in value ? TYPE.list : TYPE.struct;
}

function writeValue(bytes: number[], value: Thrift): void {
  if ('i32' in value) writeVarint(bytes, value.i32 * 2);
  else if ('i64' in value) writeVarint(bytes, value.i64 * 2);
  else if ('text' in value) writeText(bytes, value.text);
  else if ('struct' in value) writeStruct(bytes, value.struct);
  else writeList(bytes, value.list);
}

function writeText(bytes: number[], text: string): void {
  const encoded = Buffer.from(text);
  writeVarint(bytes, encoded.length);
  bytes.push(...encoded);
}

function writeList(bytes: number[], list: readonly Thrift[]): void {
  const [first] = list;
  const type = first === undefined ? TYPE.i32 : typeOf(first);
  if (list.length < 15) bytes.push((list.length << 4) | type);
  else {
    bytes.push(0xf0 | type);
    writeVarint(bytes, list.length);
  }
  for (const each of list) writeValue(bytes, each);
}

/** Numbers here are never negative, so that zigzag is only the doubling. Beyond 32 bits shifts would lose something. */
function writeVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}
