import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectEventChain } from '../../src/sandbox/event-chain.ts';
import { awsOf, clientConfig, stackSetNames } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const ARCHIVE = `aws-organizations-logs-${LOG}-${HOME}`;
const TAKEN = `bucket-of-others: The name ${ARCHIVE} is taken by a bucket of another account`;

let here: Rehearsal;
/** Outside of the organization. */
let stranger: string;
beforeAll(async () => {
  here = await startRehearsal();
  here.changeConfig('mode: OFF', 'mode: ORGANIZATION');
  here.changeConfig('configRecorder:\n  enabled: false', 'configRecorder:\n  enabled: true');
  ({ id: stranger } = await here.sandbox.addAccount({ name: 'stranger', email: 'stranger@example.com' }));
  await awsOf(here.sandbox, MASTER).organizations.removeAccountFromOrganization({ AccountId: stranger });
});
afterAll(() => here.stop());

async function makeBucket(owner: string, Bucket: string): Promise<void> {
  await awsOf(here.sandbox, owner).s3.createBucket({
    Bucket,
    CreateBucketConfiguration: { LocationConstraint: HOME },
  });
}

/** Buckets that something delivers to, in any account, asked with clients that are not ours. */
async function destinations(): Promise<readonly string[]> {
  const found = await Promise.all(
    [MASTER, AUDIT, LOG, DEV, STG, PROD].map(async (account) => {
      const trails = await new CloudTrail(clientConfig(here.sandbox, account, HOME)).describeTrails({});
      const channels = await awsOf(here.sandbox, account).config.describeDeliveryChannels({});
      return [
        ...(trails.trailList ?? []).map(({ S3BucketName = '' }) => S3BucketName),
        ...(channels.DeliveryChannels ?? []).map(({ s3BucketName = '' }) => s3BucketName),
      ];
    }),
  );
  return [...new Set(found.flat())];
}

describe('the name of the log bucket, taken by a stranger', () => {
  it('after the plan was saved: the plan is refused before anything starts', async () => {
    expect((await here.metsuke('plan', '--out', 'plan.json')).code).toBe(0);
    await makeBucket(stranger, ARCHIVE);
    await here.sandbox.resetCalls();
    const { code, stderr } = await here.metsuke('apply', 'plan.json');
    expect(stderr).toContain(TAKEN);
    expect(code).toBe(2);
    expect(await here.writes()).toEqual({});
  });

  it.each([
    ['check', ['check']],
    ['plan', ['plan', '--out', 'refused.json']],
    ['apply', ['apply', '--yes']],
  ])('%s says so and the way out, and ends with 2', async (_name, words) => {
    await here.sandbox.resetCalls();
    const { code, output } = await here.metsuke(...words);
    expect(output).toContain(TAKEN);
    expect(output).toContain('Set another resourcePrefix');
    expect(code).toBe(2);
    expect(await here.writes()).toEqual({});
    expect(existsSync(join(here.folder, 'refused.json'))).toBe(false);
  });

  it('nothing delivers anywhere, and no stack set is there', async () => {
    expect(await destinations()).toEqual([]);
    expect(await stackSetNames(here.sandbox)).toEqual([]);
  });

  it('no report reads what the stranger puts there, though the bucket lets everybody in', async () => {
    const { s3 } = awsOf(here.sandbox, stranger);
    const Resource = [`arn:aws:s3:::${ARCHIVE}`, `arn:aws:s3:::${ARCHIVE}/*`];
    const Principal = { AWS: [LOG, MASTER].map((account) => `arn:aws:iam::${account}:root`) };
    const open = { Effect: 'Allow', Principal, Action: ['s3:ListBucket', 's3:GetObject'], Resource };
    await s3.putBucketPolicy({ Bucket: ARCHIVE, Policy: JSON.stringify({ Version: '2012-10-17', Statement: [open] }) });
    await s3.putObject({ Bucket: ARCHIVE, Key: 'AWSLogs/invented.json', Body: '{}' });

    const [archive, named, unasked] = await Promise.all([
      here.metsuke('archive', 'status'),
      here.metsuke('archive', 'status', '--bucket', ARCHIVE, '--bucket-owner', LOG),
      here.metsuke('archive', 'status', '--bucket', ARCHIVE),
    ]);
    for (const { code, stderr } of [archive, named]) {
      expect(stderr).toMatch(/Access Denied/);
      expect(code).toBe(1);
    }
    // The person names a bucket, and does not say whose it must be.
    expect(unasked.stderr).not.toMatch(/Access Denied/);
  });

  it('an owner is no answer without a bucket, and none of words', async () => {
    const alone = await here.metsuke('report', 'run', 'root-use', '--bucket-owner', LOG);
    expect(alone.stderr).toContain('no --bucket is named');
    const inWords = await here.metsuke('report', 'run', 'root-use', '--bucket', ARCHIVE, '--bucket-owner', 'log');
    expect(inWords.stderr).toContain('is no account id');
    const others = await here.metsuke('report', 'run', 'root-use', '--bucket', ARCHIVE, '--bucket-owner', LOG);
    expect(others.stderr).toContain('Access Denied');
    expect([alone.code, inWords.code, others.code]).toEqual([2, 2, 1]);
  });

  it('the way out leads to buckets of our own', async () => {
    here.writeConfig(`resourcePrefix: elsewhere\n${here.readConfig()}`);
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toContain('Done.');
    expect(code).toBe(0);
    expect(await destinations()).toEqual([`elsewhere-logs-${LOG}-${HOME}`]);
  });

  it('a plan without changes asks for each bucket of ours once', async () => {
    await here.sandbox.resetCalls();
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
    expect((await here.sandbox.calls()).byOperation['s3.HeadBucket']).toBe(2);
  });

  it('a region that is added is held to the same', async () => {
    await makeBucket(stranger, `elsewhere-logs-${LOG}-eu-west-1`);
    here.changeConfig('governedRegions: [ap-northeast-1]', 'governedRegions: [ap-northeast-1, eu-west-1]');
    here.changeConfig('logCollection:\n  enabled: false', 'logCollection:\n  enabled: true');
    const { code, output } = await here.metsuke('apply', '--yes');
    expect(output).toContain('bucket-of-others');
    expect(output).toContain('Leave out what needs it');
    expect(code).toBe(2);
  });
});

