import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  ALL_PLACES,
  aTrailArchive,
  at,
  deliveryOf,
  emptyArchive,
  HOME,
  type Place,
  publicKeyOf,
  putLog,
  rewrite,
  signingKeyOf,
  storedAt,
  type TrailArchive,
  timeAt,
  writeChain,
} from '../../test/support/trail-archive.ts';
import type { Verification } from './verify.ts';
import { verifyArchive } from './verify.ts';

const DEV: Place = { account: '444444444444', region: HOME };
const NO_SPAN = { from: null, to: null };

type Options = Partial<Parameters<typeof verifyArchive>[0]>;

/** As it is known half an hour after the last digest of the archive. */
function verify(archive: TrailArchive, options: Options & { readonly kind?: 'bucket' | 'copy' } = {}) {
  const { kind, ...others } = options;
  return verifyArchive({
    store: archive.store(kind),
    publicKeys: archive.publicKeys,
    span: NO_SPAN,
    asOf: timeAt(6, 30),
    ...others,
  });
}

function findingsOf({ places }: Verification): readonly string[] {
  return places.flatMap(({ findings }) => findings.map(({ kind, key }) => `${kind} ${key}`));
}

function notesOf({ places }: Verification): readonly string[] {
  return places.flatMap(({ notes }) => notes.map(({ kind, count }) => `${kind} ${count}`));
}

describe('an archive that nobody touched', () => {
  it('passes, with every account and region', async () => {
    const verification = await verify(aTrailArchive());
    expect(findingsOf(verification)).toEqual([]);
    expect(notesOf(verification)).toEqual([]);
    expect(verification.places).toHaveLength(ALL_PLACES.length);
    expect(verification.places[0]).toMatchObject({
      account: '111111111111',
      region: HOME,
      from: timeAt(0),
      to: timeAt(6),
      digests: 6,
      provenDigests: 6,
      logs: 12,
      provenLogs: 12,
    });
  });

  it('verifies only the accounts, regions and time that were asked for', async () => {
    const span = { from: timeAt(2), to: timeAt(3, 59) };
    const { places } = await verify(aTrailArchive(), { accounts: [DEV.account], regions: [HOME], span });
    expect(places.map(({ account, region, logs, findingCount }) => ({ account, region, logs, findingCount }))).toEqual([
      { ...DEV, logs: 4, findingCount: 0 },
    ]);
  });

  it('takes signatures of a copy without metadata from the digest after each, and says which one it cannot prove', async () => {
    const archive = aTrailArchive({ places: [DEV] });
    const verification = await verify(archive, { kind: 'copy' });
    expect(notesOf(verification)).toContain('signature-from-next 5');
    expect(findingsOf(verification)).toEqual([`digest-unsigned ${at(archive.digestKeys(), -1)}`]);
  });

  it('finds the log of the management account below both of its prefixes', async () => {
    const archive = emptyArchive();
    const place = { account: '111111111111', region: HOME };
    for (const base of [
      'AWSLogs/111111111111/',
      'AWSLogs/o-8m3k2xq1zz/111111111111/',
      'trails/AWSLogs/111111111111/',
    ]) {
      const writer = writeChain(archive, deliveryOf(place, base));
      for (let hour = 0; hour < 6; hour += 1) writer.hour(hour);
    }
    const { places } = await verify(archive);
    expect(places.map(({ base, provenLogs, findingCount }) => [base, provenLogs, findingCount])).toEqual([
      ['AWSLogs/111111111111/', 12, 0],
      ['AWSLogs/o-8m3k2xq1zz/111111111111/', 12, 0],
      ['trails/AWSLogs/111111111111/', 12, 0],
    ]);
  });
});

