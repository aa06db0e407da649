import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MetsukeError } from '../domain/errors.ts';
import { asFileError } from './file-error.ts';
import { requireWritable, writeWhole } from './write-whole.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-files-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

const NOBODY = 65_534;

describe('a file', () => {
  it('is written, and written over, with nothing left beside it', async () => {
    const file = join(folder, 'plan.json');
    await writeWhole(file, 'one');
    await writeWhole(file, 'two');
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(folder)).toEqual(['plan.json']);
  });

  it('does not follow a link that others put where its draft may be', async () => {
    const [file, victim] = [join(folder, 'plan.json'), join(folder, 'victim')];
    writeFileSync(victim, 'precious');
    symlinkSync(victim, join(folder, `.plan.json.${process.pid}`));
    await writeWhole(file, 'plan');
    expect([readFileSync(file, 'utf8'), readFileSync(victim, 'utf8')]).toEqual(['plan', 'precious']);
  });

  it('keeps who may read it, unless that is said', async () => {
    const file = join(folder, 'plan.json');
    writeFileSync(file, '');
    chmodSync(file, 0o640);
    await writeWhole(file, 'one');
    expect(statSync(file).mode & 0o777).toBe(0o640);
    await writeWhole(file, 'two', { mode: 0o600 });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('stays where a link leads', async () => {
    const [file, link] = [join(folder, 'real.json'), join(folder, 'link.json')];
    writeFileSync(file, 'before');
    symlinkSync(file, link);
    await writeWhole(link, 'after');
    expect(readFileSync(file, 'utf8')).toBe('after');
    expect(readdirSync(folder)).toEqual(['link.json', 'real.json']);
  });

  it('may be a device, which is not replaced', async () => {
    await writeWhole('/dev/null', 'nothing');
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });
});

describe('what cannot be written', () => {
  const cases: readonly (readonly [string, () => string, RegExp, string])[] = [
    ['a full disk', () => '/dev/full', /: the disk is full\. Free some space/, 'file-failed'],
    ['a folder', () => folder, /: it is a folder, and a file is needed\. Name a file in it/, 'usage'],
    [
      'a folder that is not there',
      () => join(folder, 'no', 'x'),
      /: there is no folder .*\/no\. Make it with: mkdir -p .*\/no$/,
      'usage',
    ],
    ['a file as a folder', () => join(fileIn(folder), 'x'), /: a part of the path is a file/, 'usage'],
    ['a name that is too long', () => join(folder, 'x'.repeat(300)), /: the name is too long/, 'usage'],
  ];

  it.each(cases)('is said, with what to do: %s', async (_name, place, says, code) => {
    const path = place();
    const error = await writeWhole(path, 'text').catch((cause: unknown) => cause);
    expect(error).toBeInstanceOf(MetsukeError);
    const { message, hint, code: its } = error as MetsukeError;
    expect(`${message} ${hint}`).toMatch(says);
    expect(message.startsWith(`${path} cannot be written: `)).toBe(true);
    expect(its).toBe(code);
  });

  it.each(cases.filter(([name]) => name !== 'a full disk'))(
    'is known before the work begins: %s',
    async (_name, place, says) => {
      const error = await requireWritable(place()).catch((cause: unknown) => cause);
      // A name is judged when it is made.
      const { message, hint } = (error ?? {}) as MetsukeError;
      expect(`${message} ${hint}`).toMatch(says);
    },
  );

  it('is said of a folder that others own', async () => {
    chmodSync(folder, 0o500);
    await asOrdinaryUser(async () => {
      for (const attempt of [writeWhole, requireWritable]) {
        await expect(attempt(join(folder, 'x'), '')).rejects.toMatchObject({
          message: expect.stringContaining('you have no permission'),
          hint: expect.stringContaining(`ls -ld ${folder}`),
        });
      }
    });
  });

  it('is said of a file that must be new', async () => {
    const file = join(folder, 'metsuke.yaml');
    writeFileSync(file, 'before');
    await expect(writeWhole(file, 'after', { isNew: true })).rejects.toMatchObject({
      message: expect.stringContaining('it exists already'),
    });
    expect(readFileSync(file, 'utf8')).toBe('before');
  });

  it('leaves what was there, and nothing else', async () => {
    mkdirSync(join(folder, 'taken'));
    await writeWhole(join(folder, 'taken'), 'text').catch(() => undefined);
    expect(readdirSync(folder)).toEqual(['taken']);
  });
});

describe('errors of the system', () => {
  it.each(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR', 'ENOENT', 'EEXIST', 'EMFILE', 'EIO'])(
    '%s is a sentence, with what to do',
    (code) => {
      const cause = Object.assign(new Error(code), { code, syscall: 'open', path: '/somewhere/file' });
      const { message, hint } = asFileError(cause) ?? {};
      expect(message).toMatch(/^\/somewhere\/file cannot be used: [a-z][^()]*\.$/);
      expect(hint).toMatch(/^[A-Z]/);
    },
  );

  it.each([
    ['of the network', Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' })],
    ['of a program that is not there', Object.assign(new Error(), { code: 'ENOENT', syscall: 'spawn ssh' })],
    ['of ours', new Error('a bug')],
  ])('are told from those %s', (_name, error) => {
    expect(asFileError(error)).toBeUndefined();
  });
});

/** The system refuses root nothing. */
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

function fileIn(place: string): string {
  const file = join(place, 'file');
  writeFileSync(file, '');
  return file;
}
