import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot } from '../../src/sandbox/package-root.ts';
import { runCli } from '../support/cli.ts';
import { DEV, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
});
afterAll(() => here.stop());

const STACK_TRACE = /\n\s+at .+:\d+:\d+|this is a bug/;

/** Of what is written to a person: one line that says it, and one that says what to do. */
function expectLines(text: string, says: RegExp, hint: RegExp): void {
  const lines = text.trim().split('\n');
  expect(lines[0]).toMatch(says);
  expect(lines.slice(1).join('\n')).toMatch(hint);
  expect(lines).toHaveLength(2);
  expect(text).not.toMatch(STACK_TRACE);
}

describe('credentials', () => {
  it.each([
    ['a wrong secret', { AWS_SECRET_ACCESS_KEY: 'wrong' }, /AWS rejected the credentials: .*signature/, /secret/i],
    ['an unknown key', { AWS_ACCESS_KEY_ID: 'AKIANOBODY' }, /AWS rejected the credentials: .*invalid/, /./],
    ['no credentials', { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }, /No AWS credentials/, /aws sso login/],
    [
      'credentials of a member account',
      DEV,
      /444444444444.*111111111111|111111111111.*444444444444/,
      /management account/,
    ],
    [
      'a profile that is not there',
      { AWS_PROFILE: 'nowhere', AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      /No AWS credentials/,
      /nowhere/,
    ],
  ])('that are %s are told in one line', async (_name, given, says, hint) => {
    const environment = typeof given === 'string' ? here.sandbox.environmentOf(given) : given;
    await here.sandbox.resetCalls();
    const { code, stdout, stderr } = await here.metsukeWith(environment, 'apply', '--yes');
    expectLines(stderr, says, hint);
    expect(stdout).toBe('');
    expect(code).toBe(1);
    // Nothing is tried again.
    expect((await here.sandbox.calls()).total).toBeLessThanOrEqual(2);
    for (const account of [MASTER, DEV])
      expect(stderr).not.toContain(here.sandbox.environmentOf(account).AWS_SECRET_ACCESS_KEY);
  });
});

describe('an endpoint', () => {
  it('where nobody listens is told in one line', async () => {
    const port = await freePort();
    const { code, stderr } = await here.metsuke('plan', '--endpoint-url', `http://127.0.0.1:${port}`);
    expectLines(stderr, new RegExp(`Cannot reach http://127\\.0\\.0\\.1:${port} \\(ECONNREFUSED\\)`), /endpoint-url/);
    expect(code).toBe(1);
  });

  it('on another machine gets no request', async () => {
    const { code, stderr } = await here.metsuke('plan', '--endpoint-url', 'http://192.0.2.1:4566');
    expectLines(stderr, /The endpoint http:\/\/192\.0\.2\.1:4566 is not on this machine\./, /--allow-endpoint/);
    expect(code).toBe(2);
  });

  it('on another machine in a variable gets none either', async () => {
    const { code, stderr } = await here.metsukeWith({ AWS_ENDPOINT_URL: 'http://192.0.2.1:4566' }, 'plan');
    expectLines(stderr, /not on this machine/, /AWS_ENDPOINT_URL/);
    expect(code).toBe(2);
  });
});

describe('a typing mistake', () => {
  it.each([
    [['plna'], /Unknown command 'plna'/, /Did you mean plan\?/],
    [['plan', '--exit-cod'], /Unknown option '--exit-cod'/, /Did you mean --exit-code\?/],
    [['synth'], /Required option '-o, --out <folder>' not specified/, /See: metsuke synth --help/],
    [['sandbox', 'fault', 'fire'], /'fire' is invalid for argument 'kind'/, /See: metsuke sandbox fault --help/],
  ])('%j ends with 2 and a suggestion', async (parameters, says, suggests) => {
    const { code, stderr } = await here.metsuke(...parameters);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(suggests);
    expect(stderr).not.toMatch(STACK_TRACE);
    expect(code).toBe(2);
  });

  it('without any command shows what there is', async () => {
    const { code, output } = await here.metsuke();
    expect(output).toMatch(/^Usage: metsuke/);
    expect(code).toBe(2);
  });

  it('in --help and --version there is none', async () => {
    const [help, version] = await Promise.all([here.metsuke('plan', '--help'), here.metsuke('--version')]);
    expect(help.stdout).toContain('--exit-code');
    expect(help.code).toBe(0);
    expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(version.code).toBe(0);
  });
});

describe('the configuration', () => {
  it('that is missing is told with how to get one', async () => {
    const { code, stderr } = await here.metsuke('plan', '--config', 'missing.yaml');
    expectLines(stderr, /missing\.yaml/, /metsuke init/);
    expect(code).toBe(2);
  });

  it('with two mistakes is told both, with line and column', async () => {
    const right = here.readConfig();
    here.changeConfig('  log: log', '  log: log\n  logs: log');
    here.changeConfig('retentionDays: 365', 'retentiondays: 365');
    const { code, stderr } = await here.metsuke('apply', '--yes');
    here.writeConfig(right);
    expect(stderr).toMatch(/^metsuke\.yaml:\d+:\d+ error unknown-key: .*"logs"/m);
    expect(stderr).toMatch(
      /^metsuke\.yaml:\d+:\d+ error unknown-key: .*"retentiondays".*Did you mean "retentionDays"\?/m,
    );
    expect(stderr).toContain('2 errors, nothing was changed.');
    expect(code).toBe(2);
  });

  it('with an account that does not exist is told after a look at the organization', async () => {
    const right = here.readConfig();
    here.changeConfig('log: log', 'log: loging');
    const { code, stderr } = await here.metsuke('apply', '--yes');
    here.writeConfig(right);
    expect(stderr).toMatch(/^metsuke\.yaml:\d+:\d+ error unknown-account: "loging" .*Did you mean "log"\?/m);
    expect(stderr).toContain('1 error, nothing was changed.');
    expect(code).toBe(2);
  });

  it('of another organization is refused', async () => {
    const right = here.readConfig();
    here.changeConfig('version: 1', 'version: 1\norganizationId: o-somebodyelse');
    const { code, stderr } = await here.metsuke('plan');
    here.writeConfig(right);
    expectLines(
      stderr,
      /is for the organization o-somebodyelse, but these credentials belong to o-8m3k2xq1zz/,
      /--profile/,
    );
    expect(code).toBe(1);
  });

  it('with --json is told as data', async () => {
    const { code, stdout, stderr } = await here.metsuke('plan', '--json', '--config', 'missing.yaml');
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'config-not-found', hint: expect.any(String) } });
    expect(stderr).toBe('');
    expect(code).toBe(2);
  });
});