describe('what was done to a log file', () => {
  it('a flipped bit', async () => {
    const archive = aTrailArchive();
    const key = at(archive.logKeys(DEV), 3);
    rewrite(archive, key, (text) => text.replace('eventTime', 'eventTimd'));
    const verification = await verify(archive);
    expect(findingsOf(verification)).toEqual([`log-changed ${key}`]);
    expect(verification.places.find(({ findingCount }) => findingCount > 0)?.findings[0]).toMatchObject({
      ...DEV,
      time: timeAt(1, 40),
    });
  });

  it('content that is no gzip any more', async () => {
    const archive = aTrailArchive();
    const key = at(archive.logKeys(DEV), 3);
    archive.objects.set(key, { body: Buffer.from('rubbish'), metadata: {} });
    expect(findingsOf(await verify(archive))).toEqual([`log-changed ${key}`]);
  });

  it('removed', async () => {
    const archive = aTrailArchive();
    const key = at(archive.logKeys(DEV), 4);
    archive.objects.delete(key);
    expect(findingsOf(await verify(archive))).toEqual([`log-missing ${key}`]);
  });

  it('removed by the lifecycle of the bucket, which is no finding', async () => {
    const archive = aTrailArchive({ places: [DEV] });
    archive.objects.delete(at(archive.logKeys(), 0));
    const verification = await verify(archive, {
      asOf: '2026-02-11T00:00:00Z',
      retentionDays: 10,
      span: { from: null, to: timeAt(5) },
    });
    expect(findingsOf(verification)).toEqual([]);
    expect(notesOf(verification)).toContain('expired 1');
  });

  it('inserted', async () => {
    const archive = aTrailArchive();
    const { key } = putLog(archive, deliveryOf(DEV), timeAt(2, 25));
    expect(findingsOf(await verify(archive))).toEqual([`log-unlisted ${key}`]);
  });

  it('inserted under a name that CloudTrail does not give', async () => {
    const archive = aTrailArchive({ places: [DEV] });
    const key = `${at(archive.logKeys(), 2)}.bak`;
    archive.objects.set(key, { body: gzipSync('{}'), metadata: {} });
    expect(findingsOf(await verify(archive))).toEqual([`log-unlisted ${key}`]);
  });

  it('delivered after the last digest: not yet covered, no finding', async () => {
    const archive = aTrailArchive();
    putLog(archive, deliveryOf(DEV), timeAt(6, 5));
    const verification = await verify(archive);
    expect(findingsOf(verification)).toEqual([]);
    expect(notesOf(verification)).toEqual(['not-yet-covered 1']);
  });

  it('in a region that has no digest at all', async () => {
    const archive = aTrailArchive();
    const { key } = putLog(archive, deliveryOf({ account: DEV.account, region: 'eu-west-1' }), timeAt(2));
    expect(findingsOf(await verify(archive))).toEqual([`no-digests ${key}`]);
  });

  it('older than the first digest: validation was not on yet', async () => {
    const archive = aTrailArchive();
    putLog(archive, deliveryOf(DEV), timeAt(-20));
    const verification = await verify(archive);
    expect(findingsOf(verification)).toEqual([]);
    expect(notesOf(verification)).toEqual(['before-first-digest 1']);
  });
});

