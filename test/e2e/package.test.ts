import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MEGABYTES = 100;
/** All but the engine of reports. */
const WITHOUT_REPORTS = 28;
const PACKAGES = 12;
const NOBODY = 65534;

let work: string;
let prefix: string;

function npm(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'metsuke-package-'));
  chmodSync(work, 0o755);
  const { status, stderr } = spawnSync(process.execPath, ['scripts/sbom.mjs'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  prefix = join(work, 'prefix');
  const [{ filename }] = JSON.parse(npm('pack', '--ignore-scripts', '--json', '--pack-destination', work)) as [
    { readonly filename: string },
  ];
  npm('install', '--global', '--prefix', prefix, '--prefer-offline', '--no-audit', '--no-fund', join(work, filename));
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );
}

/** Another user, in an own folder, without a network where the machine lets us take it away: as far as root can. */
function metsuke(folder: string, ...args: readonly string[]) {
  const home = join(work, 'home', folder);
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o777);
  const program = [process.execPath, join(prefix, 'lib/node_modules/metsuke/bin/metsuke.js'), ...args];
  const isRoot = process.getuid?.() === 0;
  const isolated = ['unshare', '--net', '--', 'setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  const [command = '', ...rest] = isRoot && canIsolate() ? [...isolated, ...program] : program;
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, NO_COLOR: '1', LANG: 'C.UTF-8' };
  return { home, ...spawnSync(command, rest, { cwd: home, encoding: 'utf8', env }) };
}

function canIsolate(): boolean {
  return spawnSync('unshare', ['--net', 'setpriv', '--version']).status === 0;
}

describe('the package, installed from its file', () => {
  it(`has at most ${MEGABYTES} MB in at most ${PACKAGES} packages`, () => {
    const files = filesBelow(join(prefix, 'lib/node_modules'));
    const packages = files.filter((file) => /node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file));
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    expect(packages.length).toBeGreaterThan(1);
    expect(packages.length).toBeLessThanOrEqual(PACKAGES);
    expect(bytes).toBeLessThanOrEqual(MEGABYTES * 1e6);
    const reports = files
      .filter((file) => file.includes('/@duckdb/'))
      .reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes - reports).toBeLessThanOrEqual(WITHOUT_REPORTS * 1e6);
  });

  it('says its version and helps', () => {
    expect(metsuke('help', '--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const { status, stdout } = metsuke('help', '--help');
    expect([status, stdout]).toEqual([0, expect.stringContaining('Usage: metsuke')]);
  });

  it('makes every template, from another folder and as another user', () => {
    mkdirSync(join(work, 'home/synth'), { recursive: true });
    copyFileSync('test/templates/everything.yaml', join(work, 'home/synth/metsuke.yaml'));
    const { status, stderr, home } = metsuke('synth', 'synth', '--out', 'by-hand');
    expect([status, stderr]).toEqual([0, '']);
    expect(filesBelow(join(home, 'by-hand')).length).toBeGreaterThan(40);
  });

  it('tests rules of its own with the evaluator of Guard', () => {
    const { home } = metsuke('rules', '--version');
    writeFileSync(
      join(home, 'metsuke.yaml'),
      `version: 1
accounts: { audit: '222222222222', log: '333333333333' }
notifications: { securityEmail: security@example.com }
configRules:
  customRules:
    - name: owned-instances
      description: Every instance has an owner.
      severity: 4
      resourceTypes: ["AWS::EC2::Instance"]
      guard: |
        rule owned when resourceType == "AWS::EC2::Instance" {
          tags.Owner exists
        }
      tests:
        - {name: an owner, item: {resourceType: "AWS::EC2::Instance", tags: {Owner: me}}, expect: COMPLIANT}
        - {name: nobody, item: {resourceType: "AWS::EC2::Instance", tags: {}}, expect: NON_COMPLIANT}
        - {name: a volume, item: {resourceType: "AWS::EC2::Volume"}, expect: NOT_APPLICABLE}
`,
    );
    const { status, stderr } = metsuke('rules', 'rules', 'test');
    expect([status, stderr]).toEqual([0, '']);
  });

  it('reads an archive', () => {
    const { home } = metsuke('report', '--version');
    mkdirSync(join(home, 'archive'));
    const { status, stdout, stderr } = metsuke('report', 'report', 'run', 'root-use', '--archive', 'archive');
    expect(`${stdout}${stderr}`).toContain('no log');
    expect(status).toBe(1);
  });

  it('has the documents that messages name, the playbook, the emulator, its bill of materials and the licences', () => {
    const root = join(prefix, 'lib/node_modules/metsuke');
    const files = filesBelow(root).map((file) => file.slice(root.length + 1));
    const named = ['docs/leaving.md', 'docs/ja/leaving.md', 'sandbox/emulator/__main__.py', 'metsuke.schema.json'];
    for (const file of [...named, 'dist/sbom.cdx.json', 'dist/licenses.txt']) expect(files).toContain(file);
    expect(files.some((file) => file.startsWith('src/images/ansible/'))).toBe(true);
  });
});
