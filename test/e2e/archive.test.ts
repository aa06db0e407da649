import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../support/archive.ts';
import { runCli, startCli } from '../support/cli.ts';
import { RECORDED_EVENTS, whyNoRecordedEvents } from '../support/recorded-events.ts';

const folder = mkdtempSync(join(tmpdir(), 'metsuke-archive-e2e-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Real events, copied to more accounts and days, so that a compaction takes long enough to be killed in the middle. */
function makeArchive(): ArchiveFolder {
  const archive = new ArchiveFolder();
  if (whyNoRecordedEvents !== null) return archive;
  const source = join(RECORDED_EVENTS, 'AWSLogs/218007301253/CloudTrail/us-east-1/2023/07/10');
  for (const name of readdirSync(source)) {
    const body = readFileSync(join(source, name));
    for (const account of ['111111111111', '222222222222', '333333333333']) {
      for (const date of ['10', '11', '12', '13']) {
        const renamed = name.replace('218007301253', account).replace('20230710', `202307${date}`);
        archive.addBytes(`AWSLogs/${account}/CloudTrail/us-east-1/2023/07/${date}/${renamed}`, body);
      }
    }
  }
  return archive;
}

/** Every file below curated/ and curated-manifest/, with its content. */
function contents(root: string): Record<string, string> {
  const found = ['curated', 'curated-manifest'].flatMap((name) =>
    existsSync(join(root, name)) ? readdirSync(join(root, name), { recursive: true, withFileTypes: true }) : [],
  );
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((path) => [path.slice(root.length), readFileSync(path, 'base64')]));
}

describe('metsuke archive compact', () => {
  beforeEach((context) => {
    if (whyNoRecordedEvents !== null) context.skip(whyNoRecordedEvents);
  });
  const archive = makeArchive();
  afterAll(() => archive.remove());
  const compact = (out: string) => ['archive', 'compact', '--archive', archive.path, '--out', out];
  let whole: Record<string, string> = {};
  let took = 0;

  beforeAll(async () => {
    if (whyNoRecordedEvents !== null) return;
    const started = performance.now();
    const { code, stdout, stderr } = await runCli(compact('whole'), { folder });
    took = performance.now() - started;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('bug') });
    expect(stdout).toContain('4 days written, 0 as before: 660 log files, 34800 events');
    whole = contents(join(folder, 'whole'));
  });

  it('makes Parquet and manifests', () => {
    expect(Object.keys(whole).filter((path) => path.endsWith('.parquet'))).toHaveLength(4);
    expect(Object.keys(whole).filter((path) => path.endsWith('.json'))).toHaveLength(4);
  });

  it.each([0.15, 0.35, 0.5, 0.65, 0.8, 0.95])(
    'killed after %f of its time and repeated gives the same files',
    async (part) => {
      const out = `killed-${part}`;
      const running = startCli(compact(out), { folder });
      const timer = setTimeout(() => running.kill('SIGKILL'), took * part);
      await running.ended;
      clearTimeout(timer);
      const { code } = await runCli(compact(out), { folder });
      expect(code).toBe(0);
      expect(contents(join(folder, out))).toEqual(whole);
    },
  );

  it('has nothing to do when it is repeated', async () => {
    const { code, stdout } = await runCli(compact('whole'), { folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Nothing to do: 4 days as before.\n' });
  });

  it('lets one of two go on, and the other says why it stops', async () => {
    const results = await Promise.all([runCli(compact('both'), { folder }), runCli(compact('both'), { folder })]);
    const [failed] = results.filter(({ code }) => code !== 0);
    // On a machine that starts them one after the other both succeed.
    if (failed) expect(failed.stderr).toMatch(/A compaction of this archive is already running: process \d+ on /);
    expect(contents(join(folder, 'both'))).toEqual(whole);
  });

  it('names what it had to skip, and ends with 1', async () => {
    const broken = new ArchiveFolder()
      .addEvents([])
      .addBytes(
        'AWSLogs/111111111111/CloudTrail/us-east-1/2023/07/10/111111111111_CloudTrail_us-east-1_20230710T0005Z_AAAAAAAAAAAAAAAA.json.gz',
        gzipSync('{"Records":['),
      );
    const { code, stderr } = await runCli(['archive', 'compact', '--archive', broken.path], { folder });
    broken.remove();
    expect(code).toBe(1);
    expect(stderr).toMatch(/skipped AWSLogs\/111111111111.*\.json\.gz is not JSON/);
  });
});

describe('metsuke archive status', () => {
  const days = ['2023-07-09', '2023-07-10', '2023-07-12'];
  const archive = new ArchiveFolder();
  for (const day of days) {
    const place = `AWSLogs/111111111111/CloudTrail/us-east-1/${day.replaceAll('-', '/')}`;
    archive.addGzip(
      `${place}/111111111111_CloudTrail_us-east-1_${day.replaceAll('-', '')}T0005Z_AAAAAAAAAAAAAAAA.json.gz`,
      '{"Records":[]}',
    );
  }
  afterAll(() => archive.remove());
  const status = ['archive', 'status', '--archive', archive.path, '--from', '2023-07-08', '--to', '2023-07-13'];

  it('shows days and gaps', async () => {
    const { code, stdout } = await runCli(status, { folder });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^111111111111 {2}·██✗█· {2}3 files {2}\d\.\d MB {2}nothing on 2023-07-11$/m);
    expect(stdout).toContain('1 account, 1 with gaps.');
    expect(stdout).toContain('0 of 3 days compacted.');
  });

  it('ends with 3 on request, and gives data to programs', async () => {
    expect((await runCli([...status, '--exit-code'], { folder })).code).toBe(3);
    const { stdout } = await runCli(['--json', ...status], { folder });
    expect(JSON.parse(stdout).accounts[0].gaps).toEqual([{ from: '2023-07-11', to: '2023-07-11', isOpen: false }]);
  });
});

describe('metsuke archive, used wrongly', () => {
  it.each([
    [['archive', 'compact'], 'Say where the Parquet files are to be made.'],
    [['archive', 'status', '--archive', 'nowhere'], 'There is no folder nowhere.'],
    [['archive', 'status', '--archive', '.', '--account', 'dev'], "--account dev is no account's id."],
  ])('%j ends with 2', async (parameters, sentence) => {
    const { code, stderr } = await runCli(parameters, { folder });
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
