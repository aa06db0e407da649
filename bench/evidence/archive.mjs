// A log of one account and region: so many log files, all about as large, and the digests that sign them. Seeded.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { loadActivity } from '../activity.mjs';

export const ACCOUNT = '444444444444';
export const REGION = 'ap-northeast-1';
export const BUCKET = 'bench-logs';
export const TRAIL = 'bench-trail';
const START = Date.parse('2026-10-01T00:00:00Z');
const HOUR = 3_600_000;
const LOGS_AN_HOUR = 6;

/** @returns {Promise<{ objects: Map<string, { body: Buffer, metadata: object }>, publicKeys: object, rawBytes: number, from: string, to: string }>} */
export async function makeArchive({ logs, rawKilobytes }) {
  const { makeDigest, makeSigningKey, makeOrdinaryDay } = await loadActivity();
  const signingKey = makeSigningKey(REGION, 'bench');
  const delivery = {
    bucket: BUCKET,
    base: `AWSLogs/${ACCOUNT}/`,
    account: ACCOUNT,
    region: REGION,
    trail: TRAIL,
    homeRegion: REGION,
  };
  const events = makeEvents(makeOrdinaryDay);
  const objects = new Map();
  const hours = Math.ceil(logs / LOGS_AN_HOUR);
  let previous = null;
  let rawBytes = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    const start = START + hour * HOUR;
    const listed = [];
    for (let index = hour * LOGS_AN_HOUR; index < Math.min(logs, (hour + 1) * LOGS_AN_HOUR); index += 1) {
      const time = start + (index % LOGS_AN_HOUR) * 10 * 60_000 + 60_000;
      const text = makeText(events, { index, bytes: rawKilobytes * 1_000 });
      const log = {
        key: logKey(time, index),
        hash: createHash('sha256').update(text).digest('hex'),
        oldest: iso(time),
        newest: iso(time),
      };
      objects.set(log.key, { body: gzipSync(text), metadata: {} });
      rawBytes += text.length;
      listed.push(log);
    }
    const made = makeDigest({
      delivery,
      signingKey,
      start: iso(start),
      end: iso(start + HOUR),
      logs: listed,
      previous,
    });
    objects.set(made.object.key, { body: Buffer.from(made.object.body), metadata: made.object.metadata });
    previous = made.link;
  }
  return { objects, publicKeys: keyList(signingKey), rawBytes, from: iso(START), to: iso(START + hours * HOUR) };
}

function makeEvents(makeOrdinaryDay) {
  const days = Array.from({ length: 10 }, (_, day) => START + day * 24 * HOUR);
  return days
    .flatMap((day) => makeOrdinaryDay({ seed: 'bench', account: ACCOUNT, region: REGION, homeRegion: REGION, day }))
    .map((event) => JSON.stringify(event));
}

function makeText(events, { index, bytes }) {
  const records = [];
  for (let size = 0, at = index * 37; size < bytes; at += 1) {
    // No two records are the same, as in a real log.
    const record = events[at % events.length].replace(/"eventID":"[0-9a-f]{8}/, `"eventID":"${hex(index, at)}`);
    records.push(record);
    size += record.length + 1;
  }
  return `{"Records":[${records.join(',')}]}`;
}

function hex(index, at) {
  return createHash('md5').update(`${index} ${at}`).digest('hex').slice(0, 8);
}

function logKey(time, index) {
  const stamp = iso(time).replaceAll(/[-:]/g, '');
  const unique = createHash('md5').update(String(index)).digest('hex').slice(0, 16);
  return `AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/${iso(time).slice(0, 10).replaceAll('-', '/')}/${ACCOUNT}_CloudTrail_${REGION}_${stamp.slice(0, 13)}Z_${unique}.json.gz`;
}

function iso(time) {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function keyList({ fingerprint, publicKey }) {
  const [from, to] = [Date.parse('2026-09-01T00:00:00Z') / 1_000, Date.parse('2027-09-01T00:00:00Z') / 1_000];
  return {
    PublicKeyList: [{ Fingerprint: fingerprint, Value: publicKey, ValidityStartTime: from, ValidityEndTime: to }],
  };
}
