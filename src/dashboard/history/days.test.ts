import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryTable } from '../../../test/support/memory-table.ts';
import { aPosture, notReadSections } from '../../../test/support/posture.ts';
import { keepInBucket } from './bucket-place.ts';
import { keepDay, readDays } from './days.ts';
import { keepInFolder } from './folder-place.ts';
import { type KeptPlace, MOST_BYTES } from './kept-place.ts';

const ORGANIZATION = 'o-test';
const TODAY = '2026-11-29';
const asked = { organization: ORGANIZATION, today: TODAY };
const aDay = (day: string, counts: object = { findings: 3 }, organization = ORGANIZATION): string =>
  JSON.stringify({ format: 'metsuke-day/1', organization, day, at: `${day}T09:00:00Z`, counts, atLeast: [] });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'metsuke-history-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);

describe.each<[string, () => KeptPlace]>([
  ['a folder that is not there yet', () => keepInFolder(join(folder, 'new', 'history'))],
  ['a bucket', () => keepInBucket(new MemoryTable().bucket)],
])('in %s', (_what, open) => {
  it('a day is kept, and what a later run of it did not read stays', async () => {
    const place = open();
    expect(await keepDay(place, aPosture())).toBeUndefined();
    expect(await keepDay(place, { ...aPosture(), ...notReadSections('refused') })).toBeUndefined();
    const { days, problems } = await readDays(place, asked);
    expect(problems).toEqual([]);
    expect(days).toMatchObject([{ day: TODAY, counts: { violations: 3, findings: 1, gaps: 1 }, atLeast: [] }]);
  });

  it('what was not read on a day is no zero of it', async () => {
    const place = open();
    await keepDay(place, { ...aPosture(), ...notReadSections('refused') });
    const { days } = await readDays(place, asked);
    expect(days[0]?.counts).toEqual({ exceptions: 1 });
  });
});

describe('what others put there', () => {
  it.each([
    ['2026-11-20.json', '{"format": ', 'is no JSON'],
    ['2026-11-20.json', '{"format":"metsuke-day/2"}', 'is no summary of a day'],
    ['2026-11-20.json', aDay('2026-11-20', { findings: -1 }), 'is no summary of a day'],
    ['2026-11-20.json', aDay('2026-11-19'), 'says that it is of another day'],
    ['2026-11-20.json', aDay('2026-11-20', {}, 'o-other'), 'is of another organization'],
    ['2026-11-30.json', aDay('2026-11-30'), 'is of a day that has not come yet'],
    ['2026-11-20.json', ' '.repeat(MOST_BYTES + 1), 'is larger than anything that Metsuke keeps there'],
  ])('%s is left out, and the others are read: %#', async (name, text, reason) => {
    put(name, text);
    put('2026-11-21.json', aDay('2026-11-21'));
    const { days, problems } = await readDays(keepInFolder(folder), asked);
    expect(problems).toEqual([{ file: name, reason }]);
    expect(days.map(({ day }) => day)).toEqual(['2026-11-21']);
  });

  it('under other names is nothing of ours, whatever is in it', async () => {
    for (const name of ['notes.txt', '2026-11-20.json.html', '<script>.json', '2026-11-20'])
      put(name, aDay('2026-11-20'));
    mkdirSync(join(folder, 'deep'));
    expect(await readDays(keepInFolder(folder), asked)).toMatchObject({ days: [], problems: [] });
  });

  it('as a link is neither read nor written through', async () => {
    put('elsewhere', aDay(TODAY));
    symlinkSync(join(folder, 'elsewhere'), join(folder, `${TODAY}.json`));
    const place = keepInFolder(folder);
    expect(await readDays(place, asked)).toMatchObject({ days: [], problems: [{ file: `${TODAY}.json` }] });
    expect(await keepDay(place, aPosture())).toContain('it is left unchanged');
    expect(readFileSync(join(folder, 'elsewhere'), 'utf8')).toBe(aDay(TODAY));
  });

  it('in the place of today is left as it is', async () => {
    put(`${TODAY}.json`, 'mine');
    expect(await keepDay(keepInFolder(folder), aPosture())).toBe(`${TODAY}.json is no JSON: it is left unchanged`);
    expect(readFileSync(join(folder, `${TODAY}.json`), 'utf8')).toBe('mine');
  });
});

it('a file of a day holds numbers, and no name of an account or a person', async () => {
  await keepDay(keepInFolder(folder), aPosture());
  const text = readFileSync(join(folder, `${TODAY}.json`), 'utf8');
  expect(text).not.toMatch(/alice|dev|prod|\d{12}/);
});
