import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aTrailArchive, at, HOME, timeAt } from '../../../test/support/trail-archive.ts';
import { checkBundle } from './check.ts';
import { type Exported, exportBundle } from './export.ts';
import { makeFileSigner } from './signer.ts';

const DEV = { account: '444444444444', region: HOME };
const root = mkdtempSync(join(tmpdir(), 'metsuke-bundle-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const archive = aTrailArchive();
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const signerKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();

function exportTo(name: string, changes: Partial<Parameters<typeof exportBundle>[0]> = {}): Promise<Exported> {
  return exportBundle({
    store: archive.store(),
    publicKeys: archive.publicKeys,
    accounts: [DEV.account],
    span: { from: timeAt(1), to: timeAt(4, 59) },
    name: '2026-17 <b>',
    askedBy: 'Internal audit',
    folder: join(root, name),
    now: new Date(timeAt(6, 30)),
    metsukeVersion: '1.2.3',
    signer: makeFileSigner(pem, 'signer.key'),
    makeReports: async () => new Map([['root-use.csv', 'time,account\r\n']]),
    ...changes,
  });
}

let sound: Exported;
beforeAll(async () => {
  sound = await exportTo('sound');
});

/** A copy of the sound bundle that a test may damage. */
function copyOf(name: string): string {
  const folder = join(root, name);
  cpSync(sound.folder, folder, { recursive: true });
  return folder;
}

function filesOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, 'base64')]));
}

async function differencesOf(folder: string, options = {}): Promise<readonly string[]> {
  return (await checkBundle({ folder, ...options })).differences.map(({ kind, path }) => `${kind} ${path}`);
}

describe('a bundle', () => {
  it('holds what was asked for, proven, and says so', () => {
    const { evidenceCase, verification } = sound;
    expect(evidenceCase).toMatchObject({
      name: '2026-17 <b>',
      accounts: [DEV.account],
      regions: [HOME, 'us-east-1'],
      from: timeAt(1),
      to: timeAt(4, 59),
      logFiles: 16,
      findings: 0,
    });
    expect(verification.places.map(({ logs, provenLogs }) => [logs, provenLogs])).toEqual([
      [8, 8],
      [8, 8],
    ]);
  });

  it('is the same, byte for byte, whenever it is made of the same', async () => {
    const again = await exportTo('again');
    expect(again.seal).toBe(sound.seal);
    expect(filesOf(again.folder)).toEqual(filesOf(sound.folder));
  });

  it('is refused where something is already', async () => {
    await expect(exportTo('sound')).rejects.toThrow('is not empty');
  });

  it('leaves nothing behind when it cannot be made', async () => {
    const makeReports = async () => Promise.reject(new Error('no answer'));
    await expect(exportTo('half', { makeReports })).rejects.toThrow('no answer');
    expect(readdirSync(root).filter((name) => name.startsWith('half'))).toEqual([]);
  });

  it('has nothing to hold when nothing was delivered', async () => {
    await expect(exportTo('nothing', { accounts: ['999999999999'] })).rejects.toThrow('Nothing was delivered');
  });

  it('keeps what a case is called out of the markup of its page', () => {
    const page = readFileSync(join(sound.folder, 'index.html'), 'utf8');
    expect(page).toContain('2026-17 &#60;b&#62;');
    expect(page).not.toContain('2026-17 <b>');
  });

  it('seals the findings of a log that is not sound', async () => {
    const damaged = aTrailArchive();
    const key = at(damaged.logKeys(DEV), 4);
    damaged.objects.delete(key);
    const { folder, evidenceCase } = await exportTo('unsound', { store: damaged.store() });
    expect(evidenceCase.findings).toBe(1);
    expect(readFileSync(join(folder, 'README.ja.md'), 'utf8')).toContain('ログファイルが失われている');
    expect(await differencesOf(folder)).toEqual([]);
  });
});

