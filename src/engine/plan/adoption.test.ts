import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aConfig, EMAIL, HOME, planOf, run, stackSetStep, stepOf, titlesOf } from '../../../test/support/engine.ts';
import { FakeAws } from '../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../test/support/organization.ts';
import type { AccountId } from '../../domain/ids.ts';
import type { StackSetDefinition } from '../observe/ports.ts';

const ROLES = ['AWSCloudFormationStackSetAdministrationRole', 'AWSCloudFormationStackSetExecutionRole'] as const;

/** An organization whose owner followed the article by hand: its roles, and its three templates in YAML. */
async function madeByHand(): Promise<FakeAws> {
  const aws = new FakeAws(anOrg().with(account('dev')).build());
  for (const { id } of aws.organization.accounts)
    aws.addRole(id, ROLES[id === aws.organization.managementAccountId ? 0 : 1]);
  const prefix = { ManagedResourcePrefix: 'aws-organizations' };
  const topic = { ...prefix, AllConfigurationEmail: EMAIL, SecurityNotificationEmail: EMAIL, OrgID: 'o-testorgid1' };
  await deploy(aws, 'AWSOrganizations-SecurityTopic', {
    template: 'security-topic',
    parameters: topic,
    to: aws.idOf('audit'),
  });
  const resource = { ...prefix, Accounts: '222222222222,333333333333' };
  await deploy(aws, 'AWSOrganizations-SecurityResource', {
    template: 'security-resource',
    parameters: resource,
    to: aws.idOf('audit'),
  });
  const logging = { ...prefix, AWSLogsS3KeyPrefix: 'o-testorgid1' };
  await deploy(aws, 'AWSOrganizations-LoggingResource', {
    template: 'logging-resource',
    parameters: logging,
    to: aws.idOf('log'),
  });
  return aws;
}

interface HandMade {
  readonly template: string;
  readonly parameters: StackSetDefinition['parameters'];
  readonly to: AccountId;
}

async function deploy(aws: FakeAws, name: string, { template, parameters, to }: HandMade): Promise<void> {
  const templateBody = readFileSync(
    new URL(`../../../test/templates/fixtures/seed/${template}.yml`, import.meta.url),
    'utf8',
  );
  const { stackSets } = aws.connect().ports;
  await stackSets.create({
    name,
    description: '',
    templateBody,
    parameters,
    capabilities: ['CAPABILITY_NAMED_IAM'],
    tags: {},
    permissionModel: 'SELF_MANAGED',
    administrationRoleArn: `arn:aws:iam::111111111111:role/${ROLES[0]}`,
    executionRoleName: ROLES[1],
    autoDeployment: null,
  });
  const preferences = {
    regionConcurrency: 'PARALLEL',
    concurrencyMode: 'STRICT_FAILURE_TOLERANCE',
    maxConcurrentCount: 1,
    failureToleranceCount: 0,
  } as const;
  await stackSets.createInstances(name, { accounts: [to], regions: [HOME], units: [] }, preferences);
  await aws.clock.sleep(5_000);
}

describe('an organization that was set up by hand', () => {
  it('is adopted: its stack sets are updated in place, its roles are used', async () => {
    const plan = await planOf(await madeByHand(), aConfig());
    expect(titlesOf(plan)).not.toContain('stackset-administration');
    expect(plan.findings.map(({ code }) => code)).toEqual([
      'adopted-stack-set',
      'adopted-stack-set',
      'adopted-stack-set',
      'adopted-role',
      'bucket-acl',
    ]);
    for (const title of ['security-topic', 'security-resource', 'logging-resource']) {
      const { action, instances } = stackSetStep(plan, title);
      expect([action, instances.create.length, instances.update.length, instances.delete.length]).toEqual([
        'update',
        0,
        1,
        0,
      ]);
    }
  });

  it('is told the command without which S3 would refuse the apply', async () => {
    const { findings } = await planOf(await madeByHand(), aConfig());
    expect(findings.find(({ code }) => code === 'bucket-acl')).toMatchObject({
      message: expect.stringContaining('The ACL of aws-organizations-s3-access-logs-333333333333-ap-northeast-1 '),
      hint: expect.stringContaining('credentials of the account 333333333333'),
      command:
        'aws s3api put-bucket-acl --bucket aws-organizations-s3-access-logs-333333333333-ap-northeast-1 --acl private',
    });
  });

  it('is not told that a role is new which is there, or may be', async () => {
    const { targets } = stepOf(await planOf(await madeByHand(), aConfig()), 'stack', 'stackset-execution');
    expect(targets.map(({ account, reason }) => [account, reason])).toEqual([
      ['222222222222', 'role-is-there'],
      ['333333333333', 'role-is-there'],
      ['444444444444', 'role-may-be-there'],
    ]);
  });

  it('keeps its subscriber: the address is the same, so no mail asks to confirm it again', async () => {
    const plan = await planOf(await madeByHand(), aConfig());
    const { changes } = stackSetStep(plan, 'security-topic');
    const paths = changes.resources.flatMap(({ properties }) => properties.map(({ path }) => path));
    expect(paths.filter((path) => /Subscription|Endpoint/.test(path))).toEqual([]);
    expect(changes.resources.filter(({ type }) => type === 'AWS::SNS::Subscription')).toEqual([]);
  });

  it('loses nothing by that: no bucket, topic or role is replaced or removed', async () => {
    const plan = await planOf(await madeByHand(), aConfig());
    const harmful = plan.steps.flatMap((step) =>
      step.kind === 'stack-set'
        ? step.changes.resources.filter(({ losesData, action }) => losesData || action === 'remove')
        : [],
    );
    expect(harmful).toEqual([]);
  });

  it('shows no address', async () => {
    const plan = await planOf(await madeByHand(), aConfig({ notifications: { securityEmail: 'other@example.com' } }));
    expect(JSON.stringify(plan)).not.toContain('@example.com');
  });

  it('needs one apply, after which there is nothing to do', async () => {
    const aws = await madeByHand();
    expect((await run(aws, aConfig())).result.status).toBe('done');
    const after = await planOf(aws, aConfig());
    expect(titlesOf(after)).toEqual([]);
  });
});
