import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { S3 } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ArchiveFolder } from '../support/archive.ts';
import { awsOf } from '../support/aws.ts';
import { runCli, startCli } from '../support/cli.ts';
import { call } from '../support/events.ts';
import { RECORDED_EVENTS, whyNoRecordedEvents } from '../support/recorded-events.ts';
import { DEV, LOG, MASTER, PROD, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

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

const ARCHIVE = `aws-organizations-logs-${LOG}-ap-northeast-1`;

describe('metsuke archive compact, into a bucket that a team shares', () => {
  const PERIOD = ['--from', '2026-10-01', '--to', '2026-10-31'];
  const QUERY = ['query', 'SELECT eventname FROM cloudtrail ORDER BY 1', '--format', 'csv', ...PERIOD];
  const logs = new ArchiveFolder().addEvents(
    ['2026-10-13', '2026-10-14'].flatMap((day) =>
      [DEV, PROD].map((recipientAccountId) =>
        call('iam', `Of${recipientAccountId}`, { recipientAccountId, eventTime: `${day}T03:00:00Z` }),
      ),
    ),
  );
  let here: Rehearsal;
  let s3: S3;
  const put = (key: string, Body: string) => s3.putObject({ Bucket: 'example-curated', Key: `team/${key}`, Body });

  beforeAll(async () => {
    here = await startRehearsal();
    here.writeConfig(`${here.readConfig()}\nreports:\n  curated: s3://example-curated/team\n`);
    ({ s3 } = awsOf(here.sandbox, LOG));
    const CreateBucketConfiguration = { LocationConstraint: 'ap-northeast-1' as const };
    for (const Bucket of [ARCHIVE, 'example-curated']) await s3.createBucket({ Bucket, CreateBucketConfiguration });
    for (const key of filesBelow(logs.path)) {
      await s3.putObject({ Bucket: ARCHIVE, Key: key, Body: readFileSync(join(logs.path, key)) });
    }
  });
  afterAll(async () => {
    logs.remove();
    await here.stop();
  });

  it('one of two makes it, whose killed predecessor has left what it had', async () => {
    const dead = { host: hostname(), process: 4_194_300, since: '2026-10-14T00:00:00Z', until: '9999-01-01T00:00:00Z' };
    await put('curated-manifest/compacting.json', JSON.stringify(dead));
    await put('curated/cloudtrail/dt=2026-10-13/part-0.parquet', 'of other log files');
    const results = await Promise.all([here.metsuke('archive', 'compact'), here.metsuke('archive', 'compact')]);
    const [failed] = results.filter(({ code }) => code !== 0);
    if (failed) {
      expect(failed.stderr).toMatch(
        /A compaction into s3:\/\/example-curated\/team is already running: process \d+ on /,
      );
    }
    expect(results.map(({ stdout }) => stdout).join()).toContain('in s3://example-curated/team/curated/cloudtrail');
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: 'example-curated' });
    expect(Contents.map(({ Key }) => Key)).toEqual([
      'team/curated-manifest/cloudtrail/dt=2026-10-13.json',
      'team/curated-manifest/cloudtrail/dt=2026-10-14.json',
      'team/curated-manifest/compacting.json',
      'team/curated-manifest/newest-logs.json',
      'team/curated/cloudtrail/dt=2026-10-13/part-0.parquet',
      'team/curated/cloudtrail/dt=2026-10-14/part-0.parquet',
    ]);
    const { stdout } = await here.metsuke('archive', 'compact');
    expect(stdout).toBe('Nothing to do: 2 days as before.\n');
    const status = await here.metsuke('archive', 'status', ...PERIOD);
    expect(status.stdout).toContain('2 of 2 days compacted.');
  });

  it('is what queries read on every machine, once on each', async () => {
    const environment = { XDG_CACHE_HOME: join(here.folder, 'cache') };
    const gets = async (...parameters: readonly string[]) => {
      await here.sandbox.resetCalls();
      const { code, stdout, stderr } = await here.metsukeWith(environment, ...QUERY, ...parameters);
      expect(stderr).not.toContain('metsuke:');
      expect(code).toBe(0);
      const { byOperation } = await here.sandbox.calls();
      return { stdout, objects: byOperation['s3.GetObject'] ?? 0 };
    };
    const raw = await gets('--no-curated');
    expect(raw).toEqual({ stdout: `eventname\r\n${`Of${DEV}\r\n`.repeat(2)}${`Of${PROD}\r\n`.repeat(2)}`, objects: 4 });
    // Two manifests and two parts.
    expect(await gets()).toEqual({ ...raw, objects: 4 });
    expect(await gets()).toEqual({ ...raw, objects: 0 });
    expect(await gets('--curated', 's3://example-curated/elsewhere')).toEqual(raw);
  });

  it('in the bucket of a stranger: nothing is written there and nothing is read', async () => {
    const theirs = awsOf(here.sandbox, DEV).s3;
    const [Bucket, location] = ['of-others', 's3://of-others/team'];
    await theirs.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'ap-northeast-1' } });
    const Resource = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
    const open = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource };
    await theirs.putBucketPolicy({ Bucket, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [open] }) });
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: 'example-curated' });
    for (const { Key = '' } of Contents) {
      const { Body } = await s3.getObject({ Bucket: 'example-curated', Key });
      await theirs.putObject({ Bucket, Key, Body: (await Body?.transformToByteArray()) ?? '' });
    }
    const before = JSON.stringify((await theirs.listObjectsV2({ Bucket })).Contents);

    const refused = `S3 does not open s3://${Bucket} as a bucket of the account ${LOG}.`;
    const copy = ['--archive', logs.path, '--out', location];
    for (const words of [
      ['archive', 'compact', '--out', location],
      [...QUERY, '--curated', location],
      ['archive', 'status', '--curated', location, ...PERIOD],
    ]) {
      const { code, stderr } = await here.metsuke(...words);
      expect(stderr).toContain(refused);
      expect(code).toBe(1);
    }
    // With credentials of one's own, it is the account of these.
    expect((await here.metsuke('archive', 'compact', ...copy)).stderr).toContain(refused.replace(LOG, MASTER));
    expect(JSON.stringify((await theirs.listObjectsV2({ Bucket })).Contents)).toBe(before);

    const meant = await here.metsuke('archive', 'compact', ...copy, '--curated-owner', DEV);
    expect(meant.stderr).not.toContain('metsuke:');
    expect(meant.code).toBe(0);
    here.changeConfig('curated: s3://example-curated/team', `curated: ${location}\n  curatedOwner: "${DEV}"`);
    expect((await here.metsuke('archive', 'status', ...PERIOD)).stdout).toContain('of 2 days compacted.');
  });

  it('an owner is no answer without a bucket, and none of words', async () => {
    const alone = await here.metsuke(...QUERY, '--archive', logs.path, '--curated-owner', DEV);
    expect(alone.stderr).toContain('no bucket is named');
    const inWords = await here.metsuke(...QUERY, '--curated', 's3://of-others', '--curated-owner', 'dev');
    expect(inWords.stderr).toContain('--curated-owner dev is no account id.');
    expect([alone.code, inWords.code]).toEqual([2, 2]);
  });
});

function filesBelow(root: string): readonly string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
