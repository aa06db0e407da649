import { expect, it } from 'vitest';
import { aConfig, planOf, run } from '../../../../test/support/engine.ts';
import { FakeAws } from '../../../../test/support/fake-aws.ts';
import { account, anOrg } from '../../../../test/support/organization.ts';
import type { Config } from '../../../config/schema.ts';
import { STACK_SETS_PRINCIPAL } from './plan.ts';

const anOrganization = () => new FakeAws(anOrg().with(account('dev')).build());
const SERVICE_MANAGED = aConfig({ stackSets: { permissionModel: 'SERVICE_MANAGED' } });

async function principalsOf(aws: FakeAws, config: Config): Promise<readonly string[]> {
  const { steps } = await planOf(aws, config);
  return steps.flatMap((step) => (step.kind === 'service-access' ? [step.principal] : [])).sort();
}

it('is given to the services of what is on, and to no other', async () => {
  const few = await principalsOf(anOrganization(), aConfig());
  const more = await principalsOf(anOrganization(), aConfig({ accessAnalyzer: { enabled: true } }));
  expect(few).not.toContain('access-analyzer.amazonaws.com');
  expect(more).toEqual([...few, 'access-analyzer.amazonaws.com'].sort());
});

it('is given once, and never taken away', async () => {
  const aws = anOrganization();
  await run(aws, aConfig({ accessAnalyzer: { enabled: true } }));
  expect(await principalsOf(aws, aConfig({ accessAnalyzer: { enabled: true } }))).toEqual([]);
  expect(await principalsOf(aws, aConfig())).toEqual([]);
  expect(aws.serviceAccess).toContain('access-analyzer.amazonaws.com');
});

it('of stack sets is a switch of CloudFormation, for service-managed ones alone', async () => {
  const aws = anOrganization();
  expect(await principalsOf(aws, aConfig())).not.toContain(STACK_SETS_PRINCIPAL);
  expect(await principalsOf(aws, SERVICE_MANAGED)).toContain(STACK_SETS_PRINCIPAL);
  await run(aws, SERVICE_MANAGED);
  expect(aws.stackSetsAccess).toBe('ENABLED');
  expect(await principalsOf(aws, SERVICE_MANAGED)).not.toContain(STACK_SETS_PRINCIPAL);
});