describe('a place that cannot be written to', () => {
  it.each([
    ['init', ['init', '--force', '--config', 'none/metsuke.yaml']],
    ['plan', ['plan', '--out', 'none/plan.json']],
    ['report run', ['report', 'run', 'root-use', '--archive', '.', '--out', 'none/report.html']],
  ])('is told by %s, with what to do', async (_name, parameters) => {
    const { code, stderr } = await here.metsuke(...parameters);
    expectLines(
      stderr,
      /^metsuke: none\/.* cannot be written: there is no folder none\.$/,
      /^Make it with: mkdir -p none$/,
    );
    expect(code).toBe(2);
  });

  it.each([
    ['synth', ['synth', '--out', 'metsuke.yaml/x']],
    ['report pack', ['report', 'pack', 'monthly', '--archive', '.', '--out', 'metsuke.yaml/x']],
    ['archive sync', ['archive', 'sync', 'metsuke.yaml/x']],
    ['archive compact', ['archive', 'compact', '--archive', '.', '--out', 'metsuke.yaml/x']],
    [
      'evidence export',
      'evidence export --archive . --account 444444444444 --from 2026-10-01 --to 2026-10-01 --case 1 --out metsuke.yaml/x'.split(
        ' ',
      ),
    ],
    ['sandbox activity', ['sandbox', 'activity', '--days', '1', '--out', 'metsuke.yaml/x']],
  ])('is told by %s where a folder is meant', async (_name, parameters) => {
    const { code, stderr } = await here.metsuke(...parameters);
    expect(stderr).toMatch(/^metsuke: .*metsuke\.yaml.*: a part of the path is a file, and a folder is needed\.$/m);
    expect(stderr).not.toMatch(STACK_TRACE);
    expect(code).toBe(2);
  });

  it('because the disk is full is told, and leaves no half of a file', async () => {
    const before = readdirSync(here.folder);
    const full = await here.metsuke('plan', '--out', '/dev/full');
    expectLines(
      full.stderr.split('\n').slice(-3).join('\n'),
      /\/dev\/full cannot be written: the disk is full/,
      /Free some space/,
    );
    expect(full.code).toBe(1);
    expect(readdirSync(here.folder)).toEqual(before);
  });
});

describe('what is written', () => {
  it.each([
    ['into a pipe', {}, []],
    ['with NO_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, []],
    ['with --no-color', { FORCE_COLOR: '1' }, ['--no-color']],
  ])('%s has no escape codes', async (_name, environment, options) => {
    const { output, code } = await here.metsukeWith(environment, 'plan', ...options);
    expect(output).not.toContain('\u001b');
    expect(code).toBe(0);
  });

  it('has colours when they are asked for', async () => {
    expect((await here.metsukeWith({ FORCE_COLOR: '1' }, 'plan')).output).toContain('\u001b[32m');
  });

  it('may be read to its first line only', async () => {
    const program = join(packageRoot(import.meta.url), 'bin', 'metsuke.js');
    const child = spawn('sh', ['-c', `"${process.execPath}" "${program}" plan --json | head -1`], {
      cwd: here.folder,
      env: { ...process.env, ...here.sandbox.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    let first = '';
    child.stderr.on('data', (text) => (errors += text));
    child.stdout.on('data', (text) => (first += text));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(first).toBe('{\n');
    expect(errors).not.toMatch(/EPIPE|bug|Error/);
    expect(code).toBe(0);
  });
});

it('Athena that is not switched on is told with how to', async () => {
  const { code, stderr } = await here.metsuke('query', 'SELECT 1', '--engine', 'athena');
  expectLines(stderr, /Athena is not switched on in metsuke\.yaml/, /reports\.athena\.enabled: true/);
  expect(code).toBe(2);
});

it('a folder without a configuration is no place to apply', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'metsuke-empty-'));
  const { code, stderr } = await runCli(['apply', '--yes'], { folder: empty, environment: here.sandbox.environment });
  rmSync(empty, { recursive: true });
  expectLines(stderr, /metsuke\.yaml/, /metsuke init/);
  expect(code).toBe(2);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
