import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, leases, roleNames, stackSetNames, stacksIn } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const BUCKETS = [
  `aws-organizations-logs-${LOG}-ap-northeast-1`,
  `aws-organizations-s3-access-logs-${LOG}-ap-northeast-1`,
];
const EVERYBODY = [MASTER, AUDIT, LOG, DEV, STG, PROD];

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  const { code, output } = await here.metsuke('apply', '--yes');
  if (code !== 0) throw new Error(output);
});
afterAll(() => here.stop());

describe('status --drift', () => {
  it('finds none right after an apply', async () => {
    await here.confirmMails();
    const { code, stdout } = await here.metsuke('status', '--drift');
    expect(stdout).toMatch(/No drift in \d+ stacks\./);
    expect(code).toBe(0);
  });

  it('names what was changed by hand, property by property', async () => {
    await awsOf(here.sandbox, LOG).s3.putBucketVersioning({
      Bucket: BUCKETS[0] ?? '',
      VersioningConfiguration: { Status: 'Suspended' },
    });
    await awsOf(here.sandbox, DEV).iam.updateAssumeRolePolicy({
      RoleName: 'AWSCloudFormationStackSetExecutionRole',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MASTER}:root` }, Action: 'sts:AssumeRole' }],
      }),
    });
    const { code, stdout } = await here.metsuke('status', '--drift');
    expect(stdout).toMatch(/drifted logging-resource +log ap-northeast-1/);
    expect(stdout).toMatch(/S3AuditBucket \(AWS::S3::Bucket\) modified/);
    expect(stdout).toMatch(/VersioningConfiguration .*Enabled.* → .*Suspended/);
    expect(stdout).toMatch(/drifted stackset-execution +dev ap-northeast-1/);
    expect(stdout).toMatch(/ExecutionRole \(AWS::IAM::Role\) modified/);
    expect(stdout).toContain('AssumeRolePolicyDocument');
    expect(stdout).toMatch(/2 stacks of \d+ drifted\./);
    expect(code).toBe(1);
  });

  it('says the same as data', async () => {
    const { code, stdout } = await here.metsuke('status', '--drift', '--json');
    const { healthy, drift } = JSON.parse(stdout);
    expect(healthy).toBe(false);
    expect(drift.drifts.map(({ title }: { title: string }) => title).sort()).toEqual([
      'logging-resource',
      'stackset-execution',
    ]);
    expect(code).toBe(1);
  });
});

describe('what was changed by hand', () => {
  it('is not what a plan sees, and no apply puts it back', async () => {
    const plan = await here.metsuke('plan', '--exit-code');
    expect(plan.stdout).toContain('No changes.');
    expect(plan.code).toBe(0);
    expect((await here.metsuke('apply', '--yes')).code).toBe(0);
    expect((await here.metsuke('status', '--drift')).stdout).toMatch(/2 stacks of \d+ drifted\./);
  });
});

describe('destroy', () => {
  it('is refused without the id of this organization', async () => {
    await here.sandbox.resetCalls();
    const other = await here.metsuke('destroy', '--confirm', 'o-somebodyelse');
    expect(other.stderr).toContain('--confirm says o-somebodyelse, but this organization is o-8m3k2xq1zz');
    expect(other.code).toBe(1);
    const none = await here.metsuke('destroy');
    expect(none.stderr).toContain('--confirm o-8m3k2xq1zz');
    expect(none.code).toBe(1);
    expect(await here.writes()).toEqual({});
  });

  it('lists what stays, and removes everything else of ours from every account', async () => {
    const { code, stdout, stderr } = await here.metsuke('destroy', '--confirm', 'o-8m3k2xq1zz');
    expect(stderr).toContain('Done.');
    expect(code).toBe(0);
    expect(stdout).toContain('These stay, because they hold logs.');
    for (const bucket of BUCKETS) expect(stdout).toContain(bucket);

    expect(await stackSetNames(here.sandbox)).toEqual([]);
    expect(await leases(here.sandbox)).toEqual([]);
    for (const account of EVERYBODY) {
      expect(await stacksIn(here.sandbox, account)).toEqual([]);
      const roles = await roleNames(here.sandbox, account);
      expect(roles.filter((name) => name !== 'OrganizationAccountAccessRole')).toEqual([]);
    }
    const { organizations } = awsOf(here.sandbox, MASTER);
    const { Policies = [] } = await organizations.listPolicies({ Filter: 'SERVICE_CONTROL_POLICY' });
    expect(Policies.map(({ Name }) => Name)).toEqual(['FullAWSAccess']);
    const { Topics = [] } = await awsOf(here.sandbox, AUDIT).sns.listTopics({});
    expect(Topics).toEqual([]);
    const { Buckets = [] } = await awsOf(here.sandbox, LOG).s3.listBuckets({});
    expect(Buckets.map(({ Name }) => Name).sort()).toEqual(BUCKETS);
  });

  it('leaves policy types, trusted access and delegated administrators on, which other tools may use', async () => {
    const { organizations } = awsOf(here.sandbox, MASTER);
    const { Roots = [] } = await organizations.listRoots({});
    expect(Roots[0]?.PolicyTypes).toContainEqual({ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' });
    const { EnabledServicePrincipals = [] } = await organizations.listAWSServiceAccessForOrganization({});
    expect(EnabledServicePrincipals.map(({ ServicePrincipal }) => ServicePrincipal)).toContain('config.amazonaws.com');
    const { DelegatedAdministrators = [] } = await organizations.listDelegatedAdministrators({});
    expect(DelegatedAdministrators.map(({ Id }) => Id)).toEqual([AUDIT]);
  });

  it('has nothing to do a second time', async () => {
    await here.sandbox.resetCalls();
    const { code, stdout } = await here.metsuke('destroy', '--confirm', 'o-8m3k2xq1zz');
    expect(stdout).toContain('Metsuke has deployed nothing here. There is nothing to remove.');
    expect(code).toBe(0);
    expect(await here.writes()).toEqual({});
  });
});

describe('coming back to the buckets that stayed', () => {
  it('is told by check before anything happens, with what to do', async () => {
    const { code, stdout } = await here.metsuke('check');
    for (const bucket of BUCKETS) expect(stdout).toContain(`name-taken: ${bucket} exists already`);
    expect(stdout).toContain('docs/leaving.md');
    expect(code).toBe(1);
  });

  it("is told by apply with AWS's words and what to do; everything else is done", async () => {
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toMatch(new RegExp(`failed logging-resource +log \\(${LOG}\\) ap-northeast-1: .*already exists`));
    expect(stderr).toMatch(/bucket/i);
    expect(stderr).toContain('docs/leaving.md');
    expect(code).toBe(1);
    expect(await stackSetNames(here.sandbox)).toContain('AWSOrganizations-SecurityTopic');
  });

  it('succeeds after the buckets were removed', async () => {
    const { s3 } = awsOf(here.sandbox, LOG);
    for (const Bucket of BUCKETS) {
      // Its access log is written as long as there is a bucket to write to.
      await s3.putBucketLogging({ Bucket, BucketLoggingStatus: {} });
      const { Versions = [] } = await s3.listObjectVersions({ Bucket });
      for (const { Key, VersionId } of Versions) await s3.deleteObject({ Bucket, Key, VersionId });
      await s3.deleteBucket({ Bucket });
    }
    const { code, stderr } = await here.metsuke('apply', '--yes');
    expect(stderr).toContain('Done.');
    expect(code).toBe(0);
    expect((await here.metsuke('plan', '--exit-code')).code).toBe(0);
  });
});
