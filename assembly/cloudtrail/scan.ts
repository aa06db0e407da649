// AssemblyScript, compiled to WebAssembly by scripts/build-scanner.mjs. Reads a log file of CloudTrail as bytes: finds
// the fields that are asked for without making an object of anything.
//
// A key is looked up in a table that JavaScript writes: for every node (the event, userIdentity, …) and every length of a
// key the first entry of a list. An entry is 16 bytes: key, column or -1, node or -1, next entry.
import { allocate } from './memory';

const KEY_LENGTHS: usize = 64;
const MAX_NODES: usize = 32;
const SPAN: usize = 8;

const ODD_BITS: u64 = 0xaaaaaaaaaaaaaaaa;

/** What `scan` answers when the file is not written as CloudTrail writes: JSON.parse must look at it. */
const UNUSUAL: i32 = -1;

const table: usize = allocate(MAX_NODES * KEY_LENGTHS * 4);
/** First column and the one after the last of every node: what a repeated key must forget. */
const ranges: usize = allocate(MAX_NODES * 8);

let columns: i32 = 0;
let end: usize = 0;
let text: usize = 0;
let row: usize = 0;
let isCanonical: bool = false;
/** Whether the string that was read last had a backslash in it. */
let hasEscape: bool = false;

export function setColumns(count: i32): void {
  columns = count;
}

export function columnCount(): i32 {
  return columns;
}

export function setNode(node: i32, first: i32, behind: i32): void {
  store<i32>(ranges + <usize>node * 8, first);
  store<i32>(ranges + <usize>node * 8 + 4, behind);
}

/** `key` points at the bytes, followed by at least eight zeros. */
export function addKey(node: i32, key: usize, length: i32, column: i32, child: i32): void {
  const entry = allocate(16);
  const slot = table + (<usize>node * KEY_LENGTHS + <usize>length) * 4;
  store<u32>(entry, <u32>key);
  store<i32>(entry + 4, column);
  store<i32>(entry + 8, child);
  store<u32>(entry + 12, load<u32>(slot));
  store<u32>(slot, <u32>entry);
}

/**
 * Spans of the fields into `spans`: for every record and column begin and end as offsets, -1 for what is not there, the
 * sign bit of the end set when the string has escapes. Behind the text must be 64 zeros. Answers how many records there
 * are, UNUSUAL, or -2 - n when there is only room for n.
 */
export function scan(from: usize, length: usize, spans: usize, room: i32, canonical: bool): i32 {
  text = from;
  end = from + length;
  isCanonical = canonical;
  if (length < 14 || load<u64>(from) != 0x64726f636552227b || load<u32>(from + 8) != 0x5b3a2273) return UNUSUAL;
  let at = from + 12;
  let records: i32 = 0;
  const width = <usize>columns * SPAN;
  if (load<u8>(at) == 0x5d) return at + 2 == end && load<u8>(at + 1) == 0x7d ? 0 : UNUSUAL;
  for (;;) {
    if (load<u8>(at) != 0x7b) return UNUSUAL;
    if (records == room) return -2 - records;
    row = spans + <usize>records * width;
    clear(row, row + width);
    at = scanObject(at + 1, 0);
    if (at == 0) return UNUSUAL;
    records += 1;
    const next = load<u8>(at);
    at += 1;
    if (next == 0x2c) continue;
    if (next != 0x5d) return UNUSUAL;
    return at + 1 == end && load<u8>(at) == 0x7d ? records : UNUSUAL;
  }
}

/** From behind the brace to behind its partner; 0 when that cannot be. */
function scanObject(at: usize, node: i32): usize {
  if (load<u8>(at) == 0x7d) return at + 1;
  for (;;) {
    if (load<u8>(at) != 0x22) return 0;
    const key = at + 1;
    at = endOfString(key);
    if (at == 0) return 0;
    let entry: usize = 0;
    // A key with an escape may be one of ours in disguise; what JSON.stringify has written has none.
    if (hasEscape) {
      if (!isCanonical) return 0;
    } else {
      entry = find(node, key, at - key);
    }
    if (load<u8>(at + 1) != 0x3a) return 0;
    at = scanValue(at + 2, entry);
    if (at == 0) return 0;
    const next = load<u8>(at);
    at += 1;
    if (next == 0x2c) continue;
    return next == 0x7d ? at : 0;
  }
}

