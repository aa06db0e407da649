import { crc32, gunzipSync, inflateRawSync } from 'node:zlib';
import { say } from '../../domain/say.ts';

/** So much in one object is no log file but an attack on who opens it: each thread that reads needs the memory for one. */
export const MAX_INFLATED = 256 * 1024 ** 2;
/** At a time, of what says that it is larger than that. */
const PIECE = 1024 ** 2;
/** Deflate cannot do better than this. */
const MAX_RATIO = 1032;

/** Why a file cannot be read, in words that follow its key. */
export class Unreadable extends Error {}

class TooLarge extends Unreadable {}

export interface Inflated {
  readonly content: Uint8Array;
  /** What is missing behind the content, in words that follow the key. */
  readonly problem?: string;
}

/** The same, and of a file with a damaged end what is whole before it. */
export function inflateWhole(body: Uint8Array): Inflated {
  try {
    return { content: inflate(body) };
  } catch (error) {
    const isDamaged = error instanceof Unreadable && !(error instanceof TooLarge);
    const content = isDamaged ? firstMembers(body) : undefined;
    if (content === undefined) throw error;
    return { content, problem: say`has a damaged end: only what is whole before it is read` };
  }
}

/** The members of gzip before the first that is damaged; undefined when there is none. */
function firstMembers(body: Uint8Array): Uint8Array | undefined {
  const members: Uint8Array[] = [];
  let room = MAX_INFLATED;
  for (let rest = body; rest.length > 0; ) {
    const member = memberOf(rest, room);
    if (member === undefined) break;
    members.push(member.content);
    room -= member.content.length;
    rest = rest.subarray(member.length);
  }
  return members.length === 0 ? undefined : Buffer.concat(members);
}

function memberOf(body: Uint8Array, room: number) {
  const header = headerLength(body);
  if (header === undefined || room <= 0) return undefined;
  try {
    // The types say nothing of what `info` adds.
    const { buffer, engine } = inflateRawSync(body.subarray(header), {
      info: true,
      maxOutputLength: room,
    }) as unknown as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
    const end = header + engine.bytesWritten;
    if (end + TRAILER > body.length) return undefined;
    const trailer = new DataView(body.buffer, body.byteOffset + end, TRAILER);
    const isWhole = trailer.getUint32(0, true) === crc32(buffer) && trailer.getUint32(4, true) === buffer.length;
    return isWhole ? { content: buffer, length: end + TRAILER } : undefined;
  } catch {
    return undefined;
  }
}

const TRAILER = 8;
const FLAGS = { headerChecksum: 2, extra: 4, name: 8, comment: 16 } as const;

function headerLength(body: Uint8Array): number | undefined {
  if (body.length < 18 || body[0] !== 0x1f || body[1] !== 0x8b || body[2] !== 8) return undefined;
  const flags = body[3] ?? 0;
  let at = 10;
  if (flags & FLAGS.extra) at += 2 + (body[at] ?? 0) + 256 * (body[at + 1] ?? 0);
  for (const flag of [FLAGS.name, FLAGS.comment]) if (flags & flag) at = body.indexOf(0, at) + 1 || body.length;
  return at + (flags & FLAGS.headerChecksum ? 2 : 0);
}

/** The content of a log file, whatever gzip wrote it: with a name in the header, in several members, or not at all. */
export function inflate(body: Uint8Array): Uint8Array {
  if (body.length === 0) throw new Unreadable(say`is empty`);
  if (body[0] === OPENING_BRACE) return body;
  if (body[0] !== 0x1f || body[1] !== 0x8b) throw new Unreadable(say`is neither gzip nor JSON`);
  try {
    return gunzipSync(body, { chunkSize: expectedSize(body), maxOutputLength: MAX_INFLATED });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooLarge(tooLarge());
    throw new Unreadable(say`cannot be inflated: ${(error as Error).message}`);
  }
}

function tooLarge(): string {
  return say`inflates to more than ${MAX_INFLATED / 1024 ** 2} MiB, and no log file does: look who put it there`;
}

const OPENING_BRACE = 0x7b;

/** What gzip says at the end of a member, unless it is a lie: then only time is lost. */
function expectedSize(body: Uint8Array): number {
  if (body.length < 18) return 1024;
  const said = new DataView(body.buffer, body.byteOffset + body.length - 4).getUint32(0, true);
  if (said > MAX_INFLATED) return PIECE;
  return Math.max(1024, Math.min(said + 1, body.length * MAX_RATIO));
}
