import { type EventColumn, KEY_COLUMNS } from './columns.ts';
import type { Pages, RowGroup } from './parquet.ts';
import { SCANNER } from './scanner-wasm.ts';

/** Above this a machine that has seen a huge file is replaced, since its memory cannot shrink. */
const TOO_BIG = 96 * 1024 ** 2;
const ARENA = 16 * 1024 ** 2;
/** What the scanner may read behind the end. */
const PADDING = 64;

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
  scan(from: number, length: number, spans: number, room: number, canonical: number): number;
  setArena(at: number, size: number): void;
  setKind(column: number, kind: number): void;
  setConstant(column: number, at: number, length: number): void;
  rowCount(): number;
  reset(): void;
  append(text: number, spans: number, from: number, to: number): number;
  pageSize(column: number): number;
  dictionarySize(column: number): number;
  presentCount(column: number): number;
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

/** The compiled scanner with its memory, for a choice of columns. */
export function makeMachine(columns: readonly EventColumn[]) {
  const wasm = instantiate();
  const count = columns.length + KEY_COLUMNS.length;
  const text = { at: 0, size: 0 };
  const spans = { at: 0, size: 0 };
  const arena = { at: 0, size: 0 };
  const out = { at: 0, size: 0 };
  const constants = { at: 0, size: 0 };
  defineColumns(wasm, columns);
  reserve(arena, ARENA);
  wasm.setArena(arena.at, arena.size);
  wasm.reset();
  return {
    rows: () => wasm.rowCount(),
    reset: () => wasm.reset(),
    isTooBig: () => wasm.memory.buffer.byteLength > TOO_BIG,
    scan,
    append,
    setConstants,
    group: (): RowGroup => ({ rows: wasm.rowCount(), pages }),
  };

  /** How many records there are; undefined when the content is not canonical. */
  function scan(content: Uint8Array, isCanonical: boolean): number | undefined {
    reserve(text, content.length + PADDING);
    const bytes = new Uint8Array(wasm.memory.buffer, text.at, content.length + PADDING);
    bytes.set(content);
    bytes.fill(0, content.length);
    // An event of CloudTrail is seldom shorter than this; when it is, the next attempt has more room.
    for (let room = Math.ceil(content.length / 256) + 16; ; room *= 4) {
      reserve(spans, room * count * 8);
      const records = wasm.scan(text.at, content.length, spans.at, room, isCanonical ? 1 : 0);
      if (records >= -1) return records === -1 ? undefined : records;
    }
  }

  /** The first record that is not appended, because the group is full. */
  function append(from: number, to: number): number {
    const next = wasm.append(text.at, spans.at, from, to);
    if (next >= 0) return next;
    reserve(arena, -1 - next);
    wasm.setArena(arena.at, arena.size);
    return append(from, to);
  }

  function setConstants(values: readonly string[]): void {
    const encoded = values.map((value) => Buffer.from(value));
    reserve(
      constants,
      encoded.reduce((sum, { length }) => sum + length + PADDING, 0),
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
function defineColumns(wasm: Exports, columns: readonly EventColumn[]): void {
  wasm.setColumns(columns.length + KEY_COLUMNS.length);
  for (const [index, { encoding }] of columns.entries()) wasm.setKind(index, KIND[encoding]);
  for (const index of KEY_COLUMNS.keys()) wasm.setKind(columns.length + index, KIND.dictionary | KIND.constant);
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
