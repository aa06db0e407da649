import { closeSync, openSync, writeSync } from 'node:fs';
import { encodeStruct, type Fields, type Thrift } from './thrift.ts';

/** A leaf of the schema. A dot in its name leads into a group. */
export interface Leaf {
  readonly name: string;
  readonly type: 'text' | 'number';
}

/** One column of a row group, encoded. The bytes are used before the next page is asked for. */
export interface Pages {
  readonly dictionary?: { readonly size: number; readonly bytes: Uint8Array };
  readonly data: Uint8Array;
}

export interface RowGroup {
  readonly rows: number;
  /** In the order of the leaves. */
  readonly pages: (column: number) => Pages;
}

export interface ParquetWriter {
  write(group: RowGroup): void;
  /** Without it the file cannot be read. Answers the number of rows. */
  close(): number;
}

/**
 * Writes what DuckDB reads fastest: without compression, without statistics, one page a column and row group. It is a
 * way from our reader to SQL, not a format to keep; what is kept is written by DuckDB.
 */
export function createParquet(path: string, leaves: readonly Leaf[]): ParquetWriter {
  const file = openSync(path, 'w');
  const groups: Thrift[] = [];
  let offset = 0;
  let rows = 0;
  const put = (bytes: Uint8Array): number => {
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
    offset += bytes.length;
    return bytes.length;
  };
  put(MAGIC);
  return {
    write(group) {
      const start = offset;
      const chunks = leaves.map((leaf, column) => writeChunk(leaf, group, column));
      groups.push({ struct: { 1: { list: chunks }, 2: { i64: offset - start }, 3: { i64: group.rows } } });
      rows += group.rows;
    },
    close() {
      const footer = encodeStruct(makeFooter(leaves, groups, rows));
      const length = Buffer.alloc(4);
      length.writeUInt32LE(footer.length);
      for (const bytes of [footer, length, MAGIC]) put(bytes);
      closeSync(file);
      return rows;
    },
  };

  function writeChunk(leaf: Leaf, group: RowGroup, column: number): Thrift {
    const { dictionary, data } = group.pages(column);
    const start = offset;
    if (dictionary) {
      put(pageHeader(dictionary.bytes.length, { 7: { struct: dictionaryHeader(dictionary.size) } }, PAGE.dictionary));
      put(dictionary.bytes);
    }
    const dataStart = offset;
    const encoding = dictionary ? ENCODING.dictionary : ENCODING.plain;
    put(pageHeader(data.length, { 5: { struct: dataHeader(group.rows, encoding) } }, PAGE.data));
    put(data);
    const place = { dataStart, dictionaryStart: dictionary ? start : undefined, size: offset - start };
    return { struct: { 2: { i64: start }, 3: { struct: chunkOf(leaf, encoding, group.rows, place) } } };
  }
}

const MAGIC = Buffer.from('PAR1');
const PAGE = { data: 0, dictionary: 2 } as const;
const ENCODING = { plain: 0, rle: 3, dictionary: 8 } as const;
const TYPE = { text: 6, number: 1 } as const;
const REPETITION = { required: 0, optional: 1 } as const;
const UTF8 = 0;

function pageHeader(size: number, header: Fields, type: number): Buffer {
  return encodeStruct({ 1: { i32: type }, 2: { i32: size }, 3: { i32: size }, ...header });
}

function dictionaryHeader(size: number): Fields {
  return { 1: { i32: size }, 2: { i32: ENCODING.plain } };
}

function dataHeader(rows: number, encoding: number): Fields {
  return { 1: { i32: rows }, 2: { i32: encoding }, 3: { i32: ENCODING.rle }, 4: { i32: ENCODING.rle } };
}

interface Place {
  readonly dataStart: number;
  readonly dictionaryStart: number | undefined;
  readonly size: number;
}

function chunkOf({ name, type }: Leaf, encoding: number, rows: number, place: Place): Fields {
  const encodings = [ENCODING.rle, ENCODING.plain, ...(encoding === ENCODING.plain ? [] : [encoding])];
  return {
    1: { i32: TYPE[type] },
    2: { list: encodings.map((each) => ({ i32: each })) },
    3: { list: name.split('.').map((text) => ({ text })) },
    4: { i32: 0 },
    5: { i64: rows },
    6: { i64: place.size },
    7: { i64: place.size },
    9: { i64: place.dataStart },
    11: place.dictionaryStart === undefined ? undefined : { i64: place.dictionaryStart },
  };
}

function makeFooter(leaves: readonly Leaf[], groups: readonly Thrift[], rows: number): Fields {
  const paths = leaves.map((leaf) => ({ leaf, path: leaf.name.split('.') }));
  const children = schemaOf(paths, 0);
  return {
    1: { i32: 1 },
    2: { list: [{ struct: { 4: { text: 'schema' }, 5: { i32: children.count } } }, ...children.elements] },
    3: { i64: rows },
    4: { list: groups },
    6: { text: 'metsuke' },
  };
}

interface Path {
  readonly leaf: Leaf;
  readonly path: readonly string[];
}

/** Depth first. A group is there in every row, its leaves need not be. */
function schemaOf(paths: readonly Path[], depth: number): { readonly count: number; readonly elements: Thrift[] } {
  const elements: Thrift[] = [];
  let count = 0;
  for (let i = 0; i < paths.length; count += 1) {
    const { leaf, path } = paths[i] as Path;
    const name = path[depth] ?? '';
    if (path.length === depth + 1) {
      elements.push(leafElement(leaf, name));
      i += 1;
      continue;
    }
    const behind = paths.findIndex((each, index) => index > i && each.path[depth] !== name);
    const members = paths.slice(i, behind === -1 ? undefined : behind);
    const inner = schemaOf(members, depth + 1);
    const group = { 3: { i32: REPETITION.required }, 4: { text: name }, 5: { i32: inner.count } };
    elements.push({ struct: group }, ...inner.elements);
    i += members.length;
  }
  return { count, elements };
}

function leafElement({ type }: Leaf, name: string): Thrift {
  const repetition = type === 'number' ? REPETITION.required : REPETITION.optional;
  const converted = type === 'number' ? undefined : { i32: UTF8 };
  return { struct: { 1: { i32: TYPE[type] }, 3: { i32: repetition }, 4: { text: name }, 6: converted } };
}
