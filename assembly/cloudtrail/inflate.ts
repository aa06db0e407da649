// Inflates one member of gzip. Whatever is unusual or wrong is refused, and zlib has to say what it is: here only speed
// counts. Symbols are looked up in tables whose entries say all that follows:
//
//   literal  1 vvvvvvvv 0…0 | length of the code        bit 31, value from bit 16
//   base     base from bit 16 | extra bits << 8 | length of the code and the extra bits together
//   special  bit 15: subtable (start from bit 16, its bits << 8), end of the block (bit 14), or no code at all
import { allocate } from './memory';

const LITERAL: u32 = 1 << 31;
const SPECIAL: u32 = 1 << 15;
const END: u32 = 1 << 14;
const NONE: u32 = SPECIAL | (1 << 13);

const SYMBOL_BITS: u32 = 11;
const DISTANCE_BITS: u32 = 8;
const LENGTH_BITS: u32 = 7;

// With 15 bits at most: every long code has a subtable of its own in the worst case, of sixteen entries.
const symbols: usize = allocate((2048 + 288 * 16) * 4);
const distances: usize = allocate((256 + 32 * 128) * 4);
const codeLengths: usize = allocate(128 * 4);
/** Lengths of codes as the block states them. */
const lengths: usize = allocate(512);
const counts: usize = allocate(16 * 4);
const offsets: usize = allocate(17 * 4);
const sorted: usize = allocate(320 * 2);
const subtableBits: usize = allocate(2048);
const subtableStarts: usize = allocate(2048 * 4);

const ORDER = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);
const LENGTH_BASE = memory.data<u16>([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]);
const LENGTH_EXTRA = memory.data<u8>([0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]);
const DISTANCE_BASE = memory.data<u16>([
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
]);
const DISTANCE_EXTRA = memory.data<u8>([
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]);

let bits: u64 = 0;
/** How many bits are there. */
let left: u32 = 0;
let next: usize = 0;
let to: usize = 0;

/**
 * Bytes that were written; -1 when zlib must look at it. Behind the input there must be 16 zeros, and room for 320 bytes
 * behind the output.
 */
