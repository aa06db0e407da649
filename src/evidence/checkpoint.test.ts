import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { aTrailArchive, timeAt } from '../../test/support/trail-archive.ts';
import { openCheckpoint } from './checkpoint.ts';
import { verifyArchive } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'metsuke-checkpoint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const archive = aTrailArchive({ hours: 2 });
const common = { publicKeys: archive.publicKeys, span: { from: null, to: null }, asOf: timeAt(2, 30) };

/** How many objects were read. */
function countingStore() {
  const store = archive.store();
  const read: string[] = [];
  return {
    read,
    store: {
      ...store,
      get: (key: string) => {
        read.push(key);
        return store.get(key);
      },
    },
  };
}

describe('a run that was interrupted', () => {
  it('goes on where it was, and gives the same result', async () => {
    const file = join(folder, 'interrupted.jsonl');
    const whole = await verifyArchive({ ...common, store: archive.store() });
    const first = await openCheckpoint(file, 'question');
    const [done] = whole.places;
    if (!done) throw new Error('There is a place.');
    await first.add(done);
    const { store, read } = countingStore();
    const checkpoint = await openCheckpoint(file, 'question');
    const resumed = await verifyArchive({ ...common, store, checkpoint });
    expect(checkpoint.done).toBe(1);
    expect(resumed).toEqual(whole);
    expect(read.some((key) => key.includes(`${done.account}_CloudTrail_${done.region}`))).toBe(false);
    expect(read.length).toBeGreaterThan(0);
    await checkpoint.remove();
    expect(existsSync(file)).toBe(false);
  });

  it('takes nothing from a run with another question, nor a line that was cut off', async () => {
    const file = join(folder, 'cut-off.jsonl');
    const { places } = await verifyArchive({ ...common, store: archive.store() });
    const checkpoint = await openCheckpoint(file, 'question');
    for (const place of places.slice(0, 2)) await checkpoint.add(place);
    appendFileSync(file, '{"account":"4444');
    expect((await openCheckpoint(file, 'question')).done).toBe(2);
    expect(readFileSync(file, 'utf8')).not.toContain('"account":"4444\n');
    expect((await openCheckpoint(file, 'another question')).done).toBe(0);
  });
});