describe('a bundle of a bucket in which others write', () => {
  it('holds no object whose name leads elsewhere or that replaces another, and says so', async () => {
    const hostile = aTrailArchive();
    const key = at(hostile.logKeys(DEV), 4);
    const body = hostile.objects.get(key);
    if (body === undefined) throw new Error('There is no such log file.');
    const swapped = (unique: string) => (unique === unique.toLowerCase() ? unique.toUpperCase() : unique.toLowerCase());
    const twin = key.replace(/_([A-Za-z0-9]{16})\.json/, (_, unique: string) => `_${swapped(unique)}.json`);
    for (const other of [`../${key}`, `x/../${key}`, twin]) hostile.objects.set(other, body);
    const { folder: bundle, refused } = await exportTo('hostile', { store: hostile.store() });
    expect(refused.map(({ problem }) => problem).join()).toMatch(/"\.\.".+would replace it|would replace it.+"\.\."/);
    const paths = Object.keys(filesOf(bundle)).map((path) => path.toLowerCase());
    expect(new Set(paths).size).toBe(paths.length);
    expect(readdirSync(root).filter((each) => each.includes('CloudTrail'))).toEqual([]);
    expect(await differencesOf(bundle)).toEqual([]);
  });

  it('writes no key under a fingerprint that leads elsewhere', async () => {
    const list = async () =>
      (await archive.publicKeys.list(HOME, new Date(0), new Date())).map((each) => ({
        ...each,
        fingerprint: '../../x',
      }));
    const unproven = { source: 'a file', list };
    const exported = await exportTo('keys', { publicKeys: unproven }).catch((error: unknown) => error);
    // Keys under another fingerprint prove nothing, and are not asked for.
    if (exported instanceof Error) expect(exported.message).toContain('public key');
    expect(readdirSync(join(root, '..')).filter((each) => each === 'x.pem')).toEqual([]);
  });
});

describe('checking a bundle', () => {
  it('finds nothing in one that nobody touched', async () => {
    const check = await checkBundle({ folder: sound.folder, seal: sound.seal, signerKey });
    expect(check).toMatchObject({ differences: [], seal: sound.seal, isSealKnown: true, signedBy: 'known' });
    expect((await checkBundle({ folder: sound.folder })).signedBy).toBe('own');
  });

  it('names a file that was changed, removed or added', async () => {
    const folder = copyOf('files');
    appendFileSync(join(folder, 'inventory.csv'), 'x');
    rmSync(join(folder, 'reports', 'root-use.csv'));
    writeFileSync(join(folder, 'objects', 'more.json.gz'), 'x');
    expect(await differencesOf(folder)).toEqual([
      'file-missing reports/root-use.csv',
      'file-changed inventory.csv',
      'file-added objects/more.json.gz',
    ]);
  });

  it('names a link, a pipe, a folder and a sparse file in place of files, and does not wait for them', async () => {
    const folder = copyOf('kinds');
    for (const name of ['inventory.csv', 'reports/root-use.csv', 'verification.json', 'signer.pem']) {
      rmSync(join(folder, name));
    }
    symlinkSync('/etc/passwd', join(folder, 'inventory.csv'));
    execFileSync('mkfifo', [
      join(folder, 'reports/root-use.csv'),
      join(folder, 'signer.pem'),
      join(folder, 'more.pipe'),
    ]);
    writeFileSync(join(folder, 'verification.json'), '');
    truncateSync(join(folder, 'verification.json'), 10 * 1024 ** 3);
    const { differences } = await checkBundle({ folder });
    const messages = Object.fromEntries(differences.map(({ path, message }) => [path, message]));
    expect(messages).toMatchObject({
      'inventory.csv': expect.stringContaining('is a symbolic link, which is not followed'),
      'reports/root-use.csv': expect.stringContaining('is a named pipe'),
      'more.pipe': expect.stringContaining('is a named pipe'),
    });
    expect(
      differences.find(({ kind, path }) => kind === 'file-changed' && path === 'verification.json')?.message,
    ).toContain('has 10,737 MB');
    rmSync(join(folder, 'MANIFEST.sha256'));
    execFileSync('mkfifo', [join(folder, 'MANIFEST.sha256')]);
    await expect(checkBundle({ folder })).rejects.toThrow('MANIFEST.sha256 is a named pipe');
  });

  it('knows a log file that was changed together with its place in the manifest', async () => {
    const folder = copyOf('resealed');
    const key = at(archive.logKeys(DEV), 4);
    const log = join(folder, 'objects', key);
    writeFileSync(log, gzipSync(gunzipSync(readFileSync(log)).toString().replace('Records', 'records')));
    const lines = execFileSync(
      'sh',
      ['-c', `find . -type f ! -name 'MANIFEST*' ! -name signer.pem | sed 's,^./,,' | LC_ALL=C sort | xargs sha256sum`],
      { cwd: folder },
    );
    writeFileSync(join(folder, 'MANIFEST.sha256'), lines);
    const found = await differencesOf(folder, { seal: sound.seal });
    expect(found).toEqual([
      'seal-differs MANIFEST.sha256',
      'signature-wrong MANIFEST.sha256.sig',
      'verification-differs verification.json',
    ]);
  });

  it('knows another signer, and a signature that is gone', async () => {
    const folder = copyOf('signer');
    const stranger = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(await differencesOf(folder, { signerKey: stranger })).toEqual(['signature-wrong MANIFEST.sha256.sig']);
    rmSync(join(folder, 'MANIFEST.sha256.sig'));
    expect(await differencesOf(folder)).toEqual(['signature-missing MANIFEST.sha256.sig']);
  });

  it('goes on when the case or the manifest cannot be read', async () => {
    const folder = copyOf('unreadable');
    writeFileSync(join(folder, 'case.json'), '{');
    writeFileSync(join(folder, 'MANIFEST.sha256'), 'rubbish');
    expect(await differencesOf(folder)).toEqual([
      'signature-wrong MANIFEST.sha256.sig',
      'manifest-unreadable MANIFEST.sha256',
      'case-unreadable case.json',
    ]);
  });
});

