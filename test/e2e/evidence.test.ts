import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT_IDS } from '../../src/reports/ids.ts';
import type { PlantedList } from '../../src/sandbox/activity/planted-list.ts';
import { rememberSandbox } from '../../src/sandbox/sandbox.ts';
import { awsOf, clientConfig } from '../support/aws.ts';
import { runCli } from '../support/cli.ts';
import { DEV, LOG, MASTER, PROD, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const BUCKET = `aws-organizations-logs-${LOG}-ap-northeast-1`;
const TRAIL = 'aws-organizations-trail';
const DAYS = 5;

let rehearsal: Rehearsal;
let planted: PlantedList;

beforeAll(async () => {
  rehearsal = await startRehearsal();
  rehearsal.writeConfig(`${rehearsal.readConfig()}dashboard:\n  history: ./kept\n`);
  const { sandbox, folder } = rehearsal;
  expect((await rehearsal.metsuke('apply', '--yes')).code).toBe(0);
  const cloudTrail = new CloudTrail(clientConfig(sandbox, MASTER));
  await cloudTrail.createTrail({
    Name: TRAIL,
    S3BucketName: BUCKET,
    S3KeyPrefix: sandbox.organizationId,
    IsOrganizationTrail: true,
    IsMultiRegionTrail: true,
    EnableLogFileValidation: true,
  });
  // As `metsuke sandbox up` would leave it: the commands of the sandbox find the emulator by it.
  rememberSandbox({ folder, emulator: sandbox, organizationFile: 'none', now: new Date() });
  const activity = await rehearsal.metsuke('sandbox', 'activity', '--days', String(DAYS));
  expect(activity.output).toContain('events are wrong on purpose');
  planted = JSON.parse(readFileSync(join(folder, '.metsuke', 'planted.json'), 'utf8'));
});

afterAll(() => rehearsal.stop());

interface Place {
  readonly account: string;
  readonly region: string;
  readonly logs: number;
  readonly provenLogs: number;
  readonly findings: readonly { readonly kind: string; readonly key: string }[];
}

async function verify(...options: readonly string[]) {
  const { code, stdout, stderr } = await rehearsal.metsuke('evidence', 'verify', '--json', ...options);
  if (!stdout.startsWith('{')) throw new Error(stderr);
  const { places } = JSON.parse(stdout) as { readonly places: readonly Place[] };
  return {
    code,
    places,
    findings: places.flatMap(({ findings }) => findings.map(({ kind, key }) => `${kind} ${key}`)),
  };
}

describe('the log of the sandbox', () => {
  // First: the emulator adds an object to the access log for each request of the others.
  it('holds what was planted in every bucket, and a copy does too', async () => {
    const reports = ['access-log-anomalies', 'guardduty-findings', 'patch-compliance'];
    const expectFound = async (...where: readonly string[]) => {
      const { stdout } = await rehearsal.metsuke('report', 'run', ...reports, ...where, '--json');
      const found: readonly Found[] = JSON.parse(stdout);
      expect(found.map(({ report }) => report)).toEqual(reports);
      for (const { report, rows } of found) expectPlanted(planted, report, rows);
    };
    await expectFound();
    expect((await rehearsal.metsuke('archive', 'sync', './copy')).code).toBe(0);
    await expectFound('--archive', './copy');
  });

  it('is proven, in every account, with the public keys that ListPublicKeys answers', async () => {
    const { code, places, findings } = await verify();
    expect(findings).toEqual([]);
    expect(code).toBe(0);
    expect(new Set(places.map(({ account }) => account)).size).toBe(6);
    expect(places.every(({ logs, provenLogs }) => logs === provenLogs)).toBe(true);
    const logs = places.reduce((sum, place) => sum + place.logs, 0);
    expect(logs).toBeGreaterThan(500);
    // Logs of five days: the run covers the thirty days that the page shows, since it asked for all.
    const { stdout } = await rehearsal.metsuke('posture', '--logs', '--json');
    expect(JSON.parse(stdout).evidence.verified).toMatchObject({ findings: 0, provenLogs: logs, from: null });
  });

  it('is told account by account to a person', async () => {
    const { stdout, stderr, code } = await rehearsal.metsuke('evidence', 'verify', '--account', DEV);
    expect(stdout).toMatch(new RegExp(`${DEV}  ap-northeast-1 +\\d+ +\\d+ +\\d+ .* none`));
    expect(stdout).toContain('Nothing was changed, removed or inserted.');
    expect(stderr).toContain('digests');
    expect(code).toBe(0);
  });

  const hasAwsCli = spawnSync('aws', ['--version']).status === 0;
  const reason = hasAwsCli ? '' : ' (not asked: the AWS CLI is not installed)';
  it.skipIf(!hasAwsCli)(`is accepted by an independent judge: aws cloudtrail validate-logs${reason}`, async () => {
    const { sandbox } = rehearsal;
    // It asks for the trail where that is, and with the same credentials for the logs: the log account must let it in.
    await letManagementRead(BUCKET);
    for (const account of [DEV, PROD]) {
      const said = execFileSync(
        'aws',
        [
          ...['cloudtrail', 'validate-logs', '--region', 'ap-northeast-1', '--account-id', account],
          ...['--trail-arn', `arn:aws:cloudtrail:ap-northeast-1:${MASTER}:trail/${TRAIL}`],
          ...['--start-time', planted.from, '--end-time', planted.until],
        ],
        {
          env: { PATH: process.env.PATH, HOME: rehearsal.folder, ...sandbox.environment, AWS_PAGER: '' },
          encoding: 'utf8',
        },
      );
      const [, digests, logs] = /(\d+)\/\1 digest files valid[\s\S]*?(\d+)\/\2 log files valid/.exec(said) ?? [];
      expect(Number(digests), said).toBeGreaterThan(90);
      expect(Number(logs), said).toBeGreaterThan(50);
    }
  });
});

async function letManagementRead(Bucket: string): Promise<void> {
  const { s3 } = awsOf(rehearsal.sandbox, LOG);
  const { Policy = '' } = await s3.getBucketPolicy({ Bucket });
  const policy = JSON.parse(Policy) as { Statement: object[] };
  policy.Statement.push({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${MASTER}:root` },
    Action: ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetObject'],
    Resource: [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`],
  });
  await s3.putBucketPolicy({ Bucket, Policy: JSON.stringify(policy) });
}

