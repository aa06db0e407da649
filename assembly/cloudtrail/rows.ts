// Rows of a row group: fields are copied out of the text and encoded as pages of Parquet. A column is either a dictionary
// (each value once, rows are numbers) or plain (values one after another).
import { allocate } from './memory';
import { columnCount } from './scan';

const MAX_COLUMNS: usize = 64;
const SPAN: usize = 8;

/** Rows of a group at most; an index fits sixteen bits and leaves one value for null. */
const MAX_ROWS: i32 = 32768;
const NULL_INDEX: u16 = 0xffff;

const SLOTS: u32 = 1 << 15;
const SLOT: usize = 16;
const MAX_ENTRIES: i32 = 20000;
const ENTRY: usize = 12;

/** For constants, and for what is written by whole blocks. */
const SLACK: usize = 8192;

const PLAIN: u8 = 2;
const CONSTANT: u8 = 4;

const kinds: usize = allocate(MAX_COLUMNS);
/** Pointer and length of a constant's value. */
const constants: usize = allocate(MAX_COLUMNS * 8);
/** Of each dictionary column the value that came last, which often comes again: pointer, length, index. */
const recent: usize = allocate(MAX_COLUMNS * 16);
const dictionarySizes: usize = allocate(MAX_COLUMNS * 4);
const dictionaryBytes: usize = allocate(MAX_COLUMNS * 4);
const present: usize = allocate(MAX_COLUMNS * 4);
const plainBytes: usize = allocate(MAX_COLUMNS * 4);
/** Of each column what its rows are: indices, or pointers and lengths. */
const cells: usize = allocate(MAX_COLUMNS * 4);
const numbers: usize = allocate(<usize>MAX_ROWS * 4);
const slots: usize = allocate(<usize>SLOTS * SLOT);
/** Values of all dictionaries in the order in which they came: column, pointer, length. */
const entries: usize = allocate(<usize>MAX_ENTRIES * ENTRY);

let arena: usize = 0;
let arenaSize: usize = 0;
let used: usize = 0;
let rows: i32 = 0;
let entryCount: i32 = 0;

export function setArena(at: usize, size: usize): void {
  arena = at;
  arenaSize = size;
  used = 0;
}

export function setKind(column: i32, kind: u8): void {
  store<u8>(kinds + <usize>column, kind);
  const isPlain = (kind & PLAIN) != 0;
  // A row writes to all of them at one place: if they were a power of two apart, they would fight for the same cache lines.
  store<u32>(cells + (<usize>column << 2), <u32>allocate(<usize>MAX_ROWS * (isPlain ? 8 : 2) + 192));
}

/** The value of a column for all rows that are appended from now on. It must stay where it is until then. */
export function setConstant(column: i32, at: usize, length: u32): void {
  store<u32>(constants + (<usize>column << 3), <u32>at);
  store<u32>(constants + (<usize>column << 3) + 4, length);
}

export function rowCount(): i32 {
  return rows;
}

export function reset(): void {
  rows = 0;
  used = 0;
  entryCount = 0;
  memory.fill(slots, 0, <usize>SLOTS * SLOT);
  memory.fill(dictionarySizes, 0, MAX_COLUMNS * 4);
  memory.fill(dictionaryBytes, 0, MAX_COLUMNS * 4);
  memory.fill(present, 0, MAX_COLUMNS * 4);
  memory.fill(plainBytes, 0, MAX_COLUMNS * 4);
  memory.fill(recent, 0xff, MAX_COLUMNS * 16);
}

/**
 * Appends records [from, to) of the last scan; answers the first that did not fit, or -1 - size when not even one fits
 * into an empty group with an arena of less than that size.
 */
export function append(text: usize, length: usize, spans: usize, from: i32, to: i32): i32 {
  const count = columnCount();
  // Fields are parts of the text, and each takes up to 16 bytes more than it is long.
  const isRoomy = used + length + <usize>((to - from) * count) * 16 + SLACK <= arenaSize;
  for (let record = from; record < to; record += 1) {
    const span = spans + <usize>(record * count) * SPAN;
    const size = isRoomy ? 0 : sizeOf(span, count);
    if (rows == MAX_ROWS || entryCount + count > MAX_ENTRIES || used + size > arenaSize) {
      return rows == 0 ? -1 - <i32>size : record;
    }
    store<i32>(numbers + (<usize>rows << 2), record);
    appendRow(text, span, count);
    rows += 1;
  }
  return to;
}

