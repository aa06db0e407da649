import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeHasher } from './hasher.ts';
import { hashInflatedHere } from './inflate.ts';

const hasher = makeHasher();

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

describe('the hash of what a log file inflates to', () => {
  it('is that of its content, in one gzip member or several', async () => {
    expect(await hasher.hash(gzipSync('one'))).toBe(sha256('one'));
    expect(await hasher.hash(Buffer.concat([gzipSync('one'), gzipSync('two')]))).toBe(sha256('onetwo'));
    expect(await hasher.hash(gzipSync(''))).toBe(sha256(''));
  });

  it('is none of what is no gzip', async () => {
    for (const body of [Buffer.from(''), Buffer.from('{"Records":[]}'), gzipSync('one').subarray(0, 15)]) {
      expect(await hasher.hash(body)).toBeNull();
    }
  });

  it('is made piece by piece when the content is large, even if the file says that it is small', async () => {
    const content = Buffer.alloc(20 * 1024 * 1024, 'events ');
    const body = gzipSync(content);
    expect(hashInflatedHere(body)).toBe('too-large');
    expect(await hasher.hash(body)).toBe(sha256(content));
    // A liar: the size at its end is of the small member that follows the large one.
    const liar = Buffer.concat([body, gzipSync('small')]);
    expect(hashInflatedHere(liar)).toBe('too-large');
    expect(await hasher.hash(liar)).toBe(sha256(Buffer.concat([content, Buffer.from('small')])));
  });
});
