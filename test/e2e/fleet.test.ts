import { EC2 } from '@aws-sdk/client-ec2';
import { SSM } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientConfig, stacksIn } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const EVERYBODY = [MASTER, AUDIT, LOG, DEV, STG, PROD];
const INVENTORY = 'AWS-GatherSoftwareInventory';

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  here.changeConfig('inventory:\n  enabled: false', 'inventory:\n  enabled: true');
  here.changeConfig('patching:\n  enabled: false', 'patching:\n  enabled: true\n  install:\n    enabled: true');
});
afterAll(() => here.stop());

const ssmOf = (account: string) => new SSM(clientConfig(here.sandbox, account, HOME));

async function associationsOf(account: string): Promise<readonly string[]> {
  const { Associations = [] } = await ssmOf(account).listAssociations({});
  return Associations.map(({ Name = '', AssociationName = '' }) => `${Name} ${AssociationName}`).sort();
}

const OURS = [`${INVENTORY} aws-organizations-inventory`, 'AWS-RunPatchBaseline aws-organizations-patch-scan'];

describe('an organization in which one account has an inventory association already', () => {
  it('is planned without a second one there, and says that the first is used', async () => {
    await ssmOf(STG).createAssociation({
      Name: INVENTORY,
      AssociationName: 'by-hand',
      Targets: [{ Key: 'InstanceIds', Values: ['*'] }],
      ScheduleExpression: 'rate(12 hours)',
    });
    const { code, stdout } = await here.metsuke('plan', '--exit-code');
    expect(code).toBe(3);
    expect(stdout).toContain(`stg ${HOME}: the inventory association "by-hand" of somebody else gathers from every`);
    expect(stdout).toMatch(/\+ +inventory +5 of 6 accounts/);
    expect(stdout).toMatch(/\+ +inventory-sync +6 of 6 accounts/);
    expect(stdout).toMatch(/\+ +patching +6 of 6 accounts/);
  });

  it('gathers and scans in every account after one apply, and nothing is left to be done', async () => {
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toMatch(/Done\. (\d+) of \1 changes done/);
    expect(code).toBe(0);
    for (const account of EVERYBODY.filter((id) => id !== STG)) expect(await associationsOf(account)).toEqual(OURS);
    expect(await associationsOf(STG)).toEqual([`${INVENTORY} by-hand`, OURS[1]]);
    const plan = await here.metsuke('plan', '--exit-code');
    expect(plan.stdout).toContain('No changes.');
    expect(plan.code).toBe(0);
  });

  it('delivers all of it into the archive, from the account with its own association too', async () => {
    for (const account of EVERYBODY) {
      const { ResourceDataSyncItems = [] } = await ssmOf(account).listResourceDataSync({});
      expect(ResourceDataSyncItems).toMatchObject([
        {
          SyncName: 'aws-organizations-inventory',
          S3Destination: {
            BucketName: `aws-organizations-logs-${LOG}-${HOME}`,
            Prefix: 'o-8m3k2xq1zz/ssm-inventory',
          },
        },
      ]);
    }
  });

  it('has baselines and windows, production after development', async () => {
    const ssm = ssmOf(PROD);
    const { WindowIdentities = [] } = await ssm.describeMaintenanceWindows({});
    expect(WindowIdentities.map(({ Name, Schedule }) => `${Name} ${Schedule}`).sort()).toEqual([
      'aws-organizations-patch-dev cron(0 3 ? * TUE *)',
      'aws-organizations-patch-prod cron(0 3 ? * THU *)',
    ]);
    const { BaselineId } = await ssm.getPatchBaselineForPatchGroup({
      PatchGroup: 'prod',
      OperatingSystem: 'AMAZON_LINUX_2023',
    });
    const { BaselineIdentities = [] } = await ssm.describePatchBaselines({
      Filters: [{ Key: 'NAME_PREFIX', Values: ['aws-organizations-AmazonLinux2023-prod'] }],
    });
    expect(BaselineIdentities.map((one) => one.BaselineId)).toEqual([BaselineId]);
    const schedule = await here.metsuke('patch', 'schedule', '--json');
    expect(JSON.parse(schedule.stdout)).toMatchObject({
      scan: true,
      timeZone: 'Asia/Tokyo',
      groups: [
        { name: 'dev', approvedAfterDays: { critical: 0 } },
        { name: 'prod', approvedAfterDays: { critical: 7 } },
      ],
    });
  });

  it('takes the place over when that association is gone', async () => {
    const ssm = ssmOf(STG);
    const { Associations = [] } = await ssm.listAssociations({
      AssociationFilterList: [{ key: 'Name', value: INVENTORY }],
    });
    await ssm.deleteAssociation({ AssociationId: Associations[0]?.AssociationId });
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    expect(await associationsOf(STG)).toEqual(OURS);
  });
});

it('names the instances of which nobody knows what is installed', async () => {
  expect((await here.metsuke('inventory', 'instances', '--unmanaged')).stdout).toBe(
    'Every running instance is managed.\n',
  );
  const ec2 = new EC2(clientConfig(here.sandbox, PROD, HOME));
  const { Instances = [] } = await ec2.runInstances({ ImageId: 'ami-12c6146b', MinCount: 1, MaxCount: 1 });
  const { code, stdout } = await here.metsuke('inventory', 'instances', '--unmanaged', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    instances: [{ id: Instances[0]?.InstanceId, account: PROD, region: HOME, agent: 'UNMANAGED' }],
    failures: [],
  });
  await ec2.terminateInstances({ InstanceIds: [Instances[0]?.InstanceId ?? ''] });
});

it('leaves nothing behind in Systems Manager', async () => {
  const { code, stderr } = await here.metsuke('destroy', '--confirm', 'o-8m3k2xq1zz');
  expect(stderr).toContain('Done.');
  expect(code).toBe(0);
  for (const account of EVERYBODY) {
    const ssm = ssmOf(account);
    expect(await associationsOf(account)).toEqual([]);
    expect((await ssm.listResourceDataSync({})).ResourceDataSyncItems).toEqual([]);
    expect((await ssm.describeMaintenanceWindows({})).WindowIdentities).toEqual([]);
    const ours = { Key: 'OWNER', Values: ['Self'] };
    const { BaselineIdentities = [] } = await ssm.describePatchBaselines({ Filters: [ours] });
    expect(BaselineIdentities.filter(({ BaselineName = '' }) => BaselineName.startsWith('aws-organizations'))).toEqual(
      [],
    );
    expect(await stacksIn(here.sandbox, account)).toEqual([]);
  }
});
