import { GuardDuty } from '@aws-sdk/client-guardduty';
import { S3 } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientConfig } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const SECOND = 'us-east-1';
const EVERYBODY = [MASTER, AUDIT, LOG, DEV, STG, PROD];

describe('threat detection for the organization', () => {
  let rehearsal: Rehearsal;
  const guardDuty = (account: string, region = HOME) => new GuardDuty(clientConfig(rehearsal.sandbox, account, region));
  beforeAll(async () => {
    rehearsal = await startRehearsal();
    rehearsal.changeConfig('guardDuty:\n  enabled: false', 'guardDuty:\n  enabled: true\n  features: [S3_DATA_EVENTS]');
    const applied = await rehearsal.metsuke('apply', '--yes');
    expect(applied, applied.output).toMatchObject({ code: 0 });
  });
  afterAll(() => rehearsal.stop());

  async function detectorOf(account: string, region = HOME) {
    const client = guardDuty(account, region);
    const { DetectorIds: [DetectorId] = [] } = await client.listDetectors({});
    return DetectorId === undefined ? null : { DetectorId, ...(await client.getDetector({ DetectorId })) };
  }

  async function featuresOf(account: string, region = HOME): Promise<readonly (string | undefined)[]> {
    const { Features = [] } = (await detectorOf(account, region)) ?? {};
    return Features.filter(({ Status }) => Status === 'ENABLED').map(({ Name }) => Name);
  }

  it('has a detector with the features asked for in every account', async () => {
    for (const account of EVERYBODY) {
      expect(await detectorOf(account)).toMatchObject({ Status: 'ENABLED' });
      expect(await featuresOf(account)).toEqual(['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS', 'S3_DATA_EVENTS']);
    }
  });

  it('is administered by the audit account, for new accounts too', async () => {
    const { AdminAccounts } = await guardDuty(MASTER).listOrganizationAdminAccounts({});
    expect(AdminAccounts).toEqual([{ AdminAccountId: AUDIT, AdminStatus: 'ENABLED' }]);
    const { DetectorId } = (await detectorOf(AUDIT)) ?? {};
    const organization = await guardDuty(AUDIT).describeOrganizationConfiguration({ DetectorId });
    expect(organization.AutoEnableOrganizationMembers).toBe('ALL');
    const { Members = [] } = await guardDuty(AUDIT).listMembers({ DetectorId });
    const enabled = Members.filter(({ RelationshipStatus }) => RelationshipStatus === 'Enabled');
    expect(enabled.map(({ AccountId }) => AccountId)).toEqual([MASTER, LOG, DEV, STG, PROD]);
  });

  it('exports findings to a bucket of the log account, encrypted with a key of its own', async () => {
    const { DetectorId } = (await detectorOf(AUDIT)) ?? {};
    const { Destinations = [] } = await guardDuty(AUDIT).listPublishingDestinations({ DetectorId });
    const { DestinationProperties } = await guardDuty(AUDIT).describePublishingDestination({
      DetectorId,
      DestinationId: Destinations[0]?.DestinationId,
    });
    const Bucket = `aws-organizations-guardduty-${LOG}-${HOME}`;
    expect(DestinationProperties?.DestinationArn).toBe(`arn:aws:s3:::${Bucket}`);
    const s3 = new S3({ ...clientConfig(rehearsal.sandbox, LOG), forcePathStyle: true });
    const { ServerSideEncryptionConfiguration } = await s3.getBucketEncryption({ Bucket });
    const [rule] = ServerSideEncryptionConfiguration?.Rules ?? [];
    expect(rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID).toBe(DestinationProperties?.KmsKeyArn);
  });

  it('is complete: the next plan is empty, and asks no member for it', async () => {
    await rehearsal.sandbox.resetCalls();
    expect(await rehearsal.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
    const { byOperation } = await rehearsal.sandbox.calls();
    const calls = Object.entries(byOperation).filter(([operation]) => operation.startsWith('guardduty.'));
    expect(Object.fromEntries(calls)).toMatchObject({ 'guardduty.ListDetectors': 2, 'guardduty.ListMembers': 1 });
  });

  it('takes a new account in, in the next apply', async () => {
    const { id } = await rehearsal.sandbox.addAccount({ name: 'new', email: 'new@example.com' });
    expect(await rehearsal.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
    expect(await featuresOf(id)).toContain('S3_DATA_EVENTS');
    expect(await rehearsal.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
  });

  it('changes features in one step, everywhere', async () => {
    rehearsal.changeConfig('features: [S3_DATA_EVENTS]', 'features: [RDS_LOGIN_EVENTS]');
    const plan = await rehearsal.metsuke('plan');
    expect(plan.stdout).toContain('features S3_DATA_EVENTS → RDS_LOGIN_EVENTS');
    expect(plan.stdout).toContain('1 change');
    expect(plan.stdout).toMatch(/! lost: GuardDuty detects in ap-northeast-1 without S3_DATA_EVENTS/);
    const refused = await rehearsal.metsuke('apply', '--yes');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('--accept-losses') });
    expect(await rehearsal.metsuke('apply', '--yes', '--accept-losses')).toMatchObject({ code: 0 });
    for (const account of EVERYBODY) {
      expect(await featuresOf(account)).toEqual(['CLOUD_TRAIL', 'DNS_LOGS', 'FLOW_LOGS', 'RDS_LOGIN_EVENTS']);
    }
  });

  it('suppresses what is configured, and no more when it is not', async () => {
    const suppress = `features: [RDS_LOGIN_EVENTS]
  suppress:
    - name: scanner
      reason: Our own scanner looks for open ports every night.
      criteria: { type: { equals: [Recon:EC2/Portscan] } }`;
    rehearsal.changeConfig('features: [RDS_LOGIN_EVENTS]', suppress);
    expect(await rehearsal.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
    const { DetectorId } = (await detectorOf(AUDIT)) ?? {};
    const FilterName = 'aws-organizations-scanner';
    expect(await guardDuty(AUDIT).getFilter({ DetectorId, FilterName })).toMatchObject({
      Action: 'ARCHIVE',
      FindingCriteria: { Criterion: { type: { Equals: ['Recon:EC2/Portscan'] } } },
    });
    expect(await rehearsal.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
    rehearsal.changeConfig(suppress, 'features: [RDS_LOGIN_EVENTS]');
    expect(await rehearsal.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
    expect((await guardDuty(AUDIT).listFilters({ DetectorId })).FilterNames).toEqual([]);
  });

  it('comes to a second region, and touches nothing in the first', async () => {
    rehearsal.changeConfig('governedRegions: [ap-northeast-1]', `governedRegions: [ap-northeast-1, ${SECOND}]`);
    const plan = JSON.parse((await rehearsal.metsuke('plan', '--json')).stdout) as {
      steps: { kind: string; id: string }[];
    };
    const steps = plan.steps.filter(({ kind }) => kind === 'guard-duty');
    expect(steps.map(({ id }) => id)).toEqual([`guard-duty:${SECOND}`]);
    const applied = await rehearsal.metsuke('apply', '--yes');
    expect(applied, applied.output).toMatchObject({ code: 0 });
    for (const account of EVERYBODY) expect(await detectorOf(account, SECOND)).toMatchObject({ Status: 'ENABLED' });
    expect(await rehearsal.metsuke('plan', '--exit-code')).toMatchObject({ code: 0 });
  });

  it('is refused where another account administers', async () => {
    rehearsal.changeConfig(`[ap-northeast-1, ${SECOND}]`, `[ap-northeast-1, ${SECOND}, eu-west-1]`);
    await guardDuty(MASTER, 'eu-west-1').enableOrganizationAdminAccount({ AdminAccountId: DEV });
    const refused = await rehearsal.metsuke('apply', '--yes');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(`administered by ${DEV} in eu-west-1, not by the audit account ${AUDIT}`);
    await guardDuty(MASTER, 'eu-west-1').disableOrganizationAdminAccount({ AdminAccountId: DEV });
    rehearsal.changeConfig(`[ap-northeast-1, ${SECOND}, eu-west-1]`, `[ap-northeast-1, ${SECOND}]`);
  });

  it('is stopped with consent only, and a destroy leaves the findings and nothing else', async () => {
    const id = rehearsal.sandbox.organizationId;
    const refused = await rehearsal.metsuke('destroy', '--confirm', id);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('GuardDuty detects threats in ap-northeast-1 no longer');
    expect(await detectorOf(DEV)).toMatchObject({ Status: 'ENABLED' });
    const destroyed = await rehearsal.metsuke('destroy', '--confirm', id, '--accept-losses');
    expect(destroyed, destroyed.output).toMatchObject({ code: 0 });
    for (const region of [HOME, SECOND]) {
      for (const account of EVERYBODY) expect(await detectorOf(account, region)).toBeNull();
      const { AdminAccounts } = await guardDuty(MASTER, region).listOrganizationAdminAccounts({});
      expect(AdminAccounts).toEqual([]);
      const s3 = new S3({ ...clientConfig(rehearsal.sandbox, LOG, region), forcePathStyle: true });
      const { Buckets = [] } = await s3.listBuckets({});
      expect(Buckets.map(({ Name }) => Name)).toContain(`aws-organizations-guardduty-${LOG}-${region}`);
    }
  });
});
