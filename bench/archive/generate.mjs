// A seeded archive in the layout of an organization trail: events made of recorded ones, with ids, times, callers,
// addresses and names of their own. The same size gives the same bytes on every machine, in any number of threads.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { gunzipSync, gzipSync } from 'node:zlib';
import { makeRandom } from '../../scripts/random.mjs';
import { loadActivity } from '../activity.mjs';

const FORMAT = 3;
const SEED = 20261125;
const ORGANIZATION = 'o-8m3k2xq1zz';
const REGIONS = ['ap-northeast-1', 'us-east-1', 'us-west-2'];
/** Recorded events, which are not part of this repository: test/support/recorded-events.ts says where they are. */
const RECORDED = join(
  process.env.METSUKE_CLOUDTRAIL_SAMPLES ??
    fileURLToPath(new URL('../../../shared/data/cloudtrail/invictus', import.meta.url)),
  'AWSLogs/218007301253/CloudTrail/us-east-1/2023/07/10',
);

/** @typedef {{ name: string, accounts: number, days: number, files: number, events: number }} Size */

/** 1.25 million events as a busy organization has them, twice as much, and small files as a quiet one has them. */
export const SIZES = {
  large: { name: 'large', accounts: 20, days: 10, files: 5200, events: 240 },
  double: { name: 'double', accounts: 20, days: 20, files: 10400, events: 240 },
  small: { name: 'small', accounts: 20, days: 10, files: 20000, events: 10 },
  quick: { name: 'quick', accounts: 4, days: 3, files: 36, events: 60 },
};

/** What the events are made of: `recorded` where the recorded events are, else what the sandbox makes up. */
export function findSource({ isQuick }) {
  return existsSync(RECORDED) && !isQuick ? 'recorded' : 'sandbox';
}

/** The folder of an archive of this size; one that an earlier run made is used again. */
export async function makeArchive(size, source) {
  const folder = join(tmpdir(), `metsuke-bench-archive-${FORMAT}-${source}-${Object.values(size).join('-')}`);
  if (existsSync(join(folder, 'complete'))) return folder;
  const templates = makeTemplates(source === 'recorded' ? readRecorded() : await makeUp());
  const making = `${folder}.making-${process.pid}`;
  rmSync(making, { recursive: true, force: true });
  await Promise.all([0, 1].map((part) => startGenerator({ folder: making, size, templates, part, parts: 2 })));
  writeFileSync(join(making, 'complete'), '');
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
  return folder;
}

function startGenerator(data) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: data });
    worker.on('message', resolve);
    worker.on('error', reject);
  });
}

function generate({ folder, size, templates, part, parts }) {
  for (let index = part; index < size.files; index += parts) {
    const random = makeRandom(SEED + index);
    const file = placeOf(index, size, random);
    const path = join(folder, file.key);
    mkdirSync(dirname(path), { recursive: true });
    const records = Array.from({ length: size.events / 2 + Math.floor(random() * size.events) }, () =>
      makeEvent(templates[Math.floor(random() ** 2 * templates.length)], file, random),
    );
    writeFileSync(path, gzipSync(`{"Records":[${records.join(',')}]}`));
  }
}

function placeOf(index, { accounts, days }, random) {
  const account = String(111111111111 + (index % accounts) * 1000003);
  const region = REGIONS[Math.floor(index / accounts) % REGIONS.length];
  const day = Math.floor(index / accounts / REGIONS.length) % days;
  const minutes = Math.floor(random() * 1440);
  const time = new Date(Date.UTC(2026, 9, 1 + day, 0, minutes)).toISOString();
  const stamp = time.slice(0, 16).replaceAll(/[-:]/g, '');
  const unique = Array.from({ length: 16 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join('');
  const path = `${ORGANIZATION}/AWSLogs/${ORGANIZATION}/${account}/CloudTrail/${region}/${time.slice(0, 10).replaceAll('-', '/')}`;
  const users = Array.from({ length: 12 }, (_, user) => `user-${(index * 7 + user) % 40}`);
  return {
    account,
    region,
    users,
    time: Date.parse(time),
    key: `${path}/${account}_CloudTrail_${region}_${stamp}Z_${unique}.json.gz`,
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function readRecorded() {
  return readdirSync(RECORDED)
    .sort()
    .flatMap((name) => JSON.parse(gunzipSync(readFileSync(join(RECORDED, name)))).Records);
}

/** An ordinary day, and what reports look for. */
async function makeUp() {
  const { makeOrdinaryDay, makePlanted, makeScene } = await loadActivity();
  const [account, region] = ['111111111111', 'us-east-1'];
  const from = new Date('2026-09-01T00:00:00Z');
  const until = new Date('2026-09-15T00:00:00Z');
  const plan = {
    seed: 'bench',
    organizationId: ORGANIZATION,
    managementAccountId: account,
    accounts: [{ id: account, name: 'dev' }],
    homeRegion: region,
    bucket: 'logs',
    prefix: ORGANIZATION,
    trail: 'trail',
    from,
    until,
  };
  const planted = makePlanted(makeScene(plan)).map(({ event }) => event);
  return [...makeOrdinaryDay({ seed: 'bench', account, region, homeRegion: region, day: from.getTime() }), ...planted];
}

/** Events as pieces of text, between which something of the new event's own is put. */
function makeTemplates(events) {
  // Common ones come first, and are taken more often.
  const counts = groupBy(events, nameOf);
  const ordered = [...counts.values()].sort((a, b) => b.length - a.length).flatMap((group) => group.slice(0, 12));
  return ordered.map((event) => JSON.stringify(event).split(OWN));
}

const nameOf = ({ eventName }) => eventName;

function groupBy(list, key) {
  const groups = new Map();
  for (const each of list) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
}

/** What differs from event to event: ids that are a whole value (within others, as a user agent, they stay), times, accounts, regions, the recorded user's name, access keys, addresses. */
const OWN =
  /((?<=")[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?=")|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|(?<!\d)\d{12}(?!\d)|us-east-1|bert-jan|benjamin|A[SK]IA[A-Z0-9]{16}|(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?![\d.]))/;

function makeEvent(pieces, file, random) {
  const user = file.users[Math.floor(random() * file.users.length)];
  const time = new Date(file.time - Math.floor(random() * 900_000)).toISOString().replace(/\.\d+/, '');
  let text = '';
  for (let i = 0; i < pieces.length; i += 1)
    text += i % 2 === 0 ? pieces[i] : replacement(pieces[i], { ...file, user, time }, random);
  return text;
}

function replacement(found, { account, region, user, time }, random) {
  if (found === 'us-east-1') return region;
  if (found.startsWith('be')) return user;
  if (found.length === 12 && /^\d+$/.test(found)) return account;
  if (found.endsWith('Z') && found.includes('T')) return time;
  if (found.includes('-')) return uuid(random);
  if (found.includes('.')) return `198.51.${Math.floor(random() * 4)}.${Math.floor(random() * 256)}`;
  return `${found.slice(0, 4)}${user.replaceAll(/\W/g, '').toUpperCase().padEnd(16, 'X').slice(0, 16)}`;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function uuid(random) {
  const bytes = (count) => {
    let text = '';
    for (let i = 0; i < count; i += 1) text += HEX[Math.floor(random() * 256)];
    return text;
  };
  return `${bytes(4)}-${bytes(2)}-${bytes(2)}-${bytes(2)}-${bytes(6)}`;
}

if (!isMainThread && workerData?.size) {
  generate(workerData);
  parentPort.postMessage('done');
}
