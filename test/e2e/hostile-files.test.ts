import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGzip, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectSandbox } from '../../src/sandbox/control.ts';
import { type CliResult, runCli } from '../support/cli.ts';
import { DEV, LOG, PROD, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const DAY = '2026/10/14';
const PERIOD = ['--from', '2026-10-13', '--to', '2026-10-15'];

function nameOf(account: string, unique: string): string {
  return `${account}_CloudTrail_${HOME}_20261014T0005Z_${unique.padEnd(16, 'A')}.json.gz`;
}
const keyOf = (account: string, unique: string): string =>
  `AWSLogs/${account}/CloudTrail/${HOME}/${DAY}/${nameOf(account, unique)}`;
const logOf = (account: string, eventName: string): Buffer => {
  const event = { eventTime: '2026-10-14T00:00:00Z', eventName, recipientAccountId: account, awsRegion: HOME };
  return gzipSync(JSON.stringify({ Records: [event] }));
};

describe('keys in the log bucket that lead elsewhere', () => {
  const victim = keyOf(PROD, 'VICTIM');
  /** What would be written where, if a key were joined to the folder. */
  const HOSTILE = [
    `AWSLogs/${DEV}/../../AWSLogs/${PROD}/CloudTrail/${HOME}/${DAY}/${nameOf(PROD, 'VICTIM')}`,
    `AWSLogs/${DEV}/CloudTrail/../../../../outside.json.gz`,
    '../outside.json.gz',
    '/tmp/metsuke-outside.json.gz',
    '.metsuke/etags/x.json',
    `AWSLogs/${DEV}/./x.json.gz`,
    `AWSLogs/${DEV}//x.json.gz`,
    `AWSLogs/${DEV}/a\nb.json.gz`,
    `AWSLogs/${DEV}/CON.json.gz`,
    'curated/cloudtrail/dt=2026-10-14/part-0.parquet',
  ];
  let here: Rehearsal;
  let copy: string;

  beforeAll(async () => {
    here = await startRehearsal();
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    const control = connectSandbox(here.sandbox);
    const object = (key: string, body: Buffer) => ({ key, body, metadata: {} });
    await control.putObjects(`aws-organizations-logs-${LOG}-${HOME}`, [
      object(victim, logOf(PROD, 'Untouched')),
      object(keyOf(DEV, 'OWN'), logOf(DEV, 'Own')),
      ...HOSTILE.map((key) => object(key, logOf(DEV, 'Forged'))),
    ]);
    copy = join(here.folder, 'inner', 'copy');
  });
  afterAll(() => here.stop());

  const filesBelow = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort();

  it('are named and refused by archive sync, which ends with 1 and copies the others', async () => {
    for (const _run of ['first', 'again']) {
      const { code, stdout, stderr } = await here.metsuke('archive', 'sync', join('inner', 'copy'));
      expect(stdout).toContain(`${HOSTILE.length} objects refused`);
      expect(stderr).toMatch(/skipped .*\.\..* has "\.\." as a part of its name, which leads out of a folder/);
      expect(
        stderr
          .trim()
          .split('\n')
          .filter((line) => line.startsWith('skipped')).length,
      ).toBe(8);
      expect(stderr).not.toContain('this is a bug');
      expect(code).toBe(1);
    }
  });

  it('nothing is written outside of the copy, and the logs of another account are what they were', () => {
    expect(filesBelow(join(here.folder, 'inner')).filter((file) => !file.startsWith('copy/'))).toEqual([]);
    expect(existsSync('/tmp/metsuke-outside.json.gz')).toBe(false);
    expect(filesBelow(copy).filter((file) => !/^(\.metsuke|s3-access-logs)\//.test(file))).toEqual(
      [keyOf(DEV, 'OWN'), victim].sort(),
    );
    expect(readFileSync(join(copy, victim)).equals(logOf(PROD, 'Untouched'))).toBe(true);
  });

  it.each([
    ['report run', ['report', 'run', 'root-use', ...PERIOD], 0],
    ['query', ['query', 'SELECT eventname FROM cloudtrail', '--format', 'csv', ...PERIOD], 0],
    ['archive status', ['archive', 'status', ...PERIOD, '--exit-code'], 3],
    ['archive compact', ['archive', 'compact', '--out', 'table'], 1],
    ['evidence verify', ['evidence', 'verify', ...PERIOD, '--fresh'], 1],
  ] as const)('%s names them and reads the others from the bucket itself', async (_command, words, expected) => {
    const { code, stdout, stderr } = await here.metsuke(...words);
    expect(stderr).toContain('has ".." as a part of its name');
    expect(`${stdout}${stderr}`).not.toContain('this is a bug');
    expect(stdout).not.toContain('Forged');
    if (words[0] === 'query') expect(stdout).toBe('eventname\r\nOwn\r\nUntouched\r\n');
    expect(code).toBe(expected);
  });
});

/** So many megabytes of blanks inside of a log file: a thousandth of it is stored. */
async function bomb(megabytes: number): Promise<Buffer> {
  const gzip = createGzip({ level: 9 });
  const blanks = Buffer.alloc(1024 ** 2, ' ');
  const stored: Buffer[] = [];
  gzip.on('data', (piece: Buffer) => stored.push(piece));
  gzip.write('{"Records":[');
  for (let index = 0; index < megabytes; index += 1) {
    if (!gzip.write(blanks)) await new Promise((resolve) => gzip.once('drain', resolve));
  }
  gzip.end(']}');
  await new Promise((resolve) => gzip.once('end', resolve));
  return Buffer.concat(stored);
}

describe('files in a copy of the archive that are none', () => {
  let folder: string;
  const metsuke = (...words: readonly string[]): Promise<CliResult & { readonly peak: number }> => run(words);

  async function run(words: readonly string[]): Promise<CliResult & { readonly peak: number }> {
    const peak = join(folder, 'peak');
    const environment = {
      NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, '../support/peak-memory.mjs')).href}`,
      METSUKE_TEST_PEAK: peak,
      XDG_CACHE_HOME: join(folder, 'cache'),
    };
    const result = await runCli(words, { folder, environment });
    return { ...result, peak: Number(readFileSync(peak, 'utf8')) };
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'metsuke-hostile-files-'));
    const pathOf = (unique: string): string => {
      const path = join(folder, 'logs', keyOf(DEV, unique));
      mkdirSync(dirname(path), { recursive: true });
      return path;
    };
    writeFileSync(pathOf('GOOD'), logOf(DEV, 'Good'));
    const large = await bomb(1024);
    for (const name of ['BOMBA', 'BOMBB', 'BOMBC', 'BOMBD']) writeFileSync(pathOf(name), large);
    writeFileSync(pathOf('SPARSE'), '');
    truncateSync(pathOf('SPARSE'), 10 * 1024 ** 3);
    symlinkSync('/etc/passwd', pathOf('LINK'));
    execFileSync('mkfifo', [pathOf('PIPE')]);
    mkdirSync(pathOf('FOLDER'));
    writeFileSync(pathOf('TEXT'), 'no log');
    writeFileSync(pathOf('EMPTY'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const SENTENCES: Readonly<Record<string, RegExp>> = {
    BOMB: /skipped \S*BOMB\S* inflates to more than 256 MiB, and no log file does/,
    SPARSE: /skipped \S*SPARSE\S* has 10,737 MB, and nothing of its kind has more than 268/,
    LINK: /skipped \S*LINK\S* is a symbolic link, which is not followed/,
    PIPE: /skipped \S*PIPE\S* is a named pipe, and a file is needed/,
    TEXT: /skipped \S*TEXT\S* is neither gzip nor JSON/,
    EMPTY: /skipped \S*EMPTY\S* is empty/,
  };

  it.each([
    ['query', ['query', 'SELECT eventname FROM cloudtrail', '--format', 'csv'], 0],
    ['report run', ['report', 'run', 'root-use'], 0],
    ['archive compact', ['archive', 'compact'], 1],
  ] as const)(
    '%s says one sentence of each, and reads the others in bounded memory',
    async (_command, words, expected) => {
      const period = words[1] === 'compact' ? [] : PERIOD;
      const { code, stdout, stderr, peak } = await metsuke(...words, '--archive', 'logs', ...period);
      for (const [kind, sentence] of Object.entries(SENTENCES))
        expect([kind, stderr]).toEqual([kind, expect.stringMatching(sentence)]);
      expect(stderr).not.toContain('this is a bug');
      expect(stderr).not.toMatch(/root:x:/);
      if (words[0] === 'query') expect(stdout).toBe('eventname\r\nGood\r\n');
      expect(code).toBe(expected);
      // Four bombs of 1 GB each take 440 MiB; one of them took 2.2 GB.
      expect(peak / 1024 ** 2).toBeLessThan(900);
    },
  );
});
