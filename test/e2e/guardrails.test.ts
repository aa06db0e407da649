import { ConfigService } from '@aws-sdk/client-config-service';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, clientConfig } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, type Rehearsal, startRehearsal } from '../support/rehearsal.ts';

const FORBIDDEN = /explicit deny in a service control policy/;
const HOME = 'ap-northeast-1';

/** Who deploys goes through; who administers an account does not. */
describe('the guardrails, where policies are enforced', () => {
  let rehearsal: Rehearsal;
  beforeAll(async () => {
    rehearsal = await startRehearsal(undefined, { enforce: true });
    for (const section of ['protectBaseline', 'leaveOrganization', 'rootUser']) {
      rehearsal.changeConfig(`  ${section}:\n    enabled: false`, `  ${section}:\n    enabled: true`);
    }
    const applied = await rehearsal.metsuke('apply', '--yes');
    expect(applied, applied.output).toMatchObject({ code: 0 });
  });
  afterAll(() => rehearsal.stop());

  it('are attached to the root, beside FullAWSAccess', async () => {
    const { organizations } = awsOf(rehearsal.sandbox, MASTER);
    const { Roots = [] } = await organizations.listRoots({});
    const { Policies = [] } = await organizations.listPoliciesForTarget({
      TargetId: Roots[0]?.Id ?? '',
      Filter: 'SERVICE_CONTROL_POLICY',
    });
    expect(Policies.map(({ Name }) => Name).sort()).toEqual([
      'FullAWSAccess',
      'aws-organizations-protect-accounts',
      'aws-organizations-protect-delivery',
      'aws-organizations-protect-detection',
      'aws-organizations-region-restriction',
    ]);
    expect((await rehearsal.metsuke('plan', '--exit-code')).code).toBe(0);
  });

  it('let nobody in an account stop its recorder', async () => {
    const config = new ConfigService(clientConfig(rehearsal.sandbox, DEV));
    await expect(config.stopConfigurationRecorder({ ConfigurationRecorderName: 'default' })).rejects.toThrow(FORBIDDEN);
    await expect(config.describeConfigurationRecorders({})).resolves.toBeDefined();
  });

  it('let nobody in the audit account take the topic away, and other topics alone', async () => {
    const { sns } = awsOf(rehearsal.sandbox, AUDIT);
    const ours = `arn:aws:sns:${HOME}:${AUDIT}:aws-organizations-AggregateSecurityNotifications`;
    await expect(sns.deleteTopic({ TopicArn: ours })).rejects.toThrow(FORBIDDEN);
    await expect(sns.getTopicAttributes({ TopicArn: ours })).resolves.toBeDefined();
    const { TopicArn = '' } = await sns.createTopic({ Name: 'orders' });
    await expect(sns.deleteTopic({ TopicArn })).resolves.toBeDefined();
  });

  it('let nobody in the log account touch the bucket', async () => {
    const { s3 } = awsOf(rehearsal.sandbox, LOG);
    const Bucket = `aws-organizations-logs-${LOG}-${HOME}`;
    await expect(s3.putBucketVersioning({ Bucket, VersioningConfiguration: { Status: 'Suspended' } })).rejects.toThrow(
      FORBIDDEN,
    );
    await expect(s3.deleteBucketPolicy({ Bucket })).rejects.toThrow(FORBIDDEN);
    await expect(s3.getBucketVersioning({ Bucket })).resolves.toMatchObject({ Status: 'Enabled' });
  });

  it('let nobody change a role that is exempt, or make one with such a name', async () => {
    const { iam } = awsOf(rehearsal.sandbox, DEV);
    const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
    const make = (RoleName: string) => iam.createRole({ RoleName, AssumeRolePolicyDocument });
    await expect(make('OrganizationAccountAccessRole')).rejects.toThrow(FORBIDDEN);
    await expect(iam.deleteRole({ RoleName: 'AWSCloudFormationStackSetExecutionRole' })).rejects.toThrow(FORBIDDEN);
    await expect(make('shop')).resolves.toBeDefined();
  });

  it('keep accounts in the organization', async () => {
    await expect(awsOf(rehearsal.sandbox, DEV).organizations.leaveOrganization({})).rejects.toThrow(FORBIDDEN);
  });

  it('are told with their sizes and how full a target is', async () => {
    const { code, stdout } = await rehearsal.metsuke('check');
    expect(stdout).toContain('4 of Metsuke; at most 5 of a type on one target');
    expect(code).toBe(0);
  });

  it('stand in the way of neither the next apply nor a destroy, and go first', async () => {
    rehearsal.changeConfig('retentionDays: 365', 'retentionDays: 400');
    expect(await rehearsal.metsuke('apply', '--yes')).toMatchObject({ code: 0 });
    const destroyed = await rehearsal.metsuke('destroy', '--confirm', rehearsal.sandbox.organizationId);
    expect(destroyed, destroyed.output).toMatchObject({ code: 0 });
    const { organizations, cloudFormation } = awsOf(rehearsal.sandbox, MASTER);
    const { Policies = [] } = await organizations.listPolicies({ Filter: 'SERVICE_CONTROL_POLICY' });
    expect(Policies.map(({ Name }) => Name)).toEqual(['FullAWSAccess']);
    expect((await cloudFormation.listStackSets({ Status: 'ACTIVE' })).Summaries).toEqual([]);
  });
});
