import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReportFolder } from './report-folder.ts';

const SUMMARY = { madeAt: '2026-11-26T00:00:00.000Z', reports: [] };
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-reports-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  const opened = await openReportFolder(folder, Object.keys(files));
  await opened.write(new Map(Object.entries(files)), SUMMARY);
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('a folder of reports', () => {
  it('is written anew by a later run, which leaves the files of other reports', async () => {
    await write({ 'root-use.csv': 'a', 'top-errors.csv': 'b' });
    await write({ 'root-use.csv': 'c' });
    expect([read('root-use.csv'), read('top-errors.csv')]).toEqual(['c', 'b']);
    await write({ 'top-errors.csv': 'd' });
    expect(read('top-errors.csv')).toBe('d');
  });

  it('is made with all folders on the way', async () => {
    folder = join(folder, 'deep', 'october');
    await write({ 'root-use.csv': 'a' });
    expect(JSON.parse(read('summary.json'))).toMatchObject({ format: 'metsuke-reports', ...SUMMARY });
  });

  it('keeps what Metsuke did not write, and says so before anything is asked', async () => {
    writeFileSync(join(folder, 'root-use.csv'), 'mine');
    await expect(openReportFolder(folder, ['root-use.csv'])).rejects.toThrow(
      `${join(folder, 'root-use.csv')} was not written by Metsuke, or was changed since`,
    );
    expect(read('root-use.csv')).toBe('mine');
    await write({ 'top-errors.csv': 'b' });
  });

  it('keeps what a person changed since', async () => {
    await write({ 'root-use.csv': 'a' });
    writeFileSync(join(folder, 'root-use.csv'), 'a, with a remark');
    await expect(write({ 'root-use.csv': 'b' })).rejects.toMatchObject({ code: 'usage' });
    expect(read('root-use.csv')).toBe('a, with a remark');
  });

  it.each([
    ['no JSON', 'totals: 3'],
    ['JSON of others', '{"files": {}}'],
  ])('keeps a summary that is %s', async (_name, text) => {
    writeFileSync(join(folder, 'summary.json'), text);
    await expect(openReportFolder(folder, [])).rejects.toThrow('was not written by Metsuke');
  });

  it('follows no link, and leaves the folder of a newer version alone', async () => {
    symlinkSync('/etc/hostname', join(folder, 'root-use.csv'));
    await expect(openReportFolder(folder, ['root-use.csv'])).rejects.toThrow('symbolic link');
    writeFileSync(join(folder, 'summary.json'), '{"format": "metsuke-reports", "version": 2, "files": {}}');
    await expect(openReportFolder(folder, [])).rejects.toMatchObject({ code: 'format-newer' });
  });
});
