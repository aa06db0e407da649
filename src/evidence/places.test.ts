import { afterEach, expect, it } from 'vitest';
import { ArchiveFolder } from '../../test/support/archive.ts';
import { openFolder } from '../archive/folder-store.ts';
import { findPlaces } from './places.ts';

const archive = new ArchiveFolder();
afterEach(() => archive.remove());

it('are found whatever prefix the trails have', async () => {
  const bases = [
    'AWSLogs/111111111111/',
    'o-8m3k2xq1zz/AWSLogs/o-8m3k2xq1zz/222222222222/',
    'team/logs/AWSLogs/o-8m3k2xq1zz/333333333333/',
  ];
  for (const base of bases) archive.addJson(`${base}CloudTrail/us-east-1/2026/10/01/a.json`, {});
  archive.addJson('AWSLogs/111111111111/CloudTrail-Digest/eu-west-1/2026/10/01/a.json', {});
  const found: string[] = [];
  for await (const { base, region } of findPlaces(openFolder(archive.path))) found.push(`${base} ${region}`);
  expect(found.sort()).toEqual([`${bases[0]} eu-west-1`, ...bases.map((base) => `${base} us-east-1`)].sort());
});