function sizeOf(span: usize, count: i32): usize {
  let size: usize = 0;
  for (let column = 0; column < count; column += 1) {
    const from = load<i32>(span + (<usize>column << 3));
    if (from >= 0) size += <usize>((load<u32>(span + (<usize>column << 3) + 4) & 0x7fffffff) - from) + 16;
  }
  return size + SLACK;
}

function appendRow(text: usize, span: usize, count: i32): void {
  for (let column = 0; column < count; column += 1) {
    const kind = load<u8>(kinds + <usize>column);
    let at: usize;
    let length: u32;
    if ((kind & CONSTANT) != 0) {
      at = load<u32>(constants + (<usize>column << 3));
      length = load<u32>(constants + (<usize>column << 3) + 4);
    } else {
      const from = load<i32>(span + (<usize>column << 3));
      const to = load<u32>(span + (<usize>column << 3) + 4);
      if (from < 0) {
        setNull(column, kind);
        continue;
      }
      at = text + <usize>from;
      length = (to & 0x7fffffff) - from;
      if (to >> 31 != 0) length = unescape(at, length);
    }
    store<u32>(present + (<usize>column << 2), load<u32>(present + (<usize>column << 2)) + 1);
    if ((kind & PLAIN) != 0) setPlain(column, at, length);
    else setIndex(column, at, length);
  }
}

function setNull(column: i32, kind: u8): void {
  const cell = <usize>load<u32>(cells + (<usize>column << 2));
  if ((kind & PLAIN) != 0) store<u32>(cell + (<usize>rows << 3), 0);
  else store<u16>(cell + (<usize>rows << 1), NULL_INDEX);
}

function setPlain(column: i32, at: usize, length: u32): void {
  const cell = <usize>load<u32>(cells + (<usize>column << 2)) + (<usize>rows << 3);
  store<u32>(cell, <u32>copy(at, length));
  store<u32>(cell + 4, length);
  store<u32>(plainBytes + (<usize>column << 2), load<u32>(plainBytes + (<usize>column << 2)) + length + 4);
}

function setIndex(column: i32, at: usize, length: u32): void {
  const last = recent + (<usize>column << 4);
  if (load<u32>(last + 4) != length || !isSame(<usize>load<u32>(last), at, length)) find(column, at, length, last);
  store<u16>(<usize>load<u32>(cells + (<usize>column << 2)) + (<usize>rows << 1), load<u16>(last + 8));
}

/** Finds the value in the dictionary, or adds it, and leaves it as the one that came last. */
function find(column: i32, at: usize, length: u32, last: usize): void {
  const hash = hashOf(column, at, length);
  let slot = hash & (SLOTS - 1);
  for (;;) {
    const place = slots + <usize>slot * SLOT;
    const tagged = load<u32>(place + 12);
    if (tagged == 0) {
      store<u32>(last + 8, addEntry(column, place, hash, at, length));
    } else if (load<u32>(place) != hash || load<u32>(place + 8) != length || tagged >> 24 != <u32>column + 1) {
      slot = (slot + 1) & (SLOTS - 1);
      continue;
    } else if (!isSame(<usize>load<u32>(place + 4), at, length)) {
      slot = (slot + 1) & (SLOTS - 1);
      continue;
    } else {
      store<u32>(last + 8, tagged & 0xffffff);
    }
    store<u32>(last, load<u32>(place + 4));
    store<u32>(last + 4, length);
    return;
  }
}

function addEntry(column: i32, place: usize, hash: u32, at: usize, length: u32): u32 {
  const size = dictionarySizes + (<usize>column << 2);
  const index = load<u32>(size);
  const kept = copy(at, length);
  store<u32>(size, index + 1);
  store<u32>(dictionaryBytes + (<usize>column << 2), load<u32>(dictionaryBytes + (<usize>column << 2)) + length + 4);
  store<u32>(place, hash);
  store<u32>(place + 4, <u32>kept);
  store<u32>(place + 8, length);
  store<u32>(place + 12, (<u32>(column + 1) << 24) | index);
  const entry = entries + <usize>entryCount * ENTRY;
  store<u32>(entry, column);
  store<u32>(entry + 4, <u32>kept);
  store<u32>(entry + 8, length);
  entryCount += 1;
  return index;
}