describe('the reports', () => {
  it('find exactly what was planted, all of them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'metsuke-activity-'));
    const run = (...parameters: readonly string[]) => runCli(parameters, { folder });
    await run('sandbox', 'activity', '--days', '30', '--until', '2026-10-30T06:00:00Z', '--out', 'made');
    const list: PlantedList = JSON.parse(readFileSync(join(folder, 'made', 'planted.json'), 'utf8'));
    const { stdout, stderr } = await run(
      ...['report', 'run', 'all', '--archive', 'made/archive', '--from', '2026-09-30', '--to', '2026-10-30', '--json'],
    );
    expect(stderr).not.toContain('skipped');
    const found = new Map((JSON.parse(stdout) as Found[]).map(({ report, rows }) => [report, rows]));
    for (const [report, rows] of found) expectPlanted(list, report, rows);
    expect([...found.keys()].sort()).toEqual([...REPORT_IDS].sort());

    for (const [query, instances] of Object.entries(list.searches)) {
      const searched = await run('inventory', 'search', query, '--archive', 'made/archive', '--json');
      const rows = (JSON.parse(searched.stdout) as Row[]).map(({ account, instance }) => ({ account, instance }));
      expect(rows).toHaveLength(instances.length);
      expect(rows).toEqual(expect.arrayContaining([...instances]));
    }
    rmSync(folder, { recursive: true, force: true });
  });
});

type Row = Readonly<Record<string, unknown>>;
type Found = { readonly report: string; readonly rows: readonly Row[] };

/** The ids of the events; the rows, as far as they are told; or, of a report that counts, how much that is. */
function expectPlanted(list: PlantedList, report: string, rows: readonly Row[]): void {
  const counted = rows.reduce((sum, { calls, noncompliant }) => sum + Number(calls ?? noncompliant), 0);
  const records = list.records[report];
  if (records) {
    const names = Object.keys(records[0] ?? {});
    const picked = rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name]])));
    expect(picked, report).toHaveLength(records.length);
    expect(picked, report).toEqual(expect.arrayContaining([...records]));
    return;
  }
  const events = list.reports[report];
  if (events === undefined) expect(list.counts, report).toHaveProperty(report, counted);
  else if (rows.every((row) => !('event_id' in row))) expect(counted, report).toBe(events.length);
  else expect(rows.map(({ event_id }) => event_id).sort(), report).toEqual(events.map(({ eventId }) => eventId).sort());
}