describe("the cover page's own commands", () => {
  const hasTools = ['openssl', 'xxd', 'sha256sum', 'gzip'].every((tool) => isInstalled(tool));

  it.skipIf(!hasTools).each(['en', 'ja'])('prove a sound bundle (%s)', (language) => {
    const said = runCover(sound.folder, language);
    expect(said).toContain('every file is as it was sealed');
    expect(said).toContain(`${sound.seal}  MANIFEST.sha256`);
    expect(said).toContain('Signature Verified Successfully');
    const count = (text: string): number => said.split('\n').filter((line) => line.startsWith(text)).length;
    expect(count('signed by CloudTrail: ')).toBe(sound.evidenceCase.digests);
    expect(count('unchanged: ')).toBe(sound.evidenceCase.logFiles);
    expect(said).not.toMatch(/NOT SIGNED|CHANGED/);
  });

  it.skipIf(!hasTools)('find what was changed', () => {
    const folder = copyOf('by-hand');
    const log = join(folder, 'objects', at(archive.logKeys(DEV), 4));
    writeFileSync(log, gzipSync(gunzipSync(readFileSync(log)).toString().replace('Records', 'records')));
    const digest = join(folder, 'objects', at(archive.digestKeys(DEV), 3));
    writeFileSync(digest, gzipSync(gunzipSync(readFileSync(digest)).toString().replace('SHA-256', 'SHA-512')));
    const said = runCover(folder, 'en');
    expect(said).not.toContain('every file is as it was sealed');
    expect(said).toContain(`CHANGED: ${at(archive.logKeys(DEV), 4)}`);
    expect(said).toContain(`NOT SIGNED: objects/${at(archive.digestKeys(DEV), 3)}`);
  });

  it.skipIf(!hasTools)(
    'take no digest for signed that names another key than one of CloudTrail, such as the signer’s',
    async () => {
      const { privateKey: rsa } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const key = rsa.export({ type: 'pkcs8', format: 'pem' }).toString();
      const { folder } = await exportTo('forged', { signer: makeFileSigner(key, 'rsa.key') });
      const name = at(archive.digestKeys(DEV), 3);
      const file = join(folder, 'objects', name);
      const digest = JSON.parse(gunzipSync(readFileSync(file)).toString());
      const forged = JSON.stringify({ ...digest, digestPublicKeyFingerprint: '../signer' });
      const hash = createHash('sha256').update(forged).digest('hex');
      const { digestEndTime, digestS3Bucket, digestS3Object, previousDigestSignature } = digest;
      const text = [digestEndTime, `${digestS3Bucket}/${digestS3Object}`, hash, previousDigestSignature].join('\n');
      writeFileSync(file, gzipSync(forged));
      const metadata = { signature: sign('sha256', Buffer.from(text), rsa).toString('hex') };
      writeFileSync(`${file}.metadata.json`, JSON.stringify(metadata));
      expect(runCover(folder, 'en')).toContain(`NOT SIGNED: objects/${name}`);
    },
  );

  it.skipIf(!hasTools)('verify a signature by RSA too', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    const { folder } = await exportTo('rsa', { signer: makeFileSigner(rsa.toString(), 'rsa.key') });
    expect(runCover(folder, 'en')).toContain('Verified OK');
    expect((await checkBundle({ folder })).signedBy).toBe('own');
  });
});

/** Every command of the page, in its order, as a person would paste them. */
function runCover(folder: string, language: string): string {
  const page = readFileSync(join(folder, `README.${language}.md`), 'utf8');
  const commands = [...page.matchAll(/```bash\n([\s\S]*?)\n```/g)].map(([, code]) => code);
  expect(commands).toHaveLength(4);
  return execFileSync('bash', ['-c', `exec 2>&1\n${commands.join('\n')}\ntrue`], { cwd: folder }).toString();
}

function isInstalled(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
