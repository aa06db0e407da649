import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { aConfig, EMAIL, HOME, planOf, run, stackSetStep, titlesOf } from '../../../test/support/engine.ts';
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
