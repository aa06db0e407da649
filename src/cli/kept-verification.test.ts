import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { call } from '../../test/support/events.ts';
import { aView } from '../../test/support/view.ts';
import { openFolder } from '../archive/folder-store.ts';
import { untracked } from '../engine/observe/track.ts';
import type { PlaceResult } from '../evidence/place-result.ts';
import { run as runReports } from './commands/report-run.ts';
import { keepResult } from './keep-verification.ts';
import { verifiedLocation } from './open-history.ts';
import type { Session } from './session.ts';

const CONFIG = `version: 1
homeRegion: ap-northeast-1
accounts: { audit: "222222222222", log: "333333333333" }
notifications: { securityEmail: security@example.com }
dashboard: { history: kept }
`;

let folder: string;
let archive: ArchiveFolder;
let told: string[];
let printed: string[];
let session: Session;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-kept-'));
  archive = new ArchiveFolder().addEvents([call('s3', 'ListBuckets', { eventTime: '2026-10-14T03:00:00Z' })]);
  writeFileSync(join(folder, 'metsuke.yaml'), CONFIG);
  mkdirSync(join(folder, 'other'));
  [told, printed] = [[], []];
  const terminal = {
    out: (text: string) => printed.push(text),
    err: (text: string) => told.push(text),
    view: aView(),
    errView: aView(),
  };
  session = {
    options: { config: join(folder, 'metsuke.yaml'), json: true },
    terminal,
    progress: { track: untracked, during: (_what: string, work: () => unknown) => work() },
    version: '1',
    clock: { now: () => Date.parse('2026-11-29T09:00:00Z') },
    environment: { XDG_CACHE_HOME: join(folder, 'cache') },
  } as unknown as Session;
});
afterEach(() => {
  archive.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** As `metsuke evidence verify` keeps it of an archive in which it looked at ten log files. */
function keep({ of = archive.path, at = '2026-11-28T00:00:00.000Z', findingCount = 0, refused = 0 } = {}) {
  const place = { digests: 2, provenDigests: 2, logs: 10, provenLogs: 10 } as PlaceResult;
  const span = { from: null, to: null };
  const verification = { location: of, keySource: 'keys', asOf: at, span, places: [place], findingCount };
  return keepResult(session, verification, { location: verifiedLocation(openFolder(of)), refused });
}

async function basisOfReport() {
  const asked = { names: ['root-use'], from: '2026-10-14', to: '2026-10-14', archive: archive.path };
  const how = { engine: 'duckdb', format: 'json', limit: '10', exitCode: false, language: 'en' } as const;
  await runReports(session, { ...asked, ...how });
  const [answer] = JSON.parse(printed.join(''));
  return answer.basis;
}

it('a report says what the last verification of its archive found', async () => {
  await keep();
  expect((await basisOfReport()).verified).toMatchObject({
    at: '2026-11-28T00:00:00.000Z',
    findings: 0,
    logs: 10,
    provenLogs: 10,
    keptIn: expect.stringMatching(/kept$/),
  });
});

it('an object that was refused counts as a finding', async () => {
  await keep({ findingCount: 1, refused: 2 });
  expect((await basisOfReport()).verified).toMatchObject({ findings: 3 });
});

it.each([
  ['nothing is kept', () => Promise.resolve()],
  ['it was made before the period', () => keep({ at: '2026-10-13T00:00:00.000Z' })],
  ['it is of another archive', () => keep({ of: join(folder, 'other') })],
])('a report is not verified when %s', async (_when, before) => {
  await before();
  expect((await basisOfReport()).verified).toBeNull();
  expect(told).toEqual([]);
});

it('a report is not verified by a result of a day that has not come, and says why', async () => {
  await keep({ at: '2026-12-01T00:00:00.000Z' });
  expect((await basisOfReport()).verified).toBeNull();
  expect(told.join('')).toContain('is of a day that has not come yet');
});