describe('a log that somebody touched', () => {
  it('is told object by object, from the bucket as from the bundle', async () => {
    const { s3 } = awsOf(rehearsal.sandbox, LOG);
    const { sandbox } = rehearsal;
    const prefix = `${sandbox.organizationId}/AWSLogs/${sandbox.organizationId}/${PROD}`;
    const keysOf = async (kind: string): Promise<readonly string[]> => {
      const { Contents = [] } = await s3.listObjectsV2({ Bucket: BUCKET, Prefix: `${prefix}/${kind}/ap-northeast-1/` });
      return Contents.map(({ Key = '' }) => Key).filter((key) => !key.endsWith('_backfill.json.gz'));
    };
    const [logs, digests] = [await keysOf('CloudTrail'), await keysOf('CloudTrail-Digest')];
    const [changed, removed, digest] = [logs[10] ?? '', logs[20] ?? '', digests[60] ?? ''];
    const inserted = changed.replace(/_\w{16}\.json/, '_AAAAAAAAAAAAAAAA.json');

    const { Body } = await s3.getObject({ Bucket: BUCKET, Key: changed });
    const text = gunzipSync((await Body?.transformToByteArray()) ?? new Uint8Array()).toString();
    await s3.putObject({ Bucket: BUCKET, Key: changed, Body: gzipSync(text.replace('"eventName"', '"eventname"')) });
    await s3.putObject({ Bucket: BUCKET, Key: inserted, Body: gzipSync('{"Records":[]}') });
    await s3.deleteObject({ Bucket: BUCKET, Key: removed });
    await s3.deleteObject({ Bucket: BUCKET, Key: digest });

    const { code, findings } = await verify('--account', PROD);
    const touched = [
      `log-changed ${changed}`,
      `log-missing ${removed}`,
      `log-unlisted ${inserted}`,
      `digest-missing ${digest}`,
    ];
    expect([...findings].sort()).toEqual([...touched].sort());
    expect(code).toBe(1);

    const period = ['--from', planted.from.slice(0, 10), '--to', planted.until.slice(0, 10)];
    const exported = await rehearsal.metsuke('evidence', 'export', '--account', PROD, ...period, '--case', 'touched');
    expect(exported.stdout).toContain('4 findings');
    expect(exported.code).toBe(1);
    const { verification } = await check('evidence-touched');
    expect(verification.places.flatMap(({ findings: all }) => all.map(({ kind }) => kind)).sort()).toEqual([
      'digest-missing',
      'log-changed',
      'log-missing',
      'log-unlisted',
    ]);
  });
});

describe('a copy from somebody else', () => {
  it('notes that a copy brings along prove nothing', async () => {
    const { folder } = rehearsal;
    const sound = await rehearsal.metsuke('evidence', 'verify', '--archive', 'copy', '--json');
    expect(sound.code).toBe(0);
    const { places, keySource, span } = JSON.parse(sound.stdout);
    const [log = ''] = readdirSync(join(folder, 'copy'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.includes(`/${DEV}/CloudTrail/`) && file.endsWith('.json.gz'),
    );
    writeFileSync(join(folder, 'copy', log), gzipSync('{"Records":[]}'));
    for (const inside of ['.', 'copy']) {
      const question = { location: inside === '.' ? 'copy' : '.', keys: keySource, span };
      const notes = [{ metsuke: 'evidence-verify', version: 1, question }, ...places];
      const file = join(folder, inside, '.metsuke', 'evidence-verify.jsonl');
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, notes.map((note) => `${JSON.stringify(note)}\n`).join(''));
      const { environment } = rehearsal.sandbox;
      const { code, stdout } = await runCli(
        ['evidence', 'verify', '--archive', inside === '.' ? 'copy' : '.', '--json'],
        { folder: join(folder, inside), environment },
      );
      expect(JSON.parse(stdout).findingCount).toBe(1);
      expect(code).toBe(1);
    }
  });
});

describe('evidence for somebody else', () => {
  it('is exported, signed, sealed, and checked without AWS', async () => {
    const { folder } = rehearsal;
    execFileSync('openssl', ['genpkey', '-algorithm', 'ed25519', '-out', join(folder, 'signer.key')], {
      stdio: 'ignore',
    });
    const day = new Date(Date.parse(planted.until) - 2 * 86_400_000).toISOString().slice(0, 10);
    const exported = await rehearsal.metsuke(
      ...['evidence', 'export', '--account', DEV, '--from', day, '--to', day, '--case', '2026-17'],
      ...['--asked-by', 'Internal audit', '--sign-key', 'signer.key', '--json'],
    );
    expect(exported.code).toBe(0);
    const { seal } = JSON.parse(exported.stdout) as { readonly seal: string };
    expect(readFileSync(join(folder, 'evidence-2026-17', 'reports', 'reports.en.md'), 'utf8')).toContain('##');
    expect(await check('evidence-2026-17', '--seal', seal)).toMatchObject({
      code: 0,
      differences: [],
      signedBy: 'own',
    });

    writeFileSync(join(folder, 'evidence-2026-17', 'case.json'), '{}');
    const changed = await check('evidence-2026-17', '--seal', seal);
    expect(changed.code).toBe(1);
    expect(changed.differences.map(({ kind, path }) => `${kind} ${path}`)).toContain('file-changed case.json');
  });
});

/** Offline: no credentials and no endpoint. */
async function check(bundle: string, ...options: readonly string[]) {
  const { code, stdout } = await runCli(['evidence', 'check', bundle, '--json', ...options], {
    folder: rehearsal.folder,
  });
  const result = JSON.parse(stdout) as {
    readonly differences: readonly { readonly kind: string; readonly path: string }[];
    readonly signedBy: string;
    readonly verification: { readonly places: readonly Place[] };
  };
  return { code, ...result };
}
