import { crc32 } from 'node:zlib';
import { say } from '../../domain/say.ts';
import type { EventColumn, KeyColumn } from './columns.ts';
import { MAX_INFLATED, Unreadable } from './inflate.ts';
import type { Pages, RowGroup } from './parquet.ts';
import { SCANNER } from './scanner-wasm.ts';

/** Above this a machine that has seen a huge file is replaced, since its memory cannot shrink. */
const TOO_BIG = 96 * 1024 ** 2;
const ARENA = 16 * 1024 ** 2;
/** What may be read behind the end: zeros. */
const PADDING = 64;
/** What may be written behind the end, and then the zeros. */
const ROOM_BEHIND = 320 + PADDING;

const GZIP_HEADER = 10;
const GZIP_TRAILER = 8;
/** For the places of values: enough for events of a hundred bytes. */
const MAX_SPANS = 512 * 1024 ** 2;

/** Of a gzip file with the shortest header, which has neither a name nor anything else in it. */
function inflatedSize(body: Uint8Array): number | undefined {
  if (body.length < GZIP_HEADER + GZIP_TRAILER) return undefined;
  if (body[0] !== 0x1f || body[1] !== 0x8b || body[2] !== 8 || body[3] !== 0) return undefined;
  const size = trailerOf(body).getUint32(4, true);
  return size <= MAX_INFLATED ? size : undefined;
}

function trailerOf(body: Uint8Array): DataView {
  return new DataView(body.buffer, body.byteOffset + body.length - GZIP_TRAILER);
}

interface Region {
  at: number;
  size: number;
}

