import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../support/archive.ts';
import { runCli } from '../support/cli.ts';
import { asRoot, call } from '../support/events.ts';

const archive = new ArchiveFolder().addEvents([
  call('iam', 'ListUsers', { readOnly: true }),
  call('iam', 'CreateAccessKey', { userIdentity: asRoot(), eventID: 'e-1' }),
]);
afterAll(() => archive.remove());

const PERIOD = ['--from', '2026-10-01', '--to', '2026-10-31'];

function report(...parameters: readonly string[]) {
  return runCli(['report', ...parameters], { folder: archive.path });
}

describe('reports over a folder', () => {
  it('shows what was found, and ends with 0', async () => {
    const { code, stdout } = await report('run', 'root-use', '--archive', '.', ...PERIOD);
    expect(code).toBe(0);
    expect(stdout).toMatch(/2026-10-14 03:00:00 +111111111111 +ap-northeast-1 +root +CreateAccessKey/);
    expect(stdout).toContain('1 row');
  });

  it('says what it is made of, and of which days there are no logs', async () => {
    const { stdout } = await report('run', 'root-use', '--archive', '.', ...PERIOD);
    expect(stdout).toContain('Asked: all accounts, all regions, with duckdb.');
    expect(stdout).toContain('Read: 1 object of cloudtrail with 2 events.');
    expect(stdout).toMatch(/^No logs of CloudTrail until 2026-10-13, .*: 111111111111\.$/m);
    expect(stdout).toMatch(/^No logs of CloudTrail since 2026-10-15: 111111111111\.$/m);
  });

  it('over a period without logs claims nothing, and ends with 1', async () => {
    const asked = ['--archive', '.', '--from', '2026-09-01', '--to', '2026-09-30'];
    const { code, stdout } = await report('run', 'root-use', ...asked);
    expect(code).toBe(1);
    expect(stdout).toContain('Nothing was read: there is no log of this period.');
    expect(stdout).not.toContain('Nothing found');
    expect((await report('run', 'all', ...asked)).code).toBe(1);
  });

  it('of an account that nobody knows is refused, with the nearest one', async () => {
    const { code, stderr } = await report('run', 'root-use', '--archive', '.', ...PERIOD, '--account', '111111111112');
    expect(code).toBe(2);
    expect(stderr).toContain('neither the organization nor the archive knows this account');
    expect(stderr).toContain('Did you mean "111111111111"?');
  });

  it('ends with 3 when rows are found, if a script asks for that', async () => {
    const asked = ['--archive', '.', ...PERIOD, '--exit-code'];
    expect((await report('run', 'root-use', ...asked)).code).toBe(3);
    expect((await report('run', 'network-acl-changes', ...asked)).code).toBe(0);
  });

  it('gives data to programs', async () => {
    const { stdout } = await report('run', 'root-use', '--archive', '.', ...PERIOD, '--format', 'json');
    const [{ rows }] = JSON.parse(stdout);
    expect(rows).toMatchObject([{ account: '111111111111', event: 'CreateAccessKey', event_id: 'e-1' }]);

    const sarif = await report('run', 'root-use', '--archive', '.', ...PERIOD, '--format', 'sarif');
    expect(JSON.parse(sarif.stdout).runs[0].results).toMatchObject([{ ruleId: 'root-use', level: 'error' }]);
  });
});

describe('all reports', () => {
  const all = (...parameters: readonly string[]) => report('run', 'all', '--archive', '.', ...PERIOD, ...parameters);

  it('end with a summary, after every row', async () => {
    const { code, stdout } = await all();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^root-use +critical +1$/m);
    expect(stdout).toMatch(/^Nothing found in what was read, while something is missing: .*network-acl-changes/m);
    expect(stdout).toMatch(/^No log of this period, so that nothing is known: .*guardduty-findings/m);
    expect(stdout).toMatch(/of \d+ reports found something: \d+ rows\.\n/);
  });

  it('are a file each in a folder, and are written anew', async () => {
    const first = await all('--format', 'csv', '--out', 'october');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(/^\d+ files in october; october\/summary\.json says what is in them\.$/m);
    expect(readFileSync(join(archive.path, 'october', 'root-use.csv'), 'utf8')).toContain('CreateAccessKey');
    const { reports } = JSON.parse(readFileSync(join(archive.path, 'october', 'summary.json'), 'utf8'));
    expect(reports).toContainEqual(
      expect.objectContaining({ report: 'root-use', result: 'found', rows: 1, file: 'root-use.csv' }),
    );
    expect((await all('--format', 'csv', '--out', 'october')).code).toBe(0);
  });

  it('overwrite nothing that is not theirs', async () => {
    archive.addBytes('november/root-use.csv', 'mine');
    const { code, stderr } = await all('--format', 'csv', '--out', 'november');
    expect(code).toBe(2);
    expect(stderr).toContain('november/root-use.csv was not written by Metsuke');
    expect(stderr).toContain('Name another folder with --out');
    expect(readFileSync(join(archive.path, 'november', 'root-use.csv'), 'utf8')).toBe('mine');
  });
});

