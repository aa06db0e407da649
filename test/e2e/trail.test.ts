import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { KMS } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsOf, clientConfig, letDeliver, roleNames, stackSetNames, stacksIn } from '../support/aws.ts';
import { AUDIT, DEV, LOG, MASTER, PROD, type Rehearsal, STG, startRehearsal } from '../support/rehearsal.ts';

const HOME = 'ap-northeast-1';
const ORGANIZATION = 'o-8m3k2xq1zz';
const TRAIL = 'aws-organizations-trail';
const ARCHIVE = `aws-organizations-logs-${LOG}-${HOME}`;
const LOCKED = `aws-organizations-trail-${LOG}-${HOME}`;
const EVERYBODY = [MASTER, AUDIT, LOG, DEV, STG, PROD];

let here: Rehearsal;
beforeAll(async () => {
  here = await startRehearsal();
  here.changeConfig('mode: OFF', 'mode: ORGANIZATION');
});
afterAll(() => here.stop());

const clientsOf = (account: string) => {
  const config = clientConfig(here.sandbox, account, HOME);
  return {
    cloudTrail: new CloudTrail(config),
    cloudWatch: new CloudWatch(config),
    logs: new CloudWatchLogs(config),
    kms: new KMS(config),
  };
};

async function trailsOf(account: string) {
  const { trailList = [] } = await clientsOf(account).cloudTrail.describeTrails({ includeShadowTrails: false });
  return trailList;
}

async function planIsEmpty(): Promise<void> {
  const { code, stdout } = await here.metsuke('plan', '--exit-code');
  expect(stdout).toContain('No changes.');
  expect(code).toBe(0);
}

async function apply(...options: readonly string[]): Promise<void> {
  const { code, stderr } = await here.metsuke('apply', '--yes', ...options);
  expect(stderr).toMatch(/Done\. (\d+) of \1 changes? done/);
  expect(code).toBe(0);
}

describe('the trail of the organization', () => {
  it('is planned with the trusted access that it needs', async () => {
    const { stdout } = await here.metsuke('plan');
    expect(stdout).toMatch(/\+ +organization-trail +master +ap-northeast-1 +new/);
    expect(stdout).toMatch(/\+ +trusted access .*cloudtrail\.amazonaws\.com/);
    expect(stdout).not.toMatch(/account-trail|trail-key|trail-archive/);
  });

  it('records every account and region into the archive after one apply', async () => {
    await apply();
    const [trail, ...others] = await trailsOf(MASTER);
    expect(others).toEqual([]);
    expect(trail).toMatchObject({
      Name: TRAIL,
      S3BucketName: ARCHIVE,
      S3KeyPrefix: ORGANIZATION,
      IsOrganizationTrail: true,
      IsMultiRegionTrail: true,
      IncludeGlobalServiceEvents: true,
      LogFileValidationEnabled: true,
      CloudWatchLogsLogGroupArn: `arn:aws:logs:${HOME}:${MASTER}:log-group:${TRAIL}:*`,
      CloudWatchLogsRoleArn: `arn:aws:iam::${MASTER}:role/aws-organizations-TrailDelivery`,
    });
    expect(await clientsOf(MASTER).cloudTrail.getTrailStatus({ Name: TRAIL })).toMatchObject({ IsLogging: true });
    const { EnabledServicePrincipals = [] } = await awsOf(
      here.sandbox,
      MASTER,
    ).organizations.listAWSServiceAccessForOrganization({});
    expect(EnabledServicePrincipals.map(({ ServicePrincipal }) => ServicePrincipal)).toContain(
      'cloudtrail.amazonaws.com',
    );
  });

  it('is watched by the alarms of the benchmark', async () => {
    const { logs, cloudWatch } = clientsOf(MASTER);
    const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: TRAIL });
    expect(logGroups).toMatchObject([{ logGroupName: TRAIL, retentionInDays: 90 }]);
    const { metricFilters = [] } = await logs.describeMetricFilters({ logGroupName: TRAIL });
    const { MetricAlarms = [] } = await cloudWatch.describeAlarms({ AlarmNamePrefix: 'aws-organizations-' });
    expect(metricFilters).toHaveLength(15);
    const watched = MetricAlarms.map(({ Namespace, MetricName }) => `${Namespace} ${MetricName}`).sort();
    const counted = metricFilters
      .flatMap(({ metricTransformations = [] }) => metricTransformations)
      .map(({ metricNamespace, metricName }) => `${metricNamespace} ${metricName}`);
    expect(watched).toEqual(counted.sort());
    // Nobody is notified by the hub here, so the alarms publish themselves.
    const topic = `arn:aws:sns:${HOME}:${AUDIT}:aws-organizations-AggregateSecurityNotifications`;
    expect(MetricAlarms.every(({ AlarmActions = [] }) => AlarmActions.join() === topic)).toBe(true);
  });

  it('has nothing left to be done then', planIsEmpty);

  it('is not made in members', async () => {
    for (const account of [AUDIT, LOG, DEV]) expect(await trailsOf(account)).toEqual([]);
  });
});

