import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aTrailArchive,
  copyOf,
  deliveryOf,
  HOME,
  putLog,
  storedAt,
  type TrailArchive,
  timeAt,
  writeChain,
} from '../../test/support/trail-archive.ts';
import { inflate } from './inflate.ts';
import { type Verification, verifyArchive } from './verify.ts';

const DEV = { account: '444444444444', region: HOME };

/** Two chains and a backfill, as they are known when the next digest is overdue. */
function sound(): TrailArchive {
  const archive = aTrailArchive({ places: [DEV, { account: DEV.account, region: 'us-east-1' }], hours: 4 });
  const late = putLog(archive, deliveryOf(DEV), timeAt(1, 20));
  writeChain(archive, deliveryOf(DEV)).hour(1, { logs: [late], backfilledAt: timeAt(3) });
  return archive;
}

const original = sound();
const keys = [...original.objects.keys()].sort();

function verify(archive: TrailArchive): Promise<Verification> {
  const { publicKeys } = archive;
  return verifyArchive({ store: archive.store(), publicKeys, span: { from: null, to: null }, asOf: timeAt(6, 30) });
}

const anyKey = fc.constantFrom(...keys);

describe('any single change', () => {
  it('of a byte is noticed, and the object named; a byte that changes no content is none', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyKey,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.integer({ min: 1, max: 255 }),
        async (key, where, flip) => {
          const changed = copyOf(original);
          const { body, metadata } = storedAt(changed, key);
          const bytes = Buffer.from(body);
          const at = Math.floor(where * bytes.length);
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          changed.objects.set(key, { body: bytes, metadata });
          await expectNoticed(changed, key, await isSame(bytes, body));
        },
      ),
    );
  });

  it('of a length is noticed: an object that was cut off', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, fc.integer({ min: 1, max: 60 }), async (key, cut) => {
        const changed = copyOf(original);
        const { body, metadata } = storedAt(changed, key);
        changed.objects.set(key, { body: body.slice(0, Math.max(0, body.length - cut)), metadata });
        await expectNoticed(changed, key, false);
      }),
    );
  });

  it('is noticed: an object that is gone', async () => {
    for (const key of keys) {
      const changed = copyOf(original);
      changed.objects.delete(key);
      const { places, findingCount } = await verify(changed);
      expect(findingCount, key).toBeGreaterThan(0);
      const named = places.flatMap(({ findings }) => findings.map((finding) => finding.key));
      // The last of a chain is named by nobody: the files that it would prove are.
      if (!isLast(key)) expect(named).toContain(key);
    }
  });

  it('is noticed: the content of another object', async () => {
    await fc.assert(
      fc.asyncProperty(anyKey, anyKey, async (key, other) => {
        fc.pre(key !== other);
        const changed = copyOf(original);
        changed.objects.set(key, storedAt(changed, other));
        await expectNoticed(changed, key, false);
      }),
    );
  });

  it('is noticed: a log file more, at any time that the digests cover', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3 * 60 + 45 }), async (minute) => {
        const changed = copyOf(original);
        const { key } = putLog(changed, deliveryOf(DEV), timeAt(0, minute), '{"Records":[]}');
        await expectNoticed(changed, key, false);
      }),
    );
  });
});

async function expectNoticed(changed: TrailArchive, key: string, isSameContent: boolean): Promise<void> {
  const { places, findingCount } = await verify(changed);
  if (isSameContent) return expect(findingCount, key).toBe(0);
  expect(findingCount, key).toBeGreaterThan(0);
  expect(places.flatMap(({ findings }) => findings.map((finding) => finding.key))).toContain(key);
}

/** A gzip header tells a time and a system too, which no hash is about. */
async function isSame(bytes: Uint8Array, before: Uint8Array): Promise<boolean> {
  const content = await inflate(bytes);
  return content !== null && gunzipSync(before).equals(content);
}

function isLast(key: string): boolean {
  return key.includes('CloudTrail-Digest') && (key.includes('T000000Z') || key.includes('_backfill'));
}
