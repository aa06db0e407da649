import { expect, it } from 'vitest';
import { aConfig, LOG } from '../../test/support/cloudformation-fixture.ts';
import type { ObjectStore } from '../archive/object-store.ts';
import { openBuckets } from './archive-buckets.ts';

function bucketsOf(changes: Parameters<typeof aConfig>[0]) {
  const open = (bucket: string, region = 'home'): ObjectStore => ({
    location: `${bucket.replace(LOG, 'LOG')} (${region})`,
    list: async function* () {},
    listFolders: async () => [],
    get: () => Promise.reject(new Error('nothing is here')),
  });
  const { store, others } = openBuckets(aConfig(changes), LOG, open);
  return [store, others['access-logs'], others.findings].map((each) => each?.location);
}

it('reads the archive, its access log and the findings of every region', () => {
  expect(bucketsOf({ governedRegions: ['us-east-1'] })).toEqual([
    'aws-organizations-logs-LOG-ap-northeast-1 (home)',
    'aws-organizations-s3-access-logs-LOG-ap-northeast-1 (home)',
    [
      'aws-organizations-guardduty-LOG-ap-northeast-1 (ap-northeast-1)',
      'aws-organizations-guardduty-LOG-us-east-1 (us-east-1)',
    ].join(' + '),
  ]);
});

it('reads what the trail delivers into a bucket of its own, and what it delivered before', () => {
  const [logs] = bucketsOf({ cloudTrail: { mode: 'ORGANIZATION', objectLock: { enabled: true } } });
  expect(logs).toBe(
    'aws-organizations-trail-LOG-ap-northeast-1 (home) + aws-organizations-logs-LOG-ap-northeast-1 (home)',
  );
});

it('looks for no findings where they are not kept', () => {
  expect(bucketsOf({ guardDuty: { export: false } })[2]).toBeUndefined();
});