describe('the log bucket of a deployment, deleted and made anew by a stranger', () => {
  const ours = `elsewhere-logs-${LOG}-${HOME}`;
  const status = async () => {
    const { code, stdout } = await here.metsuke('status');
    return { code, stdout };
  };

  beforeAll(async () => {
    here.changeConfig('governedRegions: [ap-northeast-1, eu-west-1]', 'governedRegions: [ap-northeast-1]');
    here.changeConfig('logCollection:\n  enabled: true', 'logCollection:\n  enabled: false');
    await connectEventChain(here.sandbox).confirm();
    expect((await status()).code).toBe(0);
    const { s3 } = awsOf(here.sandbox, LOG);
    await s3.deleteBucketPolicy({ Bucket: ours });
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: ours });
    for (const { Key } of Contents) await s3.deleteObject({ Bucket: ours, Key });
    await s3.deleteBucket({ Bucket: ours });
  });

  it('status is red once it is gone, and says how to take the name back', async () => {
    const { code, stdout } = await status();
    expect(stdout).toContain(`logging-resource made ${ours}`);
    expect(stdout).toContain(`aws s3api create-bucket --bucket ${ours}`);
    expect(code).toBe(1);
    const plan = await here.metsuke('plan');
    expect(plan.output).toContain('bucket-gone');
    expect(plan.code).toBe(0);
    await makeBucket(stranger, ours);
    // Whose recorder would deliver there.
    await here.sandbox.addAccount({ name: 'new', email: 'new@example.com' });
  });

  it.each([
    ['check', ['check']],
    ['plan', ['plan']],
    ['apply', ['apply', '--yes']],
  ])('%s says whose it is now, and ends with 2 before anything starts', async (_name, words) => {
    await here.sandbox.resetCalls();
    const { code, output } = await here.metsuke(...words);
    expect(output).toContain('others have a bucket of that name now');
    expect(output).toContain('metsuke destroy --accept-losses');
    expect(code).toBe(2);
    expect(await here.writes()).toEqual({});
  });

  it('status is red, with a line of its own', async () => {
    const { code, stdout } = await status();
    expect(stdout).toContain(`bucket-of-others: logging-resource made ${ours}`);
    expect(code).toBe(1);
  });

  it('the way out works: nothing delivers there any more, and then elsewhere', async () => {
    const destroyed = await here.metsuke('destroy', '--accept-losses', '--confirm', here.sandbox.organizationId);
    expect(destroyed.code).toBe(0);
    expect(await destinations()).toEqual([]);
    here.changeConfig('resourcePrefix: elsewhere', 'resourcePrefix: third-try');
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    expect(await destinations()).toEqual([`third-try-logs-${LOG}-${HOME}`]);
  });
});