export function inflate(from: usize, length: usize, out: usize, room: usize): i32 {
  const end = from + length;
  bits = 0;
  left = 0;
  next = from;
  to = out;
  for (;;) {
    refill();
    const isLast = take(1);
    const kind = take(2);
    if (kind == 0) {
      if (!copyStored(end, out + room)) return -1;
    } else {
      if (kind == 3 || !(kind == 1 ? readFixed() : readDynamic())) return -1;
      if (!inflateBlock(out, out + room, end)) return -1;
    }
    if (isLast != 0) break;
  }
  // Whole bytes that were taken and not used.
  const behind = next - <usize>(left >> 3);
  return behind == end ? <i32>(to - out) : -1;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function refill(): void {
  bits |= load<u64>(next) << left;
  next += <usize>((63 - left) >> 3);
  left |= 56;
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function take(count: u32): u32 {
  const value = <u32>bits & ((1 << count) - 1);
  bits >>= count;
  left -= count;
  return value;
}

function copyStored(end: usize, limit: usize): bool {
  const at = next - <usize>(left >> 3);
  if (at + 4 > end) return false;
  const size = <usize>load<u16>(at);
  if (size != (<usize>load<u16>(at + 2) ^ 0xffff) || at + 4 + size > end || to + size > limit) return false;
  memory.copy(to, at + 4, size);
  to += size;
  next = at + 4 + size;
  bits = 0;
  left = 0;
  return true;
}

function readFixed(): bool {
  memory.fill(lengths, 8, 144);
  memory.fill(lengths + 144, 9, 112);
  memory.fill(lengths + 256, 7, 24);
  memory.fill(lengths + 280, 8, 8);
  memory.fill(lengths + 288, 5, 32);
  // Two symbols and two distances have codes, but may not occur.
  return buildTable(symbols, SYMBOL_BITS, lengths, 288, 0) && buildTable(distances, DISTANCE_BITS, lengths + 288, 32, 1);
}

function readDynamic(): bool {
  refill();
  const symbolCount = take(5) + 257;
  const distanceCount = take(5) + 1;
  const lengthCount = take(4) + 4;
  if (symbolCount > 286 || distanceCount > 30) return false;
  memory.fill(lengths, 0, 19);
  for (let i: u32 = 0; i < lengthCount; i += 1) {
    if (left < 3) refill();
    store<u8>(lengths + <usize>load<u8>(ORDER + i), <u8>take(3));
  }
  if (!buildTable(codeLengths, LENGTH_BITS, lengths, 19, 2)) return false;
  const total = symbolCount + distanceCount;
  let i: u32 = 0;
  while (i < total) {
    refill();
    const entry = load<u32>(codeLengths + (<usize>(bits & 127) << 2));
    if ((entry & SPECIAL) != 0) return false;
    take(entry & 255);
    const symbol = entry >> 16;
    if (symbol < 16) {
      store<u8>(lengths + i, <u8>symbol);
      i += 1;
      continue;
    }
    if (symbol == 16 && i == 0) return false;
    const value = symbol == 16 ? load<u8>(lengths + i - 1) : 0;
    const times = symbol == 16 ? 3 + take(2) : symbol == 17 ? 3 + take(3) : 11 + take(7);
    if (i + times > total) return false;
    memory.fill(lengths + i, value, times);
    i += times;
  }
  if (load<u8>(lengths + 256) == 0) return false;
  return (
    buildTable(distances, DISTANCE_BITS, lengths + symbolCount, distanceCount, 1) &&
    buildTable(symbols, SYMBOL_BITS, lengths, symbolCount, 0)
  );
}

/** kind: 0 literals and lengths, 1 distances, 2 lengths of codes. False for a code that is no prefix code. */
function buildTable(table: usize, tableBits: u32, from: usize, size: u32, kind: u32): bool {
  memory.fill(counts, 0, 64);
  for (let i: u32 = 0; i < size; i += 1) {
    const at = counts + (<usize>load<u8>(from + i) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let remaining: i32 = 1;
  let longest: u32 = 0;
  let sum: u32 = 0;
  for (let length: u32 = 1; length <= 15; length += 1) {
    const count = load<u32>(counts + (<usize>length << 2));
    remaining = (remaining << 1) - <i32>count;
    if (remaining < 0) return false;
    if (count != 0) longest = length;
    store<u32>(offsets + (<usize>length << 2), sum);
    sum += count;
  }
  // Not all bits mean something: only where there is one code at most, which has one bit.
  if (remaining > 0 && (kind == 2 || longest > 1)) return false;
  for (let i: u32 = 0; i < size; i += 1) {
    const length = load<u8>(from + i);
    if (length == 0) continue;
    const at = offsets + (<usize>length << 2);
    store<u16>(sorted + (<usize>load<u32>(at) << 1), <u16>i);
    store<u32>(at, load<u32>(at) + 1);
  }
  const width: u32 = 1 << tableBits;
  // Of a complete code every entry is written below.
  if (remaining > 0) for (let i: u32 = 0; i < width; i += 1) store<u32>(table + (<usize>i << 2), NONE);
  if (longest > tableBits) makeSubtables(table, tableBits, from, sum);
  let code: u32 = 0;
  for (let i: u32 = 0; i < sum; i += 1) {
    const symbol = <u32>load<u16>(sorted + (<usize>i << 1));
    const length = <u32>load<u8>(from + symbol);
    place(table, tableBits, code, length, entryOf(symbol, kind));
    code = codeBehind(code, length);
  }
  return true;
}

function makeSubtables(table: usize, tableBits: u32, from: usize, count: u32): void {
  memory.fill(subtableBits, 0, 2048);
  let code: u32 = 0;
  for (let i: u32 = 0; i < count; i += 1) {
    const length = <u32>load<u8>(from + load<u16>(sorted + (<usize>i << 1)));
    const prefix = code & ((1 << tableBits) - 1);
    code = codeBehind(code, length);
    if (length <= tableBits) continue;
    // Codes become longer, never shorter.
    store<u8>(subtableBits + prefix, <u8>(length - tableBits));
  }
  let start: u32 = 1 << tableBits;
  for (let prefix: u32 = 0; prefix < <u32>(1 << tableBits); prefix += 1) {
    const own = <u32>load<u8>(subtableBits + prefix);
    if (own == 0) continue;
    store<u32>(table + (<usize>prefix << 2), (start << 16) | SPECIAL | (own << 8) | tableBits);
    store<u32>(subtableStarts + (<usize>prefix << 2), start);
    for (let i: u32 = 0; i < <u32>(1 << own); i += 1) store<u32>(table + (<usize>(start + i) << 2), NONE);
    start += 1 << own;
  }
}

function place(table: usize, tableBits: u32, code: u32, length: u32, entry: u32): void {
  if (length <= tableBits) {
    for (let i = code; i < <u32>(1 << tableBits); i += 1 << length) store<u32>(table + (<usize>i << 2), entry + length);
    return;
  }
  const prefix = code & ((1 << tableBits) - 1);
  const own = <u32>load<u8>(subtableBits + prefix);
  const start = load<u32>(subtableStarts + (<usize>prefix << 2));
  const rest = length - tableBits;
  for (let i = code >> tableBits; i < <u32>(1 << own); i += 1 << rest) store<u32>(table + (<usize>(start + i) << 2), entry + rest);
}

/** Without the length of the code, which is added. */
function entryOf(symbol: u32, kind: u32): u32 {
  if (kind == 2) return symbol << 16;
  if (kind == 1) {
    if (symbol >= 30) return NONE;
    const extra = <u32>load<u8>(DISTANCE_EXTRA + symbol);
    return (<u32>load<u16>(DISTANCE_BASE + (<usize>symbol << 1)) << 16) | (extra << 8) | extra;
  }
  if (symbol < 256) return LITERAL | (symbol << 16);
  if (symbol == 256) return SPECIAL | END;
  if (symbol > 285) return NONE;
  const extra = <u32>load<u8>(LENGTH_EXTRA + symbol - 257);
  return (<u32>load<u16>(LENGTH_BASE + (<usize>(symbol - 257) << 1)) << 16) | (extra << 8) | extra;
}

/** The next code, as it is read: its first bit is the lowest. One that becomes longer only gets zeros above. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function codeBehind(code: u32, length: u32): u32 {
  const unset = code ^ ((1 << length) - 1);
  if (unset == 0) return 0;
  const bit = <u32>1 << (31 - clz<u32>(unset));
  return (code & (bit - 1)) | bit;
}

/** One block after its tables are there. Working copies of the state are locals, which the engine keeps in registers. */
function inflateBlock(out: usize, limit: usize, end: usize): bool {
  let buffer = bits;
  let have = left;
  let at = next;
  let write = to;
  const symbolMask: u64 = (1 << SYMBOL_BITS) - 1;
  const distanceMask: u64 = (1 << DISTANCE_BITS) - 1;
  // More than is there was read: the zeros behind the input may mean anything.
  const behind = end + 8;
  for (;;) {
    if (write > limit || at > behind) return false;
    buffer |= load<u64>(at) << have;
    at += <usize>((63 - have) >> 3);
    have |= 56;
    let entry = load<u32>(symbols + (<usize>(buffer & symbolMask) << 2));
    if ((entry & LITERAL) != 0) {
      buffer >>= entry & 255;
      have -= entry & 255;
      store<u8>(write, <u8>(entry >> 16));
      write += 1;
      entry = load<u32>(symbols + (<usize>(buffer & symbolMask) << 2));
      if ((entry & LITERAL) != 0) {
        buffer >>= entry & 255;
        have -= entry & 255;
        store<u8>(write, <u8>(entry >> 16));
        write += 1;
        entry = load<u32>(symbols + (<usize>(buffer & symbolMask) << 2));
        if ((entry & LITERAL) != 0) {
          buffer >>= entry & 255;
          have -= entry & 255;
          store<u8>(write, <u8>(entry >> 16));
          write += 1;
          continue;
        }
      }
    }
    if ((entry & SPECIAL) != 0) {
      if ((entry & NONE) == NONE) return false;
      if ((entry & END) == 0) {
        buffer >>= SYMBOL_BITS;
        have -= SYMBOL_BITS;
        entry = load<u32>(symbols + (<usize>((entry >> 16) + <u32>(buffer & ((1 << ((entry >> 8) & 15)) - 1))) << 2));
        if ((entry & LITERAL) != 0) {
          buffer >>= entry & 255;
          have -= entry & 255;
          store<u8>(write, <u8>(entry >> 16));
          write += 1;
          continue;
        }
        if ((entry & NONE) == NONE) return false;
      }
      if ((entry & SPECIAL) != 0) {
        // The end of the block.
        buffer >>= entry & 255;
        have -= entry & 255;
        break;
      }
    }
    // A length: at most 33 of 56 bits have gone, another 20 go now.
    let taken = entry & 255;
    let length = entry >> 16;
    let extra = (entry >> 8) & 31;
    length += <u32>((buffer & ((<u64>1 << taken) - 1)) >> (taken - extra));
    buffer >>= taken;
    have -= taken;
    if (have < 32) {
      buffer |= load<u64>(at) << have;
      at += <usize>((63 - have) >> 3);
      have |= 56;
    }
    entry = load<u32>(distances + (<usize>(buffer & distanceMask) << 2));
    if ((entry & SPECIAL) != 0) {
      if ((entry & NONE) == NONE) return false;
      buffer >>= DISTANCE_BITS;
      have -= DISTANCE_BITS;
      entry = load<u32>(distances + (<usize>((entry >> 16) + <u32>(buffer & ((1 << ((entry >> 8) & 15)) - 1))) << 2));
      if ((entry & SPECIAL) != 0) return false;
    }
    taken = entry & 255;
    extra = (entry >> 8) & 31;
    const distance = <usize>(entry >> 16) + <usize>((buffer & ((<u64>1 << taken) - 1)) >> (taken - extra));
    buffer >>= taken;
    have -= taken;
    if (distance > write - out) return false;
    write = copyMatch(write, distance, length);
  }
  bits = buffer;
  left = have;
  next = at;
  to = write;
  return true;
}

/** By blocks, which may write behind the end: that is overwritten, or is the room behind the output. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function copyMatch(to: usize, distance: usize, length: u32): usize {
  const end = to + length;
  let from = to - distance;
  if (distance >= 16) {
    // Most are not longer: no loop whose end has to be guessed.
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    if (length > 32) {
      do {
        from += 32;
        to += 32;
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      } while (to + 32 < end);
    }
  } else if (distance >= 8) {
    do {
      store<u64>(to, load<u64>(from));
      from += 8;
      to += 8;
    } while (to < end);
  } else if (distance == 1) {
    const block = i8x16.splat(load<u8>(from));
    do {
      v128.store(to, block);
      to += 16;
    } while (to < end);
  } else {
    // Eight bytes, of which as many as the distance are right already.
    do {
      store<u64>(to, load<u64>(from));
      from += distance;
      to += distance;
    } while (to < end);
  }
  return end;
}
