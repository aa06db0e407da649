import { expect, it } from 'vitest';
import { aConfig, deployBlueprint, HOME_REGION, LOG } from '../../../test/support/cloudformation-fixture.ts';
import { loggingResource } from '../logging-resource/blueprint.ts';
import { trailArchive } from './blueprint.ts';

it('locks every log file, and outlives its stack', () => {
  const { resources } = deployBlueprint(trailArchive, {
    cloudTrail: { objectLock: { enabled: true, mode: 'COMPLIANCE', days: 700 } },
  });
  expect(resources['TrailBucket']).toMatchObject({
    BucketName: `aws-organizations-trail-${LOG}-${HOME_REGION}`,
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 700 } } },
    VersioningConfiguration: { Status: 'Enabled' },
  });
  expect(trailArchive.template(aConfig()).Resources['TrailBucket']).toMatchObject({
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
  });
});

it('never locks the shared archive, into which AWS Config could not deliver then', () => {
  const { resources } = deployBlueprint(loggingResource, { cloudTrail: { objectLock: { enabled: true } } });
  expect(resources['S3AuditBucket']).not.toHaveProperty('ObjectLockEnabled');
});

it('may write its access log where the archive does, while it is there', () => {
  const sources = (enabled: boolean) =>
    JSON.stringify(
      deployBlueprint(loggingResource, { cloudTrail: { objectLock: { enabled } } }).resources['S3LoggingBucketPolicy'],
    );
  expect(sources(true)).toContain(`arn:aws:s3:::aws-organizations-trail-${LOG}-${HOME_REGION}`);
  expect(sources(false)).not.toContain('aws-organizations-trail-');
});

it.each([
  { cloudTrail: { objectLock: { enabled: true } }, enabled: true },
  { cloudTrail: {}, enabled: false },
  { cloudTrail: { mode: 'OFF', objectLock: { enabled: true } }, enabled: false },
])('is made for $cloudTrail: $enabled', ({ cloudTrail, enabled }) => {
  expect(trailArchive.isEnabled(aConfig({ cloudTrail }))).toBe(enabled);
});