describe('what was done to a digest', () => {
  it('removed: named, with the log files that it would prove', async () => {
    const archive = aTrailArchive();
    const key = at(archive.digestKeys(DEV), 2);
    archive.objects.delete(key);
    const verification = await verify(archive);
    expect(findingsOf(verification)).toEqual([`digest-missing ${key}`]);
    const [finding] = verification.places.flatMap(({ findings }) => findings);
    expect(finding).toMatchObject({
      ...DEV,
      time: timeAt(3),
      message: expect.stringContaining('Without proof because of it: 2 log files'),
    });
  });

  it('two in a row removed: the one that is named, and the files of both without proof', async () => {
    const archive = aTrailArchive();
    const [first, second] = [at(archive.digestKeys(DEV), 2), at(archive.digestKeys(DEV), 3)];
    archive.objects.delete(first);
    archive.objects.delete(second);
    const verification = await verify(archive);
    expect(findingsOf(verification)).toEqual([`digest-missing ${second}`]);
    expect(verification.places.flatMap(({ findings }) => findings)[0]?.message).toContain(
      'Without proof because of it: 4 log files',
    );
  });

  it('the first removed, when its log files are still there', async () => {
    const archive = aTrailArchive();
    const key = at(archive.digestKeys(DEV), 0);
    archive.objects.delete(key);
    expect(findingsOf(await verify(archive))).toEqual([`digest-missing ${key}`]);
  });

  it('the last removed: noticed when it is overdue', async () => {
    const archive = aTrailArchive();
    archive.objects.delete(at(archive.digestKeys(DEV), -1));
    const first = at(archive.logKeys(DEV), -2);
    expect(notesOf(await verify(archive))).toEqual(['not-yet-covered 2']);
    expect(findingsOf(await verify(archive, { asOf: timeAt(7, 1), accounts: [DEV.account], regions: [HOME] }))).toEqual(
      [`digest-overdue ${first}`],
    );
  });

  it('a flipped bit: its signature does not fit', async () => {
    const archive = aTrailArchive();
    const key = at(archive.digestKeys(DEV), 2);
    rewrite(archive, key, (text) =>
      text.replace(/"hashValue":"(.)/, (_, digit) => `"hashValue":"${digit === '0' ? 1 : 0}`),
    );
    expect(findingsOf(await verify(archive))).toEqual([`digest-signature-wrong ${key}`]);
  });

  it('no gzip any more', async () => {
    const archive = aTrailArchive();
    const key = at(archive.digestKeys(DEV), 2);
    const { body, metadata } = storedAt(archive, key);
    archive.objects.set(key, { body: body.slice(0, 40), metadata });
    expect(findingsOf(await verify(archive))).toEqual([`digest-unreadable ${key}`]);
  });

  it('without its signature, in S3', async () => {
    const archive = aTrailArchive();
    const key = at(archive.digestKeys(DEV), 2);
    archive.objects.set(key, { body: storedAt(archive, key).body, metadata: {} });
    expect(findingsOf(await verify(archive))).toEqual([`digest-unsigned ${key}`]);
  });

  it('re-signed with a key that is not CloudTrail’s', async () => {
    const archive = emptyArchive();
    const writer = writeChain(archive, deliveryOf(DEV));
    const [, , wrong] = [0, 1, 2, 3, 4, 5].map((hour) =>
      writer.hour(hour, hour === 2 ? { signingKey: signingKeyOf(HOME, 'thief') } : {}),
    );
    expect(findingsOf(await verify(archive))).toEqual([`digest-key-unknown ${wrong}`]);
  });

  it('re-signed by a thief who names CloudTrail’s key', async () => {
    const archive = emptyArchive();
    const writer = writeChain(archive, deliveryOf(DEV));
    const thief = { ...signingKeyOf(HOME, 'thief'), fingerprint: signingKeyOf(HOME).fingerprint };
    const [, , wrong] = [0, 1, 2, 3, 4, 5].map((hour) => writer.hour(hour, hour === 2 ? { signingKey: thief } : {}));
    expect(findingsOf(await verify(archive))).toEqual([`digest-signature-wrong ${wrong}`]);
  });

  it('signed with a key whose time was over', async () => {
    const archive = aTrailArchive({ places: [DEV] });
    const expired = { ...publicKeyOf(signingKeyOf(HOME)), validTo: timeAt(0) };
    const publicKeys = { source: 'the test', list: async () => [expired] };
    const [first] = findingsOf(await verify(archive, { publicKeys }));
    expect(first).toBe(`digest-key-unknown ${at(archive.digestKeys(), 2)}`);
  });

  it('copied to another place', async () => {
    const archive = aTrailArchive({ places: [DEV] });
    const key = at(archive.digestKeys(), 2);
    const copy = key.replace(TWO_DIGITS_OF_HOUR, '$1T2230');
    archive.objects.set(copy, storedAt(archive, key));
    expect(findingsOf(await verify(archive))).toEqual([`digest-moved ${copy}`]);
  });
});

const TWO_DIGITS_OF_HOUR = /(2026\d{4})T\d{4}/;

describe('chains', () => {
  it('broken: a sound digest that repeats another hash for the one before it', async () => {
    const archive = emptyArchive();
    const writer = writeChain(archive, deliveryOf(DEV));
    const keys = [0, 1, 2, 3, 4, 5].map((hour) => {
      const previous = writer.previous();
      return writer.hour(hour, hour === 3 && previous ? { previous: { ...previous, hash: '0'.repeat(64) } } : {});
    });
    expect(findingsOf(await verify(archive))).toEqual([`chain-broken ${keys[3]}`]);
  });

  it('broken: another signature', async () => {
    const archive = emptyArchive();
    const writer = writeChain(archive, deliveryOf(DEV));
    const keys = [0, 1, 2, 3, 4, 5].map((hour) => {
      const previous = writer.previous();
      return writer.hour(
        hour,
        hour === 3 && previous ? { previous: { ...previous, signature: 'ab'.repeat(256) } } : {},
      );
    });
    expect(findingsOf(await verify(archive))).toEqual([`chain-broken ${keys[3]}`]);
  });

  it('restarted: legal, and the log files of the time between are told', async () => {
    const archive = emptyArchive();
    const writer = writeChain(archive, deliveryOf(DEV));
    for (const hour of [0, 1]) writer.hour(hour);
    putLog(archive, deliveryOf(DEV), timeAt(2, 30));
    writer.restart();
    for (const hour of [3, 4, 5]) writer.hour(hour);
    const verification = await verify(archive);
    expect(findingsOf(verification)).toEqual([]);
    expect(notesOf(verification)).toEqual(['chain-restarted 1', 'validation-was-off 1']);
  });

  it('going past a digest that was put between', async () => {
    const archive = emptyArchive();
    const writer = writeChain(archive, deliveryOf(DEV));
    for (const hour of [0, 1]) writer.hour(hour);
    const previous = writer.previous();
    if (!previous) throw new Error('There is a previous digest.');
    const between = writer.hour(2, { logs: [] });
    writer.hour(3, { previous });
    for (const hour of [4, 5]) writer.hour(hour);
    expect(findingsOf(await verify(archive))).toEqual([`digest-unlinked ${between}`]);
  });

  it('removed digest and rubbish in its place: both are named', async () => {
    const archive = aTrailArchive({ places: [DEV] });
    const key = at(archive.digestKeys(), 2);
    const rubbish = key.replace('T230000Z', 'T231000Z');
    archive.objects.set(rubbish, { body: gzipSync('{}'), metadata: {} });
    archive.objects.delete(key);
    expect(findingsOf(await verify(archive))).toEqual([`digest-missing ${key}`, `digest-unreadable ${rubbish}`]);
  });

  it('of backfills: a chain of its own, with a key of the time when it was made', async () => {
    const archive = aTrailArchive({ places: [DEV] });
    const late = putLog(archive, deliveryOf(DEV), timeAt(1, 20));
    const backfill = writeChain(archive, deliveryOf(DEV));
    backfill.hour(1, { logs: [late], backfilledAt: timeAt(5) });
    backfill.hour(3, { logs: [], backfilledAt: timeAt(5) });
    const verification = await verify(archive);
    expect(findingsOf(verification)).toEqual([]);
    expect(verification.places[0]).toMatchObject({
      digests: 8,
      backfills: 2,
      provenDigests: 8,
      logs: 13,
      provenLogs: 13,
    });
  });

  it('of backfills: removed and changed ones are named too', async () => {
    const archive = aTrailArchive({ places: [DEV] });
    const late = putLog(archive, deliveryOf(DEV), timeAt(1, 20));
    const backfill = writeChain(archive, deliveryOf(DEV));
    const keys = [1, 2, 3].map((hour) =>
      backfill.hour(hour, { logs: hour === 1 ? [late] : [], backfilledAt: timeAt(5) }),
    );
    archive.objects.delete(at(keys, 1));
    rewrite(archive, late.key, (text) => text.replace('Records', 'records'));
    expect(findingsOf(await verify(archive))).toEqual([`log-changed ${late.key}`, `digest-missing ${keys[1]}`]);
  });
});

describe('an archive that was copied into another bucket', () => {
  it('is proven, since CloudTrail signed the place where it delivered', async () => {
    const archive = aTrailArchive({ places: [DEV] });
    const store = { ...archive.store(), location: 's3://a-replica' };
    const verification = await verify(archive, { store });
    expect(findingsOf(verification)).toEqual([]);
    expect(notesOf(verification)).toEqual(['copied-from-bucket 1']);
  });
});

describe('a digest', () => {
  it('is gzipped JSON', () => {
    const archive = aTrailArchive({ places: [DEV] });
    expect(JSON.parse(gunzipSync(storedAt(archive, at(archive.digestKeys(), 1)).body).toString())).toMatchObject({
      digestStartTime: timeAt(1),
      digestEndTime: timeAt(2),
      previousDigestS3Object: at(archive.digestKeys(), 0),
    });
  });
});