/** What the WebAssembly of assembly/cloudtrail exports. All addresses are offsets in its memory. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  allocate(size: number): number;
  setColumns(count: number): void;
  setNode(node: number, first: number, behind: number): void;
  addKey(node: number, key: number, length: number, column: number, child: number): void;
  inflate(from: number, length: number, out: number, room: number): number;
  scan(from: number, length: number, spans: number, room: number, canonical: number): number;
  setArena(at: number, size: number): void;
  setKind(column: number, kind: number): void;
  setConstant(column: number, at: number, length: number): void;
  rowCount(): number;
  reset(): void;
  append(text: number, length: number, spans: number, from: number, to: number): number;
  pageSize(column: number): number;
  dictionarySize(column: number): number;
  writeDictionary(column: number, out: number): number;
  writeData(column: number, out: number): number;
  writeNumbers(out: number): number;
}

const KIND = { dictionary: 1, plain: 2, constant: 4 } as const;

let compiled: WebAssembly.Module | undefined;

function instantiate(): Exports {
  compiled ??= new WebAssembly.Module(SCANNER);
  const abort = (): never => {
    throw new Error('The scanner has run out of memory.');
  };
  return new WebAssembly.Instance(compiled, { env: { abort } }).exports as unknown as Exports;
}

export interface MachineColumns {
  readonly columns: readonly EventColumn[];
  readonly keys: readonly KeyColumn[];
}

/** The compiled scanner with its memory, for a choice of columns. */
export function makeMachine({ columns, keys }: MachineColumns) {
  const wasm = instantiate();
  const count = columns.length + keys.length;
  const input = { at: 0, size: 0 };
  const text = { at: 0, size: 0 };
  let length = 0;
  let constantValues: readonly string[] = [];
  const spans = { at: 0, size: 0 };
  const arena = { at: 0, size: 0 };
  const out = { at: 0, size: 0 };
  const constants = { at: 0, size: 0 };
  defineColumns(wasm, columns, keys.length);
  reserve(arena, ARENA);
  wasm.setArena(arena.at, arena.size);
  wasm.reset();
  return {
    rows: () => wasm.rowCount(),
    reset: () => wasm.reset(),
    isTooBig: () => wasm.memory.buffer.byteLength > TOO_BIG,
    room,
    inflate,
    put,
    content,
    scan,
    append,
    setConstants,
    group: (): RowGroup => ({ rows: wasm.rowCount(), pages }),
  };

  /** Room for a stored file, for whoever fills it by himself. It stays valid until the next call. */
  function room(size: number): Uint8Array {
    reserve(input, size + PADDING);
    return new Uint8Array(wasm.memory.buffer, input.at, size);
  }

  /**
   * Inflates what was put into `room`. False when zlib has to look at it: it is no gzip, or of an unusual kind, or
   * damaged.
   */
  function inflate(stored: number): boolean {
    const body = new Uint8Array(wasm.memory.buffer, input.at, stored);
    const size = inflatedSize(body);
    if (size === undefined) return false;
    const checksum = trailerOf(body).getUint32(0, true);
    new Uint8Array(wasm.memory.buffer, input.at + stored, PADDING).fill(0);
    reserve(text, size + ROOM_BEHIND);
    const deflated = stored - GZIP_HEADER - GZIP_TRAILER;
    length = wasm.inflate(input.at + GZIP_HEADER, deflated, text.at, size);
    if (length !== size || crc32(content()) !== checksum) return false;
    endText();
    return true;
  }

  function put(bytes: Uint8Array): void {
    length = bytes.length;
    reserve(text, length + ROOM_BEHIND);
    content().set(bytes);
    endText();
  }

  /** Until the next call of anything else: the memory may move. */
  function content(): Uint8Array {
    return new Uint8Array(wasm.memory.buffer, text.at, length);
  }

  function endText(): void {
    new Uint8Array(wasm.memory.buffer, text.at + length, PADDING).fill(0);
  }

  /** How many records there are; undefined when the content is not canonical. */
  function scan(isCanonical: boolean): number | undefined {
    // An event of CloudTrail is seldom shorter than this; when it is, the next attempt has more room.
    for (let room = Math.ceil(length / 256) + 16; ; room *= 4) {
      if (room * count * 8 > MAX_SPANS)
        throw new Unreadable(say`has more records than any log file: look who put it there`);
      reserve(spans, room * count * 8);
      const records = wasm.scan(text.at, length, spans.at, room, isCanonical ? 1 : 0);
      if (records >= -1) return records === -1 ? undefined : records;
    }
  }

  /** The first record that is not appended, because the group is full. */
  function append(from: number, to: number): number {
    const next = wasm.append(text.at, length, spans.at, from, to);
    if (next >= 0) return next;
    reserve(arena, -1 - next);
    wasm.setArena(arena.at, arena.size);
    return append(from, to);
  }

  /** Most files say the same as the one before. */
  function setConstants(values: readonly string[]): void {
    if (values.every((value, index) => value === constantValues[index])) return;
    constantValues = values;
    const encoded = values.map((value) => Buffer.from(value));
    reserve(
      constants,
      encoded.reduce((sum, bytes) => sum + bytes.length + PADDING, 0),
    );
    let { at } = constants;
    for (const [index, bytes] of encoded.entries()) {
      new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
      wasm.setConstant(columns.length + index, at, bytes.length);
      at += bytes.length + 16;
    }
  }

  function pages(column: number): Pages {
    if (column === count) {
      reserve(out, wasm.rowCount() * 4);
      return { data: view(wasm.writeNumbers(out.at)) };
    }
    const size = wasm.pageSize(column);
    reserve(out, size * 2);
    const dictionarySize = wasm.dictionarySize(column);
    const data = view(wasm.writeData(column, out.at + size), size);
    if (dictionarySize === 0) return { data };
    return { data, dictionary: { size: dictionarySize, bytes: view(wasm.writeDictionary(column, out.at)) } };
  }

  function view(length: number, from = 0): Uint8Array {
    return new Uint8Array(wasm.memory.buffer, out.at + from, length);
  }

  function reserve(region: Region, size: number): void {
    if (size <= region.size) return;
    region.size = Math.ceil(size * 1.25);
    region.at = wasm.allocate(region.size);
  }
}

/** Keys become a tree: a node for the event and one for every object that we look into. */
function defineColumns(wasm: Exports, columns: readonly EventColumn[], keys: number): void {
  wasm.setColumns(columns.length + keys);
  for (const [index, { encoding }] of columns.entries()) wasm.setKind(index, KIND[encoding]);
  for (let index = 0; index < keys; index += 1) wasm.setKind(columns.length + index, KIND.dictionary | KIND.constant);
  let nodes = 0;
  defineNode(0, columns.length, 0);

  function defineNode(first: number, behind: number, depth: number): number {
    const node = nodes;
    nodes += 1;
    wasm.setNode(node, first, behind);
    for (let column = first; column < behind; ) {
      const path = columns[column]?.path ?? [];
      const key = path[depth] ?? '';
      let end = column + 1;
      while (end < behind && columns[end]?.path[depth] === key) end += 1;
      const isLeaf = path.length === depth + 1;
      addKey(node, key, isLeaf ? column : -1, isLeaf ? -1 : defineNode(column, end, depth + 1));
      column = end;
    }
    return node;
  }

  function addKey(node: number, key: string, column: number, child: number): void {
    const at = wasm.allocate(key.length + 8);
    new Uint8Array(wasm.memory.buffer, at, key.length).set(Buffer.from(key));
    wasm.addKey(node, at, key.length, column, child);
  }
}