describe('data events and insights', () => {
  it('are recorded by choice, and change nothing else', async () => {
    here.changeConfig(
      'mode: ORGANIZATION',
      'mode: ORGANIZATION\n  dataEvents: [LAMBDA]\n  insights: [ApiErrorRateInsight]',
    );
    const plan = await here.metsuke('plan');
    expect(plan.stdout).toContain('1 change, in 1 account · nothing else would be touched');
    await apply();
    const { cloudTrail } = clientsOf(MASTER);
    const { AdvancedEventSelectors = [] } = await cloudTrail.getEventSelectors({ TrailName: TRAIL });
    expect(JSON.stringify(AdvancedEventSelectors)).toContain('AWS::Lambda::Function');
    const { InsightSelectors } = await cloudTrail.getInsightSelectors({ TrailName: TRAIL });
    expect(InsightSelectors).toEqual([{ InsightType: 'ApiErrorRateInsight' }]);
    await planIsEmpty();
  });
});

describe('a locked bucket and a key of its own', () => {
  it('are where the trail delivers then', async () => {
    here.changeConfig(
      'mode: ORGANIZATION',
      'mode: ORGANIZATION\n  encryption: SSE_KMS\n  objectLock: { enabled: true, mode: COMPLIANCE, days: 400 }',
    );
    await apply();
    const { s3 } = awsOf(here.sandbox, LOG);
    const { ObjectLockConfiguration } = await s3.getObjectLockConfiguration({ Bucket: LOCKED });
    expect(ObjectLockConfiguration).toMatchObject({
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: 400 } },
    });
    const [trail] = await trailsOf(MASTER);
    expect(trail).toMatchObject({
      S3BucketName: LOCKED,
      KmsKeyId: `arn:aws:kms:${HOME}:${LOG}:alias/aws-organizations-trail`,
    });
    const { Aliases = [] } = await clientsOf(LOG).kms.listAliases({});
    expect(Aliases.map(({ AliasName }) => AliasName)).toContain('alias/aws-organizations-trail');
    await planIsEmpty();
  });
});

describe('a trail in every account instead', () => {
  it('needs consent, since the trail of the organization stops', async () => {
    here.changeConfig('mode: ORGANIZATION', 'mode: ACCOUNT');
    const { code, output } = await here.metsuke('apply', '--yes');
    expect(code).not.toBe(0);
    expect(output).toContain('--accept-losses');
    expect(await trailsOf(MASTER)).toMatchObject([{ IsOrganizationTrail: true }]);
  });

  it('records in each of them', async () => {
    await apply('--accept-losses');
    for (const account of EVERYBODY) {
      expect(await trailsOf(account)).toMatchObject([
        {
          Name: TRAIL,
          S3BucketName: LOCKED,
          IsOrganizationTrail: false,
          IsMultiRegionTrail: true,
          LogFileValidationEnabled: true,
        },
      ]);
    }
    await planIsEmpty();
  });
});

describe('destroy', () => {
  it('leaves buckets, the key and the log group, and nothing else of ours', async () => {
    const { code, stderr } = await here.metsuke('destroy', '--confirm', ORGANIZATION, '--accept-losses');
    expect(stderr).toContain('Done.');
    expect(code).toBe(0);
    for (const account of EVERYBODY) {
      expect(await trailsOf(account)).toEqual([]);
      expect(await stacksIn(here.sandbox, account)).toEqual([]);
      const roles = await roleNames(here.sandbox, account);
      expect(roles.filter((name) => name.startsWith('aws-organizations-'))).toEqual([]);
    }
    expect(await stackSetNames(here.sandbox)).toEqual([]);
    const { Buckets = [] } = await awsOf(here.sandbox, LOG).s3.listBuckets({});
    expect(Buckets.map(({ Name }) => Name)).toEqual(expect.arrayContaining([ARCHIVE, LOCKED]));
    const { logGroups = [] } = await clientsOf(MASTER).logs.describeLogGroups({});
    expect(logGroups.map(({ logGroupName }) => logGroupName)).toEqual([TRAIL]);
    const { Keys = [] } = await clientsOf(LOG).kms.listKeys({});
    expect(Keys).toHaveLength(1);
    const { MetricAlarms = [] } = await clientsOf(MASTER).cloudWatch.describeAlarms({});
    expect(MetricAlarms).toEqual([]);
  });
});

describe('trails of somebody else', () => {
  it('are told before ours is made, and one with the name of ours stops the plan', async () => {
    const { cloudTrail } = clientsOf(MASTER);
    const { s3 } = awsOf(here.sandbox, MASTER);
    const Bucket = 'own-trail-bucket';
    await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: HOME } });
    await letDeliver(s3, Bucket, 'cloudtrail');
    here.changeConfig('mode: ACCOUNT', 'mode: ORGANIZATION');
    await cloudTrail.createTrail({ Name: 'old', S3BucketName: 'own-trail-bucket' });
    const beside = await here.metsuke('plan');
    expect(beside.stdout).toMatch(
      /other-trail: The trail arn:aws:cloudtrail:.*trail\/old, which Metsuke did not make, records/,
    );
    expect((await here.metsuke('check')).stdout).toMatch(/existing trails +1 in the management account/);
    await cloudTrail.createTrail({ Name: TRAIL, S3BucketName: 'own-trail-bucket' });
    const { code, output } = await here.metsuke('apply', '--yes');
    expect(output).toContain(`A trail called ${TRAIL} exists in the management account`);
    expect(code).not.toBe(0);
    expect(await stacksIn(here.sandbox, MASTER)).toEqual([]);
  });
});