function copy(from: usize, length: u32): usize {
  const at = arena + used;
  // By blocks: what is written too much is room that `sizeOf` has counted, or the next value overwrites it.
  for (let i: usize = 0; i < length; i += 16) v128.store(at + i, v128.load(from + i));
  used += (<usize>length + 7) & ~7;
  return at;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function hashOf(column: i32, at: usize, length: u32): u32 {
  // Two halves that do not wait for one another.
  let hash: u64 = (<u64>length << 32) ^ (<u64>(column + 1) * 0x9e3779b97f4a7c15);
  let other: u64 = 0x94d049bb133111eb;
  let i: usize = 0;
  for (; i + 16 <= <usize>length; i += 16) {
    hash = rotl<u64>(hash ^ load<u64>(at + i), 29) * 0xbf58476d1ce4e5b9;
    other = rotl<u64>(other ^ load<u64>(at + i + 8), 31) * 0x9e3779b97f4a7c15;
  }
  if (i + 8 <= <usize>length) {
    hash = rotl<u64>(hash ^ load<u64>(at + i), 29) * 0xbf58476d1ce4e5b9;
    i += 8;
  }
  const rest = <u64>length - i;
  if (rest != 0) other = rotl<u64>(other ^ (load<u64>(at + i) << ((8 - rest) << 3)), 31) * 0x9e3779b97f4a7c15;
  hash ^= rotl<u64>(other, 17);
  hash ^= hash >> 32;
  return <u32>hash;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function isSame(a: usize, b: usize, length: u32): bool {
  let i: usize = 0;
  for (; i + 8 <= <usize>length; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  const rest = <u64>length - i;
  if (rest == 0) return true;
  return (load<u64>(a + i) ^ load<u64>(b + i)) << ((8 - rest) << 3) == 0;
}

/** In its place: UTF-8 is never longer than the escape. A surrogate without its partner becomes U+FFFD. */
export function unescape(at: usize, length: u32): u32 {
  const end = at + length;
  let from = at;
  let to = at;
  while (from < end) {
    const byte = load<u8>(from);
    if (byte != 0x5c || from + 1 >= end) {
      store<u8>(to, byte);
      from += 1;
      to += 1;
      continue;
    }
    const what = load<u8>(from + 1);
    if (what != 0x75) {
      store<u8>(to, plainEscape(what));
      from += 2;
      to += 1;
      continue;
    }
    let code = hex(from + 2);
    from += 6;
    if (code >= 0xd800 && code < 0xdc00 && from + 6 <= end && load<u16>(from) == 0x755c) {
      const low = hex(from + 2);
      if (low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        from += 6;
      }
    }
    to = writeCode(to, code >= 0xd800 && code < 0xe000 ? 0xfffd : code);
  }
  return <u32>(to - at);
}

function plainEscape(what: u8): u8 {
  if (what == 0x6e) return 0x0a;
  if (what == 0x74) return 0x09;
  if (what == 0x72) return 0x0d;
  if (what == 0x62) return 0x08;
  if (what == 0x66) return 0x0c;
  return what;
}

function hex(at: usize): u32 {
  let value: u32 = 0;
  for (let i: usize = 0; i < 4; i += 1) {
    const digit = load<u8>(at + i);
    value = (value << 4) | (digit <= 0x39 ? digit & 15 : (digit & 15) + 9);
  }
  return value & 0xffff;
}

function writeCode(at: usize, code: u32): usize {
  if (code < 0x80) {
    store<u8>(at, <u8>code);
    return at + 1;
  }
  if (code < 0x800) {
    store<u8>(at, <u8>(0xc0 | (code >> 6)));
    store<u8>(at + 1, <u8>(0x80 | (code & 63)));
    return at + 2;
  }
  if (code < 0x10000) {
    store<u8>(at, <u8>(0xe0 | (code >> 12)));
    store<u8>(at + 1, <u8>(0x80 | ((code >> 6) & 63)));
    store<u8>(at + 2, <u8>(0x80 | (code & 63)));
    return at + 3;
  }
  store<u8>(at, <u8>(0xf0 | (code >> 18)));
  store<u8>(at + 1, <u8>(0x80 | ((code >> 12) & 63)));
  store<u8>(at + 2, <u8>(0x80 | ((code >> 6) & 63)));
  store<u8>(at + 3, <u8>(0x80 | (code & 63)));
  return at + 4;
}

// What follows writes pages. How many bytes they may take: pageSize.

export function pageSize(column: i32): u32 {
  const kind = load<u8>(kinds + <usize>column);
  const values =
    (kind & PLAIN) != 0 ? load<u32>(plainBytes + (<usize>column << 2)) : <u32>rows * 2 + 16;
  const dictionary = load<u32>(dictionaryBytes + (<usize>column << 2));
  return max(values + <u32>rows / 8 + 64, dictionary + 64);
}

export function dictionarySize(column: i32): u32 {
  return load<u32>(dictionarySizes + (<usize>column << 2));
}

export function presentCount(column: i32): u32 {
  return load<u32>(present + (<usize>column << 2));
}

export function writeDictionary(column: i32, out: usize): u32 {
  let to = out;
  for (let i = 0; i < entryCount; i += 1) {
    const entry = entries + <usize>i * ENTRY;
    if (load<i32>(entry) != column) continue;
    to = writeValue(to, load<u32>(entry + 4), load<u32>(entry + 8));
  }
  return <u32>(to - out);
}

export function writeData(column: i32, out: usize): u32 {
  const kind = load<u8>(kinds + <usize>column);
  const cell = <usize>load<u32>(cells + (<usize>column << 2));
  let to = writeLevels(column, cell, (kind & PLAIN) != 0, out);
  if ((kind & PLAIN) == 0) return <u32>(writeIndices(column, cell, to) - out);
  for (let i = 0; i < rows; i += 1) {
    const at = load<u32>(cell + (<usize>i << 3));
    if (at != 0) to = writeValue(to, at, load<u32>(cell + (<usize>i << 3) + 4));
  }
  return <u32>(to - out);
}

export function writeNumbers(out: usize): u32 {
  memory.copy(out, numbers, <usize>rows << 2);
  return <u32>rows << 2;
}

function writeValue(to: usize, at: usize, length: u32): usize {
  store<u32>(to, length);
  memory.copy(to + 4, at, length);
  return to + 4 + <usize>length;
}

/** One bit a row: whether it has a value. The length stands before, in four bytes. */
function writeLevels(column: i32, cell: usize, isPlain: bool, out: usize): usize {
  const some = presentCount(column);
  let to = out + 4;
  if (some == <u32>rows || some == 0) {
    to = writeVarint(to, <u32>rows << 1);
    store<u8>(to, some == 0 ? 0 : 1);
    to += 1;
  } else {
    const groups = (<u32>rows + 7) >> 3;
    to = writeVarint(to, (groups << 1) | 1);
    memory.fill(to, 0, groups);
    for (let i = 0; i < rows; i += 1) {
      const isThere = isPlain ? load<u32>(cell + (<usize>i << 3)) != 0 : load<u16>(cell + (<usize>i << 1)) != NULL_INDEX;
      if (isThere) store<u8>(to + (i >> 3), load<u8>(to + (i >> 3)) | (<u8>1 << <u8>(i & 7)));
    }
    to += groups;
  }
  store<u32>(out, <u32>(to - out - 4));
  return to;
}

function writeIndices(column: i32, cell: usize, out: usize): usize {
  const some = presentCount(column);
  if (some == 0) return out;
  const size = dictionarySize(column);
  const width: u32 = size <= 2 ? 1 : 32 - clz<u32>(size - 1);
  store<u8>(out, <u8>width);
  let to = writeVarint(out + 1, size == 1 ? some << 1 : (((some + 7) >> 3) << 1) | 1);
  if (size == 1) {
    store<u8>(to, 0);
    return to + 1;
  }
  let bits: u64 = 0;
  let filled: u32 = 0;
  const bytes = ((some + 7) >> 3) * width;
  const behind = to + bytes;
  for (let i = 0; i < rows; i += 1) {
    const index = load<u16>(cell + (<usize>i << 1));
    if (index == NULL_INDEX) continue;
    bits |= <u64>index << filled;
    filled += width;
    if (filled >= 32) {
      store<u32>(to, <u32>bits);
      to += 4;
      bits >>= 32;
      filled -= 32;
    }
  }
  while (to < behind) {
    store<u8>(to, <u8>bits);
    bits >>= 8;
    to += 1;
  }
  return behind;
}

function writeVarint(to: usize, value: u32): usize {
  while (value >= 0x80) {
    store<u8>(to, <u8>(value | 0x80));
    value >>= 7;
    to += 1;
  }
  store<u8>(to, <u8>value);
  return to + 1;
}
