import { EC2 } from '@aws-sdk/client-ec2';
import { KMS } from '@aws-sdk/client-kms';
import { SSM } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, clientConfig, stacksIn } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const EVERYBODY = [MASTER, AUDIT, LOG, DEV, STG, PROD];
const INVENTORY = 'AWS-GatherSoftwareInventory';

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  here.changeConfig('inventory:\n  enabled: false', 'inventory:\n  enabled: true');
  here.changeConfig(
    'sessions:\n  enabled: false',
    `machineImages:\n  enabled: true\nsessions:\n  enabled: true\n  kmsKey: true\n  endpoints: [${await makeNetworks()}]`,
  );
  here.changeConfig('patching:\n  enabled: false', 'patching:\n  enabled: true\n  install:\n    enabled: true');
});
afterAll(() => here.stop());

const ec2Of = (account: string) => new EC2(clientConfig(here.sandbox, account, HOME));

/** Two VPCs without a way to the internet, one of them with a way to S3 to be made; as metsuke.yaml names them. */
async function makeNetworks(): Promise<string> {
  const ec2 = ec2Of(DEV);
  const networks = [0, 1].map(async (number) => {
    const { VpcId: vpcId } = (await ec2.createVpc({ CidrBlock: `10.${number}.0.0/16` })).Vpc ?? {};
    await ec2.modifyVpcAttribute({ VpcId: vpcId, EnableDnsHostnames: { Value: true } });
    const { Subnet: subnet } = await ec2.createSubnet({ VpcId: vpcId, CidrBlock: `10.${number}.1.0/24` });
    const { RouteTable: table } = await ec2.createRouteTable({ VpcId: vpcId });
    const routes = number === 0 ? `, routeTableIds: [${table?.RouteTableId}]` : '';
    const cidrs = `cidrs: [10.${number}.0.0/16], subnetIds: [${subnet?.SubnetId}]`;
    return `{ account: dev, vpcId: ${vpcId}, ${cidrs}${routes} }`;
  });
  return (await Promise.all(networks)).join(', ');
}

async function endpointsOf(account: string): Promise<readonly string[]> {
  const { VpcEndpoints = [] } = await ec2Of(account).describeVpcEndpoints({});
  return VpcEndpoints.map(({ ServiceName = '', VpcEndpointType }) => `${VpcEndpointType} ${ServiceName}`).sort();
}

/** Whom the groups of the endpoints let in. */
async function rangesLetIn(account: string) {
  const { SecurityGroups = [] } = await ec2Of(account).describeSecurityGroups({
    Filters: [{ Name: 'group-name', Values: ['aws-organizations-session-endpoints'] }],
  });
  const permissions = SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions);
  return permissions.map(({ FromPort, ToPort, IpRanges = [] }) => [FromPort, ToPort, IpRanges.map((it) => it.CidrIp)]);
}

const ssmOf = (account: string) => new SSM(clientConfig(here.sandbox, account, HOME));

async function associationsOf(account: string): Promise<readonly string[]> {
  const { Associations = [] } = await ssmOf(account).listAssociations({});
  return Associations.map(({ Name = '', AssociationName = '' }) => `${Name} ${AssociationName}`).sort();
}

const PREFERENCES = 'SSM-SessionManagerRunShell';
const HOST_MANAGEMENT = '/ssm/managed-instance/default-ec2-instance-management-role';

async function preferencesOf(account: string) {
  const found = await ssmOf(account)
    .getDocument({ Name: PREFERENCES })
    .catch(() => null);
  return found && { version: found.DocumentVersion, inputs: JSON.parse(found.Content ?? '').inputs };
}

