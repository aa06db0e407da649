import { afterEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { readCoverage } from './coverage.ts';
import { openFolder } from './folder-store.ts';

const ORGANIZATION = 'o-8m3k2xq1zz';
let archive = new ArchiveFolder();
afterEach(() => {
  archive.remove();
  archive = new ArchiveFolder();
});

function log(account: string, region: string, day: string): void {
  const place = `${ORGANIZATION}/AWSLogs/${ORGANIZATION}/${account}/CloudTrail/${region}/${day.replaceAll('-', '/')}`;
  archive.addGzip(
    `${place}/${account}_CloudTrail_${region}_${day.replaceAll('-', '')}T0005Z_AAAAAAAAAAAAAAAA.json.gz`,
    '{"Records":[]}',
  );
}

function digest(account: string, region: string, day: string): void {
  const place = `${ORGANIZATION}/AWSLogs/${ORGANIZATION}/${account}/CloudTrail-Digest/${region}/${day.replaceAll('-', '/')}`;
  archive.addGzip(`${place}/digest.json.gz`, '{}');
}

function days(...dates: readonly number[]): readonly string[] {
  return dates.map((date) => `2026-10-${String(date).padStart(2, '0')}`);
}

function read(firstDay = '2026-10-01', lastDay = '2026-10-10') {
  return readCoverage({ store: openFolder(archive.path), firstDay, lastDay });
}

async function gapsOf(account: string) {
  const { accounts } = await read();
  return accounts.find((each) => each.account === account)?.gaps;
}

describe('coverage of the archive', () => {
  it('counts log files of an account, a region and a day', async () => {
    log('111111111111', 'us-east-1', '2026-10-01');
    log('111111111111', 'ap-northeast-1', '2026-10-02');
    const { accounts } = await read();
    expect(accounts).toMatchObject([
      {
        account: '111111111111',
        regions: [
          { region: 'ap-northeast-1', days: [{ day: '2026-10-02', files: 1, bytes: expect.any(Number) }] },
          { region: 'us-east-1', days: [{ day: '2026-10-01', files: 1 }] },
        ],
      },
    ]);
  });

  it('has no gap where another region has something, or where the account was not there yet', async () => {
    for (const day of days(4, 5, 7, 9)) log('111111111111', 'us-east-1', day);
    for (const day of days(6, 8, 10)) log('111111111111', 'eu-west-1', day);
    expect(await gapsOf('111111111111')).toEqual([]);
  });

  it('has a gap where nothing came in between', async () => {
    for (const day of days(1, 2, 5, 6, 7, 9, 10)) log('111111111111', 'us-east-1', day);
    expect(await gapsOf('111111111111')).toEqual([
      { from: '2026-10-03', to: '2026-10-04', isOpen: false },
      { from: '2026-10-08', to: '2026-10-08', isOpen: false },
    ]);
  });

  it('has none where nothing happened, but digests say that CloudTrail was on', async () => {
    for (const day of days(1, 5, 6, 7, 8, 9)) log('111111111111', 'us-east-1', day);
    for (const day of days(2, 3, 4)) digest('111111111111', 'us-east-1', day);
    expect(await gapsOf('111111111111')).toEqual([]);
  });

  it('says of which account the logs have stopped, and does not say it of a day that has only begun', async () => {
    for (const day of days(1, 2, 3)) log('111111111111', 'us-east-1', day);
    for (const day of days(1, 2, 3, 4, 5, 6, 7, 8, 9)) log('222222222222', 'us-east-1', day);
    expect(await gapsOf('111111111111')).toEqual([{ from: '2026-10-04', to: '2026-10-09', isOpen: true }]);
    expect(await gapsOf('222222222222')).toEqual([]);
  });

  it('knows accounts whose logs stopped before the first day that is asked for', async () => {
    log('111111111111', 'us-east-1', '2026-09-30');
    log('222222222222', 'us-east-1', '2026-10-11');
    expect(await gapsOf('111111111111')).toEqual([{ from: '2026-10-01', to: '2026-10-09', isOpen: true }]);
    expect(await gapsOf('222222222222')).toEqual([]);
  });

  it('names keys that are no log files', async () => {
    log('111111111111', 'us-east-1', '2026-10-01');
    const key = `${ORGANIZATION}/AWSLogs/${ORGANIZATION}/111111111111/CloudTrail/us-east-1/2026/10/01/copy of log.gz`;
    archive.addBytes(key, '');
    expect((await read()).foreign).toEqual([key]);
  });
});
