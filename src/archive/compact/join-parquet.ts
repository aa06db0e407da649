import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { decodeThrift, encodeThrift, type ThriftList, type ThriftStruct, type ThriftValue } from './footer.ts';

/**
 * One Parquet file of several with the same schema: their row groups one after another, as they are. Nothing is decoded,
 * so that a part can be sorted and compressed piece by piece.
 * @returns the SHA-256 of the file
 */
export function joinParquet(paths: readonly string[], target: string): string {
  const out: Output = { file: openSync(target, 'w'), hash: createHash('sha256') };
  let at = append(out, MAGIC);
  let footer: ThriftStruct | undefined;
  const groups: ThriftValue[] = [];
  let rows = 0n;
  for (const path of paths) {
    const file = openSync(path, 'r');
    const { size } = fstatSync(file);
    const own = readFooter(file, size);
    const bodyEnd = size - 8 - own.length;
    const moved = BigInt(at - MAGIC.length);
    for (const group of listOf(own.struct, FILE.rowGroups).values) {
      moveGroup(group as ThriftStruct, moved, groups.length);
      groups.push(group);
    }
    rows += numberOf(own.struct, FILE.rows);
    footer ??= own.struct;
    at += copy(file, MAGIC.length, bodyEnd, out);
    closeSync(file);
  }
  if (footer === undefined) throw new Error('There is nothing to join.');
  const whole: ThriftStruct = new Map(footer);
  whole.set(FILE.rows, { type: I64, value: rows });
  whole.set(FILE.rowGroups, { type: LIST, value: { of: STRUCT, values: groups } });
  const encoded = encodeThrift(whole);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(encoded.length);
  append(out, Buffer.concat([encoded, length, MAGIC]));
  closeSync(out.file);
  return out.hash.digest('hex');
}

interface Output {
  readonly file: number;
  readonly hash: Hash;
}

function append({ file, hash }: Output, bytes: Buffer): number {
  hash.update(bytes);
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
  return bytes.length;
}

const MAGIC = Buffer.from('PAR1');
const I64 = 6;
const LIST = 9;
const STRUCT = 12;

/** Ids of fields, as parquet.thrift numbers them. */
const FILE = { rows: 3, rowGroups: 4 };
const GROUP = { columns: 1, fileOffset: 5, ordinal: 7 };
const CHUNK = { fileOffset: 2, metaData: 3, offsetIndex: 4, columnIndex: 6 };
const META = { dataPage: 9, indexPage: 10, dictionaryPage: 11, bloomFilter: 14 };

function readFooter(file: number, size: number): { readonly struct: ThriftStruct; readonly length: number } {
  const tail = read(file, size - 8, 8);
  const length = tail.readUInt32LE(0);
  return { length, struct: decodeThrift(read(file, size - 8 - length, length)) };
}

function read(file: number, from: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (readSync(file, bytes, 0, length, from) !== length) throw new Error('A Parquet file is cut off.');
  return bytes;
}

/** Everything in it that says where something is. */
function moveGroup(group: ThriftStruct, by: bigint, ordinal: number): void {
  move(group, [GROUP.fileOffset], by);
  const place = group.get(GROUP.ordinal);
  if (place !== undefined) place.value = BigInt(ordinal);
  for (const each of listOf(group, GROUP.columns).values) {
    const chunk = each as ThriftStruct;
    move(chunk, [CHUNK.fileOffset, CHUNK.offsetIndex, CHUNK.columnIndex], by);
    const meta = chunk.get(CHUNK.metaData)?.value as ThriftStruct;
    move(meta, Object.values(META), by);
  }
}

/** Zero says that nobody knows. */
function move(struct: ThriftStruct, ids: readonly number[], by: bigint): void {
  for (const id of ids) {
    const field = struct.get(id);
    if (field !== undefined && typeof field.value === 'bigint' && field.value > 0n) field.value += by;
  }
}

function listOf(struct: ThriftStruct, id: number): ThriftList {
  return struct.get(id)?.value as ThriftList;
}

function numberOf(struct: ThriftStruct, id: number): bigint {
  return struct.get(id)?.value as bigint;
}

const PIECE = 1024 * 1024;

function copy(from: number, begin: number, end: number, to: Output): number {
  const piece = Buffer.alloc(PIECE);
  for (let at = begin; at < end; ) {
    const length = readSync(from, piece, 0, Math.min(PIECE, end - at), at);
    if (length === 0) throw new Error('A Parquet file is cut off.');
    at += append(to, piece.subarray(0, length));
  }
  return end - begin;
}