async function hostManagementOf(account: string): Promise<string | undefined> {
  const { ServiceSetting: setting } = await ssmOf(account).getServiceSetting({ SettingId: HOST_MANAGEMENT });
  return setting?.SettingValue;
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
    const theirs = {
      schemaVersion: '1.0',
      description: 'by hand',
      sessionType: 'Standard_Stream',
      inputs: { idleSessionTimeout: '60', runAsEnabled: false },
    };
    await ssmOf(DEV).createDocument({ Name: PREFERENCES, DocumentType: 'Session', Content: JSON.stringify(theirs) });
    await ssmOf(PROD).updateServiceSetting({ SettingId: HOST_MANAGEMENT, SettingValue: 'service-role/Theirs' });
    const { code, stdout } = await here.metsuke('plan', '--exit-code');
    expect(code).toBe(3);
    expect(stdout).toMatch(
      /dev ap-northeast-1: the default preferences of sessions are replaced: .*idleSessionTimeout 60 → 20/,
    );
    expect(stdout).toContain(
      `prod ${HOME}: default host management uses the role service-role/Theirs, which Metsuke did not`,
    );
    expect(stdout).toMatch(/~ +session-defaults +6 of 6 accounts/);
    expect(stdout).toContain(
      `stg ${HOME}: the inventory association "by-hand", which Metsuke did not make, gathers from every`,
    );
    expect(stdout).toMatch(/\+ +inventory +5 of 6 accounts/);
    expect(stdout).toMatch(/\+ +inventory-sync +6 of 6 accounts/);
    expect(stdout).toMatch(/\+ +patching +6 of 6 accounts/);
    expect(stdout).toMatch(/\+ +session-endpoints +dev +ap-northeast-1/);
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

  it('opens sessions by the same preferences everywhere, and keeps those that were there', async () => {
    for (const account of EVERYBODY) {
      expect(await preferencesOf(account)).toMatchObject({
        version: account === DEV ? '2' : '1',
        inputs: { idleSessionTimeout: '20', cloudWatchLogGroupName: '/metsuke/aws-organizations/sessions' },
      });
      const kms = new KMS(clientConfig(here.sandbox, account, HOME));
      const { KeyMetadata: key } = await kms.describeKey({ KeyId: 'alias/aws-organizations-sessions' });
      expect((await preferencesOf(account))?.inputs.kmsKeyId).toBe(key?.KeyId);
    }
  });

  it('makes the VPCs that are named a way to Systems Manager, and no others', async () => {
    const interfaces = ['kms', 'logs', 'ssm', 'ssmmessages'].map((name) => `Interface com.amazonaws.${HOME}.${name}`);
    expect(await endpointsOf(DEV)).toEqual([`Gateway com.amazonaws.${HOME}.s3`, ...interfaces, ...interfaces].sort());
    expect((await rangesLetIn(DEV)).sort()).toEqual([
      [443, 443, ['10.0.0.0/16']],
      [443, 443, ['10.1.0.0/16']],
    ]);
    for (const account of EVERYBODY.filter((id) => id !== DEV)) expect(await endpointsOf(account)).toEqual([]);
  });

  it('lets Systems Manager manage instances everywhere but where somebody else has seen to it', async () => {
    for (const account of EVERYBODY) {
      const role = account === PROD ? 'service-role/Theirs' : 'aws-organizations-HostManagement';
      expect(await hostManagementOf(account)).toBe(role);
    }
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

describe('patches that cannot wait', () => {
  const instances: string[] = [];
  const commandsIn = async (account: string) => (await ssmOf(account).listCommands({})).Commands ?? [];

  beforeAll(async () => {
    for (const account of [DEV, PROD]) await makeProfile(account);
    instances.push(await runInstance(DEV, { Name: 'web', PatchGroup: 'dev' }));
    instances.push(await runInstance(PROD, { Name: 'web', PatchGroup: 'prod' }));
    await runInstance(DEV, { Name: 'pet' });
  });

  it('are refused without somebody to ask, after the plan', async () => {
    const { code, stdout, stderr } = await here.metsuke('patch', 'now');
    expect(stdout).toContain('To be installed now: what the baseline of each instance approves today');
    expect(stdout).toMatch(new RegExp(`dev +${HOME} +${instances[0]} +web +dev`));
    expect(stdout).toMatch(new RegExp(`prod +${HOME} +1 instance, 1 at a time`));
    expect(stdout).not.toContain('pet');
    expect(stderr).toContain('Nobody can be asked here; nothing was changed.');
    expect(code).toBe(1);
    expect(await commandsIn(DEV)).toEqual([]);
  });

  it('are installed in the group that is named', async () => {
    const { code, stdout, stderr } = await here.metsuke('patch', 'now', '--group', 'dev', '--no-reboot', '--yes');
    expect(stdout).toContain(`patched web ${instances[0]} dev ${HOME}`);
    expect(stderr).toContain('1 instance patched, 0 not.');
    expect(code).toBe(0);
    expect(await commandsIn(DEV)).toMatchObject([
      {
        DocumentName: 'AWS-RunPatchBaseline',
        // moto adds every other instance; which ones are asked for, unit tests say.
        InstanceIds: expect.arrayContaining([instances[0]]),
        Parameters: { Operation: ['Install'], RebootOption: ['NoReboot'] },
      },
    ]);
    expect(await commandsIn(PROD)).toEqual([]);
  });

  it('replace the baseline by a list that instances can read without a right of their own', async () => {
    // The emulated instances run Windows.
    const patches = ['CVE-2026-12345', 'KB5034441'];
    const { code, stdout } = await here.metsuke('patch', 'now', '--patch', ...patches, '--yes', '--json');
    expect(code).toBe(0);
    const { plan, results } = JSON.parse(stdout);
    expect(plan).toMatchObject({ choice: { patches }, reboot: 'RebootIfNeeded' });
    expect(results.map((one: { status: string }) => one.status)).toEqual(['Success', 'Success']);
    const [command] = await commandsIn(PROD);
    const [address = ''] = command?.Parameters?.BaselineOverride ?? [];
    expect(address).toContain(`aws-organizations-logs-${LOG}-${HOME}/o-8m3k2xq1zz/patch-overrides/`);
    const override = await (await fetch(address)).json();
    expect(override).toMatchObject([
      { OperatingSystem: 'AMAZON_LINUX_2023', ApprovedPatches: ['CVE-2026-12345'], ApprovalRules: { PatchRules: [] } },
      { OperatingSystem: 'UBUNTU' },
      { OperatingSystem: 'WINDOWS', ApprovedPatches: ['KB5034441'] },
    ]);
  });

  it('have nothing to do where no instance is reached', async () => {
    const { code, stdout } = await here.metsuke('patch', 'now', '--account', 'stg', '--yes');
    expect(stdout).toBe('Nothing to do: Systems Manager reaches no instance of these groups.\n');
    expect(code).toBe(0);
    const misspelt = await here.metsuke('patch', 'now', '--group', 'prd');
    expect(misspelt.stderr).toContain('"prd" is no patch group of metsuke.yaml.');
    expect(misspelt.stderr).toContain('Did you mean "prod"?');
    expect(misspelt.code).toBe(2);
  });

  async function makeProfile(account: string): Promise<void> {
    await awsOf(here.sandbox, account).iam.createInstanceProfile({ InstanceProfileName: 'managed' });
  }

  async function runInstance(account: string, tags: Readonly<Record<string, string>>): Promise<string> {
    const ec2 = new EC2(clientConfig(here.sandbox, account, HOME));
    const { Instances = [] } = await ec2.runInstances({
      ImageId: 'ami-12c6146b',
      MinCount: 1,
      MaxCount: 1,
      IamInstanceProfile: { Name: 'managed' },
      TagSpecifications: [
        { ResourceType: 'instance', Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
      ],
    });
    return Instances[0]?.InstanceId ?? '';
  }
});

it('takes the keys of sessions away in one apply, after the stacks that use them', async () => {
  here.changeConfig('kmsKey: true', 'kmsKey: false');
  const { code, stderr } = await here.metsuke('apply', '--yes');
  expect(stderr).toMatch(/Done\. (\d+) of \1 changes done/);
  expect(code).toBe(0);
  expect((await preferencesOf(PROD))?.inputs).toMatchObject({ kmsKeyId: '', cloudWatchEncryptionEnabled: false });
  expect(await endpointsOf(DEV)).not.toContain(`Interface com.amazonaws.${HOME}.kms`);
  expect((await here.metsuke('plan', '--exit-code')).stdout).toContain('No changes.');
});

it('leaves nothing behind in Systems Manager', async () => {
  const { code, stderr } = await here.metsuke('destroy', '--confirm', 'o-8m3k2xq1zz', '--accept-losses');
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
    expect(await endpointsOf(account)).toEqual([]);
    expect(await hostManagementOf(account)).toBe(account === PROD ? 'service-role/Theirs' : '$None');
    if (account === DEV) {
      expect(await preferencesOf(account)).toEqual({
        version: '1',
        inputs: { idleSessionTimeout: '60', runAsEnabled: false },
      });
    } else expect(await preferencesOf(account)).toBeNull();
  }
});
