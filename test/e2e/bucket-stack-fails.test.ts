import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, clientConfig } from '../support/aws.ts';
import { LOG, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const ARCHIVE = `aws-organizations-logs-${LOG}-${HOME}`;

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  here.changeConfig('mode: OFF', 'mode: ORGANIZATION');
  here.changeConfig('configRecorder:\n  enabled: false', 'configRecorder:\n  enabled: true');
  // Of the log account itself, and no stack of ours made it.
  await awsOf(here.sandbox, LOG).s3.createBucket({
    Bucket: ARCHIVE,
    CreateBucketConfiguration: { LocationConstraint: HOME },
  });
});
afterAll(() => here.stop());

async function deliveries(accounts: readonly string[]): Promise<number> {
  const found = await Promise.all(
    accounts.map(async (account) => {
      const { trailList = [] } = await new CloudTrail(clientConfig(here.sandbox, account, HOME)).describeTrails({});
      const { DeliveryChannels = [] } = await awsOf(here.sandbox, account).config.describeDeliveryChannels({});
      return trailList.length + DeliveryChannels.length;
    }),
  );
  return found.reduce((sum, count) => sum + count, 0);
}

async function everybody(): Promise<readonly string[]> {
  const { Accounts = [] } = await awsOf(here.sandbox, MASTER).organizations.listAccounts({});
  return Accounts.filter(({ Status }) => Status === 'ACTIVE').map(({ Id = '' }) => Id);
}

describe('the stack of the log buckets that fails', () => {
  it('keeps back whatever delivers, in every account, and says why', async () => {
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toMatch(/failed logging-resource/);
    expect(stderr).toMatch(/not tried +2 changes \(organization-trail, config-recorder\): logging-resource failed/);
    expect(code).toBe(1);
    expect(await deliveries(await everybody())).toBe(0);
  });

  it('is red in status, which ends with 1', async () => {
    const { code, stdout } = await here.metsuke('status');
    expect(stdout).toMatch(/✗ +logging-resource/);
    expect(code).toBe(1);
  });

  it('keeps back a later apply and a new account too', async () => {
    await here.sandbox.addAccount({ name: 'new', email: 'new@example.com' });
    expect((await here.metsuke('apply', '--yes')).code).toBe(1);
    expect(await deliveries(await everybody())).toBe(0);
  });

  it('lets all of it go on once it succeeds', async () => {
    await awsOf(here.sandbox, LOG).s3.deleteBucket({ Bucket: ARCHIVE });
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toContain('Done.');
    expect(code).toBe(0);
    expect(await deliveries(await everybody())).toBeGreaterThan(1);
    await here.confirmMails();
    expect((await here.metsuke('status')).code).toBe(0);
  });
});