function scanValue(at: usize, entry: usize): usize {
  const first = load<u8>(at);
  const column = entry == 0 ? -1 : load<i32>(entry + 4);
  const child = entry == 0 ? -1 : load<i32>(entry + 8);
  if (child >= 0) forget(child);
  if (first == 0x22) {
    const close = endOfString(at + 1);
    if (close == 0) return 0;
    if (column >= 0) keep(column, at + 1, close, hasEscape);
    return close + 1;
  }
  if (first == 0x7b && child >= 0) return scanObject(at + 1, child);
  if (first == 0x7b || first == 0x5b) {
    const behind = skipContainer(at + 1);
    if (column >= 0 && behind != 0) keep(column, at, behind, false);
    return behind;
  }
  const behind = endOfLiteral(at, first);
  if (column >= 0 && behind != 0) {
    if (first == 0x6e) store<i64>(row + <usize>column * SPAN, -1);
    else keep(column, at, behind, false);
  }
  return behind;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function keep(column: i32, from: usize, to: usize, escaped: bool): void {
  const span = row + <usize>column * SPAN;
  store<u32>(span, <u32>(from - text));
  store<u32>(span + 4, <u32>(to - text) | (escaped ? 0x80000000 : 0));
}

/** A key that is repeated replaces what was there, as it does for JSON.parse. */
function forget(node: i32): void {
  const first = load<i32>(ranges + <usize>node * 8);
  const behind = load<i32>(ranges + <usize>node * 8 + 4);
  clear(row + <usize>first * SPAN, row + <usize>behind * SPAN);
}

/** Few bytes at a time: memory.fill would be a call out of WebAssembly. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function clear(span: usize, behind: usize): void {
  for (; span < behind; span += SPAN) store<i64>(span, -1);
}

function find(node: i32, key: usize, length: usize): usize {
  if (length >= KEY_LENGTHS) return 0;
  let entry = <usize>load<u32>(table + (<usize>node * KEY_LENGTHS + length) * 4);
  while (entry != 0) {
    if (isSame(<usize>load<u32>(entry), key, length)) return entry;
    entry = <usize>load<u32>(entry + 12);
  }
  return 0;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function isSame(a: usize, b: usize, length: usize): bool {
  let i: usize = 0;
  for (; i + 8 <= length; i += 8) if (load<u64>(a + i) != load<u64>(b + i)) return false;
  const rest = length - i;
  if (rest == 0) return true;
  return (load<u64>(a + i) ^ load<u64>(b + i)) << ((8 - <u64>rest) << 3) == 0;
}

/** The closing quote of the string that begins here; 0 when there is none. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function endOfString(at: usize): usize {
  const quote = i8x16.splat(0x22);
  const backslash = i8x16.splat(0x5c);
  hasEscape = false;
  while (at < end) {
    const block = v128.load(at);
    const found = i8x16.bitmask(v128.or(i8x16.eq(block, quote), i8x16.eq(block, backslash)));
    if (found == 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    if (load<u8>(at) == 0x22) return at;
    hasEscape = true;
    at += 2;
  }
  return 0;
}

/** Where the bytes of a block are the one that is looked for: the first byte is the lowest bit. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function bitsOf(a: v128, b: v128, c: v128, d: v128, what: v128): u64 {
  return (
    <u64>i8x16.bitmask(i8x16.eq(a, what)) |
    (<u64>i8x16.bitmask(i8x16.eq(b, what)) << 16) |
    (<u64>i8x16.bitmask(i8x16.eq(c, what)) << 32) |
    (<u64>i8x16.bitmask(i8x16.eq(d, what)) << 48)
  );
}

/**
 * From within an object or array to behind its end, whatever is in it. 64 bytes at a time and without a branch for every
 * string: which bytes are within strings follows from the quotes before them.
 */
function skipContainer(at: usize): usize {
  const quote = i8x16.splat(0x22);
  const backslash = i8x16.splat(0x5c);
  const caseBit = i8x16.splat(0x20);
  const open = i8x16.splat(0x7b);
  const close = i8x16.splat(0x7d);
  let depth: u64 = 1;
  /** All ones when the block before ended within a string. */
  let within: u64 = 0;
  /** One when the block before ended with a backslash that takes the next byte. */
  let isTaken: u64 = 0;
  for (; at < end; at += 64) {
    let a = v128.load(at);
    let b = v128.load(at, 16);
    let c = v128.load(at, 32);
    let d = v128.load(at, 48);
    let quotes = bitsOf(a, b, c, d, quote);
    const slashes = bitsOf(a, b, c, d, backslash);
    if ((slashes | isTaken) != 0) {
      // Of a row of backslashes every second is taken by the one before it: what a subtraction carries through the row
      // tells where it ends, as in simdjson.
      const first = slashes & ~isTaken;
      const series = (((first << 1) | ODD_BITS) - first) ^ ODD_BITS;
      quotes &= ~(series ^ (slashes | isTaken));
      isTaken = (series & slashes) >> 63;
    }
    let strings = quotes ^ (quotes << 1);
    strings ^= strings << 2;
    strings ^= strings << 4;
    strings ^= strings << 8;
    strings ^= strings << 16;
    strings ^= strings << 32;
    strings ^= within;
    within = <u64>(<i64>strings >> 63);
    // Brackets are braces without this bit, and nothing else is.
    a = v128.or(a, caseBit);
    b = v128.or(b, caseBit);
    c = v128.or(c, caseBit);
    d = v128.or(d, caseBit);
    const opens = bitsOf(a, b, c, d, open) & ~strings;
    let closes = bitsOf(a, b, c, d, close) & ~strings;
    const closed = popcnt(closes);
    if (closed >= depth) {
      for (let left = depth - 1; closes != 0; left -= 1) {
        const before = popcnt(opens & ((closes & (0 - closes)) - 1));
        if (left + before == 0) return at + <usize>ctz(closes) + 1;
        closes &= closes - 1;
      }
    }
    depth += popcnt(opens) - closed;
  }
  return 0;
}

function endOfLiteral(at: usize, first: u8): usize {
  if (first == 0x74) return load<u32>(at) == 0x65757274 ? at + 4 : 0;
  if (first == 0x6e) return load<u32>(at) == 0x6c6c756e ? at + 4 : 0;
  if (first == 0x66) return load<u32>(at + 1) == 0x65736c61 ? at + 5 : 0;
  const begin = at;
  for (;;) {
    const each = load<u8>(at);
    const isNumber = (each >= 0x30 && each <= 0x39) || each == 0x2d || each == 0x2b || each == 0x2e || (each | 0x20) == 0x65;
    if (!isNumber) break;
    at += 1;
  }
  return at == begin ? 0 : at;
}
