// Thrift's compact protocol as a tree that can be changed and written again: the footer of a Parquet file, whoever wrote
// it. Numbers are BigInt, since they are 64 bits wide.

export type ThriftValue = boolean | bigint | Buffer | ThriftStruct | ThriftList;

/** Fields by their ids. */
export type ThriftStruct = Map<number, ThriftField>;

export interface ThriftField {
  readonly type: number;
  value: ThriftValue;
}

export interface ThriftList {
  readonly of: number;
  readonly values: ThriftValue[];
}

const TYPE = { yes: 1, no: 2, byte: 3, i16: 4, i32: 5, i64: 6, double: 7, binary: 8, list: 9, set: 10, struct: 12 };

interface Cursor {
  readonly bytes: Buffer;
  at: number;
}

export function decodeThrift(bytes: Buffer): ThriftStruct {
  return readStruct({ bytes, at: 0 });
}

function readStruct(from: Cursor): ThriftStruct {
  const fields: ThriftStruct = new Map();
  let id = 0;
  for (;;) {
    const header = readByte(from);
    if (header === 0) return fields;
    const type = header & 15;
    id = header >> 4 === 0 ? Number(readZigzag(from)) : id + (header >> 4);
    fields.set(id, { type, value: readValue(from, type) });
  }
}

function readValue(from: Cursor, type: number): ThriftValue {
  switch (type) {
    case TYPE.yes:
    case TYPE.no:
      return type === TYPE.yes;
    case TYPE.byte:
      return BigInt(readByte(from));
    case TYPE.i16:
    case TYPE.i32:
    case TYPE.i64:
      return readZigzag(from);
    case TYPE.double:
      return readBytes(from, 8);
    case TYPE.binary:
      return readBytes(from, Number(readVarint(from)));
    case TYPE.list:
    case TYPE.set:
      return readList(from);
    case TYPE.struct:
      return readStruct(from);
    default:
      throw new Error(`A Parquet footer with a field of type ${type} cannot be read.`);
  }
}

function readList(from: Cursor): ThriftList {
  const header = readByte(from);
  const size = header >> 4 === 15 ? Number(readVarint(from)) : header >> 4;
  const of = header & 15;
  // In a list a boolean is a byte.
  const isBoolean = of === TYPE.yes || of === TYPE.no;
  const values = Array.from({ length: size }, () => (isBoolean ? readByte(from) === TYPE.yes : readValue(from, of)));
  return { of, values };
}

function readByte(from: Cursor): number {
  from.at += 1;
  return from.bytes.readUInt8(from.at - 1);
}

function readBytes(from: Cursor, length: number): Buffer {
  from.at += length;
  return from.bytes.subarray(from.at - length, from.at);
}

function readVarint(from: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; ; shift += 7n) {
    const byte = readByte(from);
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

function readZigzag(from: Cursor): bigint {
  const value = readVarint(from);
  return (value >> 1n) ^ -(value & 1n);
}

export function encodeThrift(struct: ThriftStruct): Buffer {
  const to: Buffer[] = [];
  writeStruct(to, struct);
  return Buffer.concat(to);
}

function writeStruct(to: Buffer[], fields: ThriftStruct): void {
  let last = 0;
  for (const [id, { type, value }] of [...fields].sort(([a], [b]) => a - b)) {
    const written = typeof value === 'boolean' ? booleanOf(value) : type;
    if (id - last <= 15) writeByte(to, ((id - last) << 4) | written);
    else {
      writeByte(to, written);
      writeZigzag(to, BigInt(id));
    }
    last = id;
    if (typeof value !== 'boolean') writeValue(to, type, value);
  }
  writeByte(to, 0);
}

function writeValue(to: Buffer[], type: number, value: ThriftValue): void {
  if (typeof value === 'boolean') writeByte(to, booleanOf(value));
  else if (typeof value === 'bigint') writeNumber(to, type, value);
  else if (value instanceof Map) writeStruct(to, value);
  else if (Buffer.isBuffer(value)) {
    if (type === TYPE.binary) writeVarint(to, BigInt(value.length));
    to.push(value);
  } else writeList(to, value);
}

function writeNumber(to: Buffer[], type: number, value: bigint): void {
  if (type === TYPE.byte) writeByte(to, Number(value));
  else writeZigzag(to, value);
}

function writeList(to: Buffer[], { of, values }: ThriftList): void {
  if (values.length < 15) writeByte(to, (values.length << 4) | of);
  else {
    writeByte(to, 0xf0 | of);
    writeVarint(to, BigInt(values.length));
  }
  for (const each of values) writeValue(to, of, each);
}

function booleanOf(value: boolean): number {
  return value ? TYPE.yes : TYPE.no;
}

function writeByte(to: Buffer[], byte: number): void {
  to.push(Buffer.from([byte]));
}

function writeVarint(to: Buffer[], value: bigint): void {
  let rest = value;
  while (rest >= 0x80n) {
    writeByte(to, Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  writeByte(to, Number(rest));
}

function writeZigzag(to: Buffer[], value: bigint): void {
  writeVarint(to, value >= 0n ? value << 1n : -(value << 1n) - 1n);
}
