import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { REPORT_IDS } from '../../reports/ids.ts';
import { type ActivitySummary, writeActivity } from './activity.ts';
import type { ArchiveObject } from './archive-object.ts';
import type { ActivityPlan } from './place.ts';

const PLAN: ActivityPlan = {
  seed: '1',
  organizationId: 'o-8m3k2xq1zz',
  managementAccountId: '111111111111',
  accounts: [
    { id: '111111111111', name: 'master' },
    { id: '222222222222', name: 'audit' },
    { id: '444444444444', name: 'dev' },
    { id: '666666666666', name: 'prod' },
  ],
  homeRegion: 'ap-northeast-1',
  bucket: 'logs',
  prefix: 'p',
  trail: 'trail',
  from: new Date('2026-10-08T00:00:00Z'),
  until: new Date('2026-10-12T06:20:00Z'),
};

async function write(changes: Partial<ActivityPlan> = {}) {
  const objects: ArchiveObject[] = [];
  const sink = { location: 'the test', put: async (more: readonly ArchiveObject[]) => void objects.push(...more) };
  const summary = await writeActivity({ plan: { ...PLAN, ...changes }, sink });
  return { objects, summary };
}

function fingerprint(objects: readonly ArchiveObject[]): string {
  const hash = createHash('sha256');
  for (const { key, body, metadata } of objects) hash.update(key).update(body).update(JSON.stringify(metadata));
  return hash.digest('hex');
}

let objects: readonly ArchiveObject[];
let summary: ActivitySummary;
beforeAll(async () => {
  ({ objects, summary } = await write());
});

describe('made-up activity', () => {
  it('is the same for the same seed, and other for another', async () => {
    const again = await write();
    expect(fingerprint(again.objects)).toBe(fingerprint(objects));
    expect(again.summary.planted).toEqual(summary.planted);
    const other = await write({ seed: '2' });
    expect(fingerprint(other.objects)).not.toBe(fingerprint(objects));
  });

  it('lies in the layout of an organization trail, and of a trail of its own before', () => {
    const bases = new Set(objects.map(({ key }) => /^(.*?\d{12})\/CloudTrail\//.exec(key)?.[1]).filter(Boolean));
    expect([...bases].sort()).toEqual([
      'p/AWSLogs/111111111111',
      ...['111111111111', '222222222222', '444444444444', '666666666666'].map((id) => `p/AWSLogs/o-8m3k2xq1zz/${id}`),
    ]);
  });

  it('has a digest an hour in every region, and a backfill', () => {
    const digests = objects
      .map(({ key }) => key)
      .filter((key) => key.includes('/CloudTrail-Digest/us-east-1/2026/10/09/'));
    expect(digests).toHaveLength(PLAN.accounts.length * 24);
    expect(objects.filter(({ key }) => key.endsWith('_backfill.json.gz'))).toHaveLength(1);
  });

  it('ends when it should: nothing comes from the future', () => {
    const events = objects
      .filter(({ key }) => /_CloudTrail_/.test(key))
      .flatMap(
        ({ body }) => JSON.parse(gunzipSync(body).toString()).Records as { eventTime: string; eventID: string }[],
      );
    expect(events).toHaveLength(summary.planted.events);
    expect(new Set(events.map(({ eventID }) => eventID)).size).toBe(events.length);
    const times = events.map(({ eventTime }) => Date.parse(eventTime));
    expect(Math.max(...times)).toBeLessThan(PLAN.until.getTime());
    expect(Math.min(...times)).toBeGreaterThanOrEqual(PLAN.from.getTime());
  });

  it('plants something for every report', () => {
    const { reports, records, counts } = summary.planted;
    const names = [...Object.keys(reports), ...Object.keys(records), ...Object.keys(counts)];
    expect(names.sort()).toEqual([...REPORT_IDS].sort());
    expect(Object.values(records).every((rows) => rows.length > 0)).toBe(true);
    expect(Object.values(reports).every((events) => events.length > 0)).toBe(true);
    const written = new Set(objects.map(({ key }) => key));
    expect(
      Object.values(reports)
        .flat()
        .every(({ key }) => written.has(key)),
    ).toBe(true);
  });

  it('has machines in the accounts that work, of which one is forgotten', () => {
    const instances = objects.filter(({ key }) => key.startsWith('p/ssm-inventory/AWS:InstanceInformation/'));
    expect(new Set(instances.map(({ key }) => /accountid=(\d+)/.exec(key)?.[1]))).toEqual(
      new Set(['444444444444', '666666666666']),
    );
    const forgotten = summary.planted.searches['openssl<3.2.2'] ?? [];
    expect(forgotten.map(({ account }) => account)).toEqual(['444444444444']);
    const patched = summary.planted.records['patch-compliance'] ?? [];
    expect(patched.map(({ instance }) => instance)).toContain(forgotten[0]?.instance);
  });
});