describe('a query', () => {
  const query = (...parameters: readonly string[]) =>
    runCli(['query', ...parameters, '--archive', '.', ...PERIOD], { folder: archive.path });

  it('gives rows, and says what was meant when a name is wrong', async () => {
    const { code, stdout } = await query('SELECT eventname FROM cloudtrail ORDER BY 1', '--format', 'csv');
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'eventname\r\nCreateAccessKey\r\nListUsers\r\n' });
    const wrong = await query('SELECT eventnam FROM cloudtrail');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toContain('There is no column eventnam in cloudtrail.\nDid you mean "eventname"?');
  });

  it('is not run when it does more than read', async () => {
    const { code, stderr } = await query("COPY (SELECT 1) TO 'a.csv'");
    expect(code).toBe(2);
    expect(stderr).toContain('only SELECT and WITH read');
  });
});

it('the pack of a month is a page and a table for each report, in Japanese', async () => {
  const parameters = ['pack', 'monthly', '--month', '2026-10', '--language', 'ja', '--out', 'pack', '--archive', '.'];
  const { code, stdout } = await report(...parameters);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^pack\/report-2026-10\.html: \d+ reports of \d+ found something\.$/m);
  const page = readFileSync(join(archive.path, 'pack', 'report-2026-10.html'), 'utf8');
  expect(page).toContain('<html lang="ja">');
  expect(page).toContain('対象期間 2026-10-01 〜 2026-10-31（UTC）');
  expect(page).toContain('この監査レポートは完全ではありません');
  expect(page).not.toMatch(/(src|href)="(?!#)/);
  expect(readFileSync(join(archive.path, 'pack', 'data', 'root-use.csv'), 'utf8')).toContain('CreateAccessKey');
});

it('a pack is sealed: who changes it afterwards is found out, and it is not written over', async () => {
  const own = runCli(['evidence', 'check', 'pack', '--json'], { folder: archive.path });
  expect(JSON.parse((await own).stdout)).toMatchObject({ isPack: true, differences: [], signedBy: 'nobody' });
  const again = await report('pack', 'monthly', '--month', '2026-10', '--out', 'pack', '--archive', '.');
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('pack is not empty.');
  appendFileSync(join(archive.path, 'pack', 'data', 'root-use.csv'), 'x');
  const { code, stdout } = await runCli(['evidence', 'check', 'pack'], { folder: archive.path });
  expect(code).toBe(1);
  expect(stdout).toMatch(/file-changed data\/root-use\.csv/);
});

it('the pack of other days says which, in the time zone that is asked for, and claims nothing without logs', async () => {
  const days = ['--from', '2026-10-14', '--to', '2026-10-14', '--time-zone', 'Asia/Tokyo', '--account', '111111111111'];
  const { code } = await report('pack', ...days, '--no-compare', '--out', 'day', '--archive', '.');
  expect(code).toBe(0);
  const page = readFileSync(join(archive.path, 'day', 'report-2026-10-14.html'), 'utf8');
  expect(page).toContain('2026-10-14 to 2026-10-14 (Asia/Tokyo)');
  expect(page).toContain('<td>2026-10-14 12:00:00</td>');
  const empty = await report(
    'pack',
    'quarterly',
    '--quarter',
    '2025-Q1',
    '--no-compare',
    '--out',
    'q1',
    '--archive',
    '.',
  );
  expect(empty.code).toBe(1);
  expect(readFileSync(join(archive.path, 'q1', 'report-2025-Q1.html'), 'utf8')).not.toContain('Nothing found');
  expect((await report('pack', 'yearly', '--month', '2026-10', '--out', 'y', '--archive', '.')).code).toBe(2);
});

it('Sigma rules are run, and those that cannot be are named', async () => {
  const source = { product: 'aws', service: 'cloudtrail' };
  const keys = { title: 'Keys', logsource: source, detection: { a: { eventName: 'CreateAccessKey' }, condition: 'a' } };
  const near = { title: 'Near', logsource: source, detection: { a: { eventName: 'A' }, condition: 'a | near b' } };
  archive.addJson('rules/keys.yml', keys).addJson('rules/near.yml', near);
  const { stdout, stderr } = await report('sigma', 'rules', '--archive', '.', ...PERIOD);
  expect(stdout).toContain('1 of 1 rule matched; 1 rule could not be run.');
  expect(stderr).toContain('not run near.yml: its condition goes on with near b');
});
